package io.offsetlab.narrative;

import org.jspecify.annotations.Nullable;

/**
 * What was found out about a failure by running it otherwise.
 *
 * @param passesIf which changes make it pass, or null if nobody looked
 * @param inevitability when it became inevitable, or null if nobody looked
 */
public record Explanation(
        @Nullable PassesIf passesIf, @Nullable Inevitability inevitability) {
    /** Nobody looked. */
    public static final Explanation NONE = new Explanation(null, null);
}
