package io.offsetlab.narrative;

import io.offsetlab.trace.CommitKind;
import org.jspecify.annotations.Nullable;

/**
 * One offset of one commit.
 *
 * @param at when it was stored or refused; when it was sent if neither is known
 * @param member who, or -1 for an administrator
 * @param commit the commit's number
 * @param kind why it was sent, or null if nobody sent it
 * @param generation the generation it carried
 * @param partition the partition's number
 * @param offset the offset it carried
 * @param outcome applied, refused with which error, unknown, or on its way
 * @param processedTo the first visible offset without effect at that moment
 * @param processed the processed set at that moment, as ranges
 * @param firstBad whether it is the commit that broke the promise
 */
public record CommitLine(
        long at,
        int member,
        int commit,
        @Nullable CommitKind kind,
        int generation,
        int partition,
        long offset,
        String outcome,
        long processedTo,
        String processed,
        boolean firstBad) {

    /** Whether the offset stood above what was processed. */
    public boolean isAhead() {
        return offset > processedTo;
    }
}
