package io.offsetlab.invariant;

import io.offsetlab.trace.Numbers;
import java.util.Arrays;

/**
 * The consecutive commits of one partition in one ownership that were sent, each for more than the one before, and of which
 * nothing shows that they were applied. Commits are numbered upwards and arrive in order, so that an applied one settles all
 * before it.
 */
final class UnappliedCommits {
    private static final int MOST = 64;

    private int[] commits = new int[4];
    private int count;
    /** How many more there are that left no number: failed before sending, rolled back, or too many. */
    private int unnumbered;

    private long lastOffset = -1;
    private boolean progressed;

    int count() {
        return count + unnumbered;
    }

    /** Something was processed that no commit carries yet. */
    void progressed() {
        progressed = true;
    }

    /** A commit counts if it carries more than those before it; a repetition of the same offset is the same commit. */
    void asked(int commit, long offset) {
        progressed = false;
        if (offset <= lastOffset) {
            return;
        }
        lastOffset = offset;
        if (count == MOST) {
            System.arraycopy(commits, 1, commits, 0, --count);
            unnumbered++;
        } else if (count == commits.length) {
            commits = Arrays.copyOf(commits, 2 * count);
        }
        commits[count++] = commit;
    }

    /** A commit failed before it was sent, which counts if there was anything to commit. */
    void unsent() {
        if (progressed) {
            unnumbered++;
        }
        progressed = false;
    }

    void rolledBack() {
        unnumbered++;
    }

    void applied(int commit) {
        unnumbered = 0;
        int settled = 0;
        while (settled < count && commits[settled] <= commit) {
            settled++;
        }
        count -= settled;
        System.arraycopy(commits, settled, commits, 0, count);
    }

    /** The position went back: offsets from here on are progress again. */
    void wentBackTo(long offset) {
        lastOffset = Math.min(lastOffset, offset);
    }

    void writeTo(Numbers out) {
        out.number(count());
        out.number(lastOffset);
        out.flag(progressed);
    }
}
