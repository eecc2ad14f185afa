package io.offsetlab.counterexample;

import io.offsetlab.engine.Pins;
import io.offsetlab.fault.Fault;
import org.jspecify.annotations.Nullable;

/**
 * One thing that goes otherwise than in a run without faults: a fault at a place, or a race decided the other way.
 *
 * @param position where in the run it is: runs are equal up to there
 * @param variant tells those of one kind at one position apart
 * @param fault what goes wrong, or null
 * @param pin how a race is decided, or null
 * @param free whether it only says how another one turns out, and so takes nothing from the budget of faults
 */
record Deviation(
        DeviationKind kind,
        long position,
        int variant,
        @Nullable Fault fault,
        Pins.@Nullable Pin pin,
        boolean free) {

    static Deviation of(DeviationKind kind, long position, int variant, Fault fault) {
        return new Deviation(kind, position, variant, fault, null, false);
    }

    static Deviation race(DeviationKind kind, long position, int variant, Pins.Pin pin, boolean free) {
        return new Deviation(kind, position, variant, null, pin, free);
    }

    /** Whether it is a race that counts as a fault of its own. */
    boolean isRace() {
        return fault == null && !free;
    }

    /** Whether this one may follow another: each set of deviations is tried in one order only. */
    static boolean follows(long position, DeviationKind kind, int variant, @Nullable Deviation other) {
        if (other == null || position != other.position) {
            return other == null || position > other.position;
        }
        return kind == other.kind ? variant > other.variant : kind.compareTo(other.kind) > 0;
    }
}
