package io.offsetlab.counterexample;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.Scenario;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the exploration of a world came to.
 *
 * @param faults how many faults a placement has at most
 * @param placements how many were tried
 * @param places how many steps the run without faults has
 * @param pruned how many placements led to a state that was seen before
 * @param runs how many runs it took
 * @param complete whether all placements were tried; otherwise the budget ended first, or a promise broke
 * @param broken which promises were broken
 * @param worst the first placement that breaks a promise, as a world, or null
 * @param pruning whether equal states were visited once only
 */
public record Exploration(
        int faults,
        long placements,
        long places,
        long pruned,
        long runs,
        boolean complete,
        Set<InvariantName> broken,
        @Nullable Scenario worst,
        boolean pruning) {}
