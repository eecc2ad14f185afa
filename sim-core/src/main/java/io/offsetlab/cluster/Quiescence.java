package io.offsetlab.cluster;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.log.PartitionLog;

/**
 * Waits, after healing, until everything visible has its effect and everybody has settled: nothing in hand, the group stable, and
 * time enough for a last commit. Gives up after the world's bound.
 */
final class Quiescence {
    private static final long LOOK_EVERY_MICROS = 1_000_000;
    private static final long AT_LEAST_MICROS = 2_000_000;

    private final Run run;
    private final Look look = new Look();
    private boolean begun;
    private long begunAt;
    private long givesUpAt;
    private long settledSince = -1;
    private boolean over;
    private boolean complete;

    Quiescence(Run run) {
        this.run = run;
    }

    void begin() {
        begun = true;
        begunAt = run.simulation().now();
        givesUpAt = run.simulation().now() + run.world().quiesceMicros();
        run.simulation().schedule(run.simulation().now(), look);
    }

    boolean hasBegun() {
        return begun;
    }

    boolean isOver() {
        return over;
    }

    boolean isComplete() {
        return complete;
    }

    /** Whether nothing is left to do at this moment, and every process that runs is a member. */
    boolean isSettledNow() {
        return run.coordinator().isStable()
                && everybodyIsMember()
                && isSettled(run.simulation().now());
    }

    private boolean everybodyIsMember() {
        int living = 0;
        for (Host host : run.hosts()) {
            if (host.willStart()) {
                return false;
            }
            living += host.life() == null ? 0 : 1;
        }
        return living == run.coordinator().memberCount();
    }

    private void check() {
        long now = run.simulation().now();
        run.catchUpAll();
        if (!isSettled(now)) {
            settledSince = -1;
        } else if (settledSince < 0) {
            settledSince = now;
        }
        complete = settledSince >= 0 && now - settledSince >= settlingMicros();
        over = complete || now >= givesUpAt;
        if (!over) {
            run.simulation().schedule(Math.min(now + pause(now), givesUpAt), look);
        }
    }

    /** Looks often at first and, the longer it takes, the more rarely. */
    private long pause(long now) {
        return Math.max(LOOK_EVERY_MICROS, (now - begunAt) / 10);
    }

    /** An idle consumer with auto-commit commits once more within its interval. */
    long settlingMicros() {
        long commit = run.clientConfig().autoCommit() ? run.clientConfig().autoCommitIntervalMicros() : 0;
        return Math.max(AT_LEAST_MICROS, 2 * commit);
    }

    private boolean isSettled(long now) {
        if (!run.coordinator().isStable()) {
            return false;
        }
        for (PartitionLog log : run.logs()) {
            if (log.recordsAt(now) < log.totalRecords()) {
                return false;
            }
        }
        for (Host host : run.hosts()) {
            Life life = host.life();
            if (life != null && !life.program().isIdle()) {
                return false;
            }
        }
        return everythingHandedOut(now);
    }

    private boolean everythingHandedOut(long now) {
        for (int partition = 0; partition < run.logs().size(); partition++) {
            boolean handedOut = false;
            for (Host host : run.hosts()) {
                Life life = host.life();
                handedOut |= life != null
                        && life.client().positions().isAssigned(partition)
                        && life.client().positions().hasPosition(partition)
                        && life.client().positions().position(partition)
                                >= run.logs().get(partition).endOffset(now);
            }
            if (!handedOut) {
                return false;
            }
        }
        return true;
    }

    /** Looks whether all is quiet. */
    private final class Look extends Event {
        @Override
        protected void run() {
            check();
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {
            fingerprint.add(begun).add(over).addTime(begunAt).addTime(givesUpAt);
            fingerprint.addTime(settledSince < 0 ? Long.MAX_VALUE : settledSince);
        }
    }
}
