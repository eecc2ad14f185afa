package io.offsetlab.metric;

/** The last commit of a process, and what became of those of which it learns nothing: killed, or cut off. */
final class SentCommits {
    private static final int NONE = -1;

    private final SituationCollector.Sink sink;
    private int asked = NONE;
    private int askedIn;
    private int heardOf = NONE;
    private int stored = NONE;

    private int dying = NONE;
    private int dyingIn;
    private int unknown = NONE;

    SentCommits(SituationCollector.Sink sink) {
        this.sink = sink;
    }

    /** The bound's commits have no number and nobody waits for them. */
    void asked(int commit, int generation) {
        if (commit >= 0) {
            asked = commit;
            askedIn = generation;
        }
    }

    void stored(int commit, int generation) {
        if (commit == dying && generation == dyingIn && commit != NONE) {
            dying = NONE;
            sink.reached(Situation.CRASH_COMMIT_STORED);
        } else if (commit >= 0) {
            stored = Math.max(stored, commit);
            if (commit == unknown) {
                unknown = NONE;
                sink.reached(Situation.UNKNOWN_STORED);
            }
        }
    }

    void answered(int commit) {
        heardOf = Math.max(heardOf, commit);
    }

    void unknown(int commit) {
        heardOf = Math.max(heardOf, commit);
        settleUnknown();
        if (commit <= stored) {
            sink.reached(Situation.UNKNOWN_STORED);
        } else {
            unknown = commit;
        }
    }

    private void settleUnknown() {
        if (unknown != NONE) {
            unknown = NONE;
            sink.reached(Situation.UNKNOWN_NOT_STORED);
        }
    }

    void crashed() {
        settleDying();
        if (asked > heardOf) {
            if (asked <= stored) {
                sink.reached(Situation.CRASH_COMMIT_STORED);
            } else {
                dying = asked;
                dyingIn = askedIn;
            }
        }
        restart();
    }

    private void settleDying() {
        if (dying != NONE) {
            dying = NONE;
            sink.reached(Situation.CRASH_COMMIT_NOT_STORED);
        }
    }

    /** The process has ended; the next one counts its commits anew. */
    void restart() {
        settleUnknown();
        asked = NONE;
        heardOf = NONE;
        stored = NONE;
    }

    void finish() {
        settleDying();
        settleUnknown();
    }
}
