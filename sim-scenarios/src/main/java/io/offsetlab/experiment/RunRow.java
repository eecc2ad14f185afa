package io.offsetlab.experiment;

import io.offsetlab.fault.FaultKind;
import io.offsetlab.metric.RunMetrics;
import io.offsetlab.metric.Situation;
import io.offsetlab.protocol.InvariantName;
import org.jspecify.annotations.Nullable;

/**
 * What came out of one policy in one world.
 *
 * @param seed the world's seed
 * @param policy the policy's place in the plan
 * @param digest the digest of the facts
 * @param events how many events the run took
 * @param endedAtMicros the virtual time at which it ended
 * @param bound how many records of a partition the policy declares to repeat at most in an incident, with no commit unapplied;
 *     {@link Long#MAX_VALUE} if it declares no number
 * @param allowed the most that any incident of the run was allowed, unapplied commits counted; at least {@code bound}
 * @param violations how often each invariant was violated, promised or not
 * @param fired faults that happened, by kind
 * @param situations how often the run came into each situation
 * @param metrics the numbers
 * @param broken the first broken promise, or null if all were kept
 */
public record RunRow(
        long seed,
        int policy,
        long digest,
        long events,
        long endedAtMicros,
        long bound,
        long allowed,
        EnumCounts<InvariantName> violations,
        EnumCounts<FaultKind> fired,
        EnumCounts<Situation> situations,
        RunMetrics metrics,
        @Nullable FirstBroken broken) {

    /** Whether every promise was kept. */
    public boolean kept() {
        return broken == null;
    }
}
