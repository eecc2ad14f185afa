package io.offsetlab.cluster;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.fault.Fault;
import io.offsetlab.network.LinkFaults;
import io.offsetlab.trace.ProcessFact;
import org.jspecify.annotations.Nullable;

/** A process with all its lives: starts, crashes, ends, starts again. */
final class Host implements Fingerprinted {
    private final Run run;
    private final int member;
    private final LinkFaults faults = new LinkFaults();
    private final Start start = new Start();
    private @Nullable Life life;
    private int incarnations;
    private long restartAfter = Fault.FOREVER;

    Host(Run run, int member) {
        this.run = run;
        this.member = member;
    }

    int member() {
        return member;
    }

    LinkFaults faults() {
        return faults;
    }

    /** The life that is going on, or null. */
    @Nullable
    Life life() {
        return life;
    }

    boolean hasEverStarted() {
        return incarnations > 0 || start.isScheduled();
    }

    boolean willStart() {
        return start.isScheduled();
    }

    void startAt(long at) {
        if (!start.isScheduled()) {
            run.simulation().schedule(at, start);
        }
    }

    /** Starts at once what was to start later. */
    void startNow() {
        run.simulation().cancel(start);
        if (life == null) {
            begin();
        }
    }

    /** kill -9. */
    void crash(long restartAfterMicros) {
        Life dying = life;
        if (dying != null) {
            dying.catchUp();
            run.facts()
                    .accept(new ProcessFact.Crashed(
                            now(), member, dying.origin().incarnation()));
            over(dying, restartAfterMicros);
        }
    }

    /** Asks the application to end by itself. */
    void stop(long restartAfterMicros) {
        restartAfter = restartAfterMicros;
        if (life != null) {
            life.askToStop();
        }
    }

    /** The application closed its consumer and is over. */
    void ended() {
        Life ending = life;
        if (ending != null) {
            run.facts()
                    .accept(new ProcessFact.Stopped(
                            now(), member, ending.origin().incarnation()));
            over(ending, restartAfter);
        }
    }

    /** The application closed its consumer and is over, because processing threw. */
    void failed(long restartAfterMicros) {
        if (restartAfter == Fault.FOREVER) {
            restartAfter = restartAfterMicros;
        }
        ended();
    }

    /** Tells of the polls and heartbeats that were skipped. */
    void tellSkipped() {
        if (life != null) {
            life.client().catchUpPolls();
            life.client().membership().tellSkipped();
        }
    }

    private void over(Life old, long restartAfterMicros) {
        tellSkipped();
        old.stop();
        life = null;
        old.program().killed();
        if (restartAfterMicros != Fault.FOREVER) {
            startAt(now() + restartAfterMicros);
        }
    }

    private void begin() {
        if (life == null) {
            restartAfter = Fault.FOREVER;
            run.facts().accept(new ProcessFact.Restarted(now(), member, incarnations));
            Life next = new Life(run, Host.this, incarnations++);
            life = next;
            next.program().start();
        }
    }

    private long now() {
        return run.simulation().now();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(member).add(faults).add(incarnations).add(restartAfter).add(life != null);
        if (life != null) {
            fingerprint.add(life);
        }
    }

    /** The process starts. */
    private final class Start extends Event {
        @Override
        protected void run() {
            begin();
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {
            fingerprint.add(member);
        }
    }
}
