package io.offsetlab.cluster;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Anchor.Step;
import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.RecordFact;
import org.jspecify.annotations.Nullable;

/** Counts the steps of each kind in the current life of each process. */
final class PlaceCounter implements Fingerprinted {
    private final int[] incarnations;
    private final int[][] counts;

    PlaceCounter(int members) {
        incarnations = new int[members];
        counts = new int[members][Step.values().length];
    }

    /** Whether a place of this kind can lie between two records of a batch. */
    static boolean needsEveryRecord(Step step) {
        return step == Step.RECORD_STARTED || step == Step.EFFECT;
    }

    /** A further life of a process begins. */
    void begin(int member, int incarnation) {
        incarnations[member] = incarnation;
        counts[member] = new int[Step.values().length];
    }

    int incarnation(int member) {
        return incarnations[member];
    }

    /** Counts a step; returns its number. */
    int count(int member, Step step) {
        return ++counts[member][step.ordinal()];
    }

    /** Whether the last step of its kind is this place. */
    boolean isAt(Anchor.Place place, int member, Step step) {
        return step == place.step()
                && member == place.member()
                && incarnations[member] == place.incarnation()
                && counts[member][step.ordinal()] == place.number();
    }

    /** The step that a fact tells of, or null. */
    static @Nullable Step stepOf(Fact fact) {
        if (fact instanceof CallFact.CallEntered) {
            return Step.CALL_ENTERED;
        } else if (fact instanceof CallFact.CallLeft) {
            return Step.CALL_LEFT;
        } else if (fact instanceof RecordFact.Started) {
            return Step.RECORD_STARTED;
        } else if (fact instanceof RecordFact.Effect) {
            return Step.EFFECT;
        } else if (fact instanceof CommitFact.CommitAsked) {
            return Step.COMMIT_SENT;
        } else if (fact instanceof CommitFact.CommitAnswered) {
            return Step.COMMIT_ANSWERED;
        } else if (fact instanceof GroupFact.Assigned) {
            return Step.ASSIGNED;
        } else if (fact instanceof GroupFact.Revoked) {
            return Step.REVOKED;
        } else if (fact instanceof GroupFact.Lost) {
            return Step.LOST;
        }
        return null;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        for (int member = 0; member < counts.length; member++) {
            fingerprint.add(incarnations[member]);
            for (int count : counts[member]) {
                fingerprint.add(count);
            }
        }
    }
}
