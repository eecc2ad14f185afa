package io.offsetlab.byo;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Program;
import io.offsetlab.app.Worker;
import io.offsetlab.cluster.Site;
import io.offsetlab.consumer.Batch;
import io.offsetlab.consumer.Call;
import io.offsetlab.engine.Actor;
import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.trace.ProcessFact;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One life of a process whose program is blocking code. Its events make its strands ready; the code runs between events. */
final class Hosted implements Program {
    /** At its instant the end of a record comes before whatever else happens there, as with a policy's loop. */
    private static final int RECORD_ENDS = 15;

    static final long FOREVER = Long.MAX_VALUE;

    private final Hosting hosting;
    private final Site site;
    private final String name;
    private final Actor actor;
    private final RecordWork records;
    private final Idleness idleness;
    private final HostedMember member;
    private final List<Strand> strands = new ArrayList<>();
    private final Strand main;
    private final Producing producing;
    private @Nullable Strand awaitsNews;
    private boolean consumerOpen;
    private boolean closed;
    private boolean dead;
    private boolean stopping;
    private int forked;

    Hosted(Hosting hosting, Site site) {
        this.hosting = hosting;
        this.site = site;
        this.name = site.world().members().get(site.origin().member()).name();
        this.actor = site.client().context().actor();
        this.producing = new Producing(site);
        this.records = new RecordWork(this);
        this.idleness = new Idleness(records);
        this.member = new HostedMember(this, records);
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

    VirtualTime time() {
        return new VirtualTime(actor.simulation());
    }

    boolean isAlive() {
        return !dead;
    }

    boolean isStopping() {
        return stopping;
    }

    @Override
    public Worker worker() {
        return main.worker();
    }

    /** All of its threads do. */
    @Override
    public void standStill(long micros) {
        strands.stream().map(Strand::worker).filter(Worker::isBusy).forEach(busy -> busy.delay(micros));
    }

    @Override
    public void slowDown(long micros) {
        strands.stream()
                .map(Strand::worker)
                .filter(Worker::isBusy)
                .findFirst()
                .orElse(main.worker())
                .delay(micros);
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
        }
        if (!dead && !main.dead) {
            ended(thrown);
        }
        ended(main);
    }

    /** The code of a strand is over; its thread will do nothing more. */
    private void ended(Strand strand) {
        strands.remove(strand);
        hosting.ended(strand);
    }

    /** How many threads the process has. */
    int strandsAlive() {
        return strands.size();
    }

    /** Runs a task on a simulated thread of its own, which begins behind whatever else is due at this instant. */
    void fork(Runnable task) {
        settle(hosting.enter(this));
        int number = ++forked;
        Strand[] strand = new Strand[1];
        strand[0] = new Strand(this, number, name + " task " + number, () -> {
            try {
                task.run();
            } catch (ProcessKilled gone) {
                // the process is gone
            } catch (Exception e) {
                // as with any thread: it ends, and the process goes on
            } catch (Error e) {
                hosting.fail(e);
            }
            ended(strand[0]);
        });
        strands.add(strand[0]);
        actor.schedule(now(), new Due(strand[0]));
        hosting.add(strand[0]);
    }

    /** Waits until somebody makes the strand of the caller ready, or for so long; returns that strand's waiting. */
    Waiting waiting(long micros) {
        Strand me = hosting.enter(this);
        settle(me);
        return new Waiting(me, micros);
    }

    /** A strand that waits for another one of its process. */
    final class Waiting {
        private final Strand strand;
        private final Due due;

        Waiting(Strand strand, long micros) {
            this.strand = strand;
            this.due = new Due(strand);
            if (micros < FOREVER) {
                actor.schedule(now() + micros, due);
            }
        }

        void await() {
            hosting.await(strand);
        }

        /** What it waits for has happened: it goes on behind whatever else is due at this instant. */
        void end() {
            actor.cancel(due);
            actor.schedule(now(), due);
        }
    }

    /** The process ends with its main thread. */
    private void ended(@Nullable Throwable thrown) {
        if (thrown instanceof Error || thrown instanceof BadLoop) {
            hosting.fail(thrown);
        }
        if (thrown != null || !stopping) {
            String reason = thrown == null ? "" : thrown.toString();
            site.client()
                    .context()
                    .facts()
                    .accept(new ProcessFact.Exited(
                            now(), site.origin().member(), site.origin().incarnation(), reason));
        }
        long restart = Restarts.microsAfter(
                thrown,
                site.workplace().application(),
                site.client().membership().hasNetworkThread());
        if (!closed || consumerOpen) {
            site.broke(restart);
        } else if (restart != Handling.NEVER) {
            site.failed(restart);
        } else {
            site.ended();
        }
    }

    @Override
    public void resume() {
        Strand waiting = awaitsNews;
        Call call = site.client().call();
        if (waiting != null && ((call != null && call.hasNews()) || producing.hasNews())) {
            awaitsNews = null;
            hosting.ready(waiting);
        }
    }

    Producing producing() {
        return producing;
    }

    /** The code goes on at once; what it does but poll waits for its place, which is the one that a policy's loop goes on at. */
    @Override
    public boolean polledInVain() {
        Strand waiting = awaitsNews;
        if (waiting == null) {
            return false;
        }
        awaitsNews = null;
        waiting.place = actor.simulation().reservePlace();
        waiting.polledInVain = true;
        hosting.ready(waiting);
        return true;
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
        for (Strand strand : new ArrayList<>(strands)) {
            hosting.kill(strand);
        }
    }

    @Override
    public boolean isIdle() {
        return idleness.isIdle();
    }

    Idleness idleness() {
        return idleness;
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

    /** The code polls: at once if it has polled in vain just now. */
    void settleToPoll(Strand me) {
        if (me.polledInVain) {
            me.polledInVain = false;
            me.place = Strand.NO_PLACE;
        }
        settle(me);
    }

    /** The code does something else than to work on records: first its turn comes, as that of a policy's loop at the end of a batch. */
    void settle(Strand me) {
        if (me.justFailed) {
            me.justFailed = false;
            me.place = Strand.NO_PLACE;
        }
        if (me.place == Strand.NO_PLACE) {
            return;
        }
        long place = me.place;
        me.place = Strand.NO_PLACE;
        me.polledInVain = false;
        if (actor.simulation().moveTo(now(), place)) {
            actor.backlog().catchUp();
        } else {
            actor.simulation().scheduleAtPlace(now(), place, new Due(me));
            hosting.await(me);
        }
    }

    /** The code goes on working on records: at once, unless it has polled in vain just now. */
    void settleToWork(Strand me) {
        me.justFailed = false;
        if (me.polledInVain) {
            settle(me);
        }
    }

    /** Takes the time that a record takes, at whose end it is carried out. */
    void work(Strand me, int partition, long offset) {
        settleToWork(me);
        if (me.place == Strand.NO_PLACE) {
            me.place = actor.simulation().reservePlace();
        }
        if (!me.applied().begin(partition, offset)) {
            // as with a policy's loop: what ends early goes on behind what is due by now
            me.place = actor.simulation().reservePlace();
            return;
        }
        Worker worker = me.worker();
        worker.delay(records.slowMicros(partition, offset));
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
        idleness.rests();
        actor.schedule(now() + micros, new Due(me));
        hosting.await(me);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(idleness).add(stopping).add(closed).add(main.worker());
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
