package io.offsetlab.counterexample;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.Scenario;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the exploration of a world came to.
 *
 * @param faults how many faults a placement has at most
 * @param placements how many were tried
 * @param places how many steps the run without faults has, after each of which something can go wrong
 * @param pruned how many placements led to a state that had been visited, or are the same as another
 * @param runs how many runs it took
 * @param complete whether all placements were tried; otherwise the budget ended first, or a promise broke
 * @param broken which promises were broken
 * @param smallest the first placement that breaks a promise, as a world, or null: none with fewer faults does
 * @param pruning whether equal states were visited once only, and if not, why
 */
public record Exploration(
        int faults,
        long placements,
        long places,
        long pruned,
        long runs,
        boolean complete,
        Set<InvariantName> broken,
        @Nullable Scenario smallest,
        Pruning pruning) {

    /** Whether states that had been visited were left out. */
    public enum Pruning {
        ON,
        /** Nobody wanted it. */
        OFF,
        /** The application does not tell its state. */
        IMPOSSIBLE
    }

    /** The outcome as a sentence. */
    public String statement() {
        Scenario found = smallest;
        if (found != null) {
            int least = found.faults().size();
            return "broken by a placement of " + faults(least) + ", found after " + count(placements, "placement")
                    + (least == 0 ? "" : "; none of fewer faults breaks a promise") + " (" + details() + ").";
        }
        return complete
                ? "held in all " + count(placements, "placement") + " of up to " + faults(faults) + " (" + details()
                        + ")."
                : "held in the " + count(placements, "placement") + " of up to " + faults(faults)
                        + " that were tried before the budget ended (" + details() + ").";
    }

    private String details() {
        String states = switch (pruning) {
            case ON -> count(pruned, "state") + " pruned as equal";
            case OFF -> "pruning switched off";
            case IMPOSSIBLE -> "nothing pruned: the state of code of one's own is not known";
        };
        return count(places, "place") + " without fault, " + states;
    }

    private static String faults(int number) {
        return count(number, "fault");
    }

    private static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d", number) + " " + noun + (number == 1 ? "" : "s");
    }
}
