package io.offsetlab.byo;

import io.offsetlab.app.Program;
import io.offsetlab.app.Worker;
import io.offsetlab.cluster.Site;
import io.offsetlab.consumer.Batch;
import io.offsetlab.consumer.Call;
import io.offsetlab.engine.Actor;
import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One life of a process whose program is blocking code. Its events make its strands ready; the code runs between events. */
final class Hosted implements Program {
    /** At its instant the end of a record comes before whatever else happens there, as with a policy's loop. */
    private static final int RECORD_ENDS = 15;

    private final Hosting hosting;
    private final Site site;
    private final String name;
    private final Actor actor;
    private final HostedMember member;
    private final List<Strand> strands = new ArrayList<>();
    private final Strand main;
    private @Nullable Strand awaitsNews;
    private boolean polling;
    private boolean commitFailed;
    private boolean consumerOpen;
    private boolean closed;
    private boolean dead;
    private boolean stopping;

    Hosted(Hosting hosting, Site site) {
        this.hosting = hosting;
        this.site = site;
        this.name = site.world().members().get(site.origin().member()).name();
        this.actor = site.client().context().actor();
        this.member = new HostedMember(this);
        this.main = new Strand(this, 0, name, this::runMain);
        strands.add(main);
    }

    Hosting hosting() {
        return hosting;
    }

    Site site() {
        return site;
    }

    String name() {
        return name;
    }

    long now() {
        return actor.now();
    }

    boolean isStopping() {
        return stopping;
    }

    @Override
    public Worker worker() {
        return main.worker();
    }

    @Override
    public void start() {
        hosting.begin(main);
    }

    /** The code of the main thread, from its begin to its end. */
    private void runMain() {
        Throwable thrown = null;
        try {
            hosting.loop().code().run(member);
        } catch (Exception | Error e) {
            thrown = e;
        } finally {
            hosting.ended(main);
        }
        if (!dead && !main.dead) {
            ended(thrown);
        }
    }

    /** The process ends with its main thread. */
    private void ended(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            hosting.fail(error);
        }
        if (closed && !consumerOpen) {
            site.ended();
        } else {
            site.broke();
        }
    }

    @Override
    public void resume() {
        Strand waiting = awaitsNews;
        Call call = site.client().call();
        if (waiting != null && call != null && call.hasNews()) {
            awaitsNews = null;
            hosting.ready(waiting);
        }
    }

    @Override
    public void stop() {
        stopping = true;
        member.stopAsked();
    }

    @Override
    public void killed() {
        dead = true;
        awaitsNews = null;
        for (Strand strand : strands) {
            hosting.kill(strand);
        }
    }

    /** As a policy's loop it is not idle as long as it may commit again what failed; one that has polled in vain since will not. */
    @Override
    public boolean isIdle() {
        return polling && !commitFailed;
    }

    void pollBegins() {
        polling = true;
    }

    void pollEnds(boolean records) {
        polling = false;
    }

    void committing(boolean failed) {
        commitFailed = failed;
    }

    void consumerOpened() {
        consumerOpen = true;
    }

    boolean hasOpenConsumer() {
        return consumerOpen;
    }

    void consumerClosed() {
        consumerOpen = false;
        closed = true;
    }

    /** Waits until the client's innermost call has news. */
    void awaitNews() {
        Strand me = hosting.enter(this);
        awaitsNews = me;
        hosting.await(me);
    }

    /** The code does something else than to work on records: first its turn comes, as that of a policy's loop at the end of a batch. */
    void settle(Strand me) {
        if (me.place == Strand.NO_PLACE) {
            return;
        }
        long place = me.place;
        me.place = Strand.NO_PLACE;
        if (actor.simulation().moveTo(now(), place)) {
            actor.backlog().catchUp();
        } else {
            actor.simulation().scheduleAtPlace(now(), place, new Due(me));
            hosting.await(me);
        }
    }

    /** Takes the time that a record takes, at whose end it is carried out. */
    void work(Strand me, int partition, long offset) {
        if (me.place == Strand.NO_PLACE) {
            me.place = actor.simulation().reservePlace();
        }
        Worker worker = me.worker();
        worker.take(Batch.of(partition, offset, offset + 1));
        long end = worker.work(1, now());
        if (actor.moveFirst(end, RECORD_ENDS)) {
            actor.backlog().catchUp();
            worker.catchUp(end);
        } else {
            actor.scheduleFirst(end, RECORD_ENDS, new RecordEnds(me));
            hosting.await(me);
        }
    }

    /** Lets virtual time pass. */
    void rest(long micros) {
        Strand me = hosting.enter(this);
        settle(me);
        actor.schedule(now() + micros, new Due(me));
        hosting.await(me);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(polling).add(commitFailed).add(stopping).add(closed).add(main.worker());
    }

    /** What a strand waits for has come. */
    private final class Due extends ActorEvent {
        private final Strand strand;

        Due(Strand strand) {
            super(Hosted.this.actor);
            this.strand = strand;
        }

        @Override
        protected void act() {
            hosting.ready(strand);
        }
    }

    /** A record is finished, unless it was delayed meanwhile. */
    private final class RecordEnds extends ActorEvent {
        private final Strand strand;

        RecordEnds(Strand strand) {
            super(Hosted.this.actor);
            this.strand = strand;
        }

        @Override
        protected void act() {
            Worker worker = strand.worker();
            worker.catchUp(now());
            if (worker.isBusy()) {
                strand.place = actor().simulation().reservePlace();
                actor().scheduleFirst(worker.endsAt(), RECORD_ENDS, this);
            } else {
                hosting.ready(strand);
            }
        }
    }
}
