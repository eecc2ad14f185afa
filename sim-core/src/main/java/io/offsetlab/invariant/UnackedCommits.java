package io.offsetlab.invariant;

import io.offsetlab.trace.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * What was stored for a partition since the last commit that its sender knows to be stored: all of it, and nothing before it, may
 * be gone after a change of coordinator.
 */
final class UnackedCommits {
    private static final int MOST = 64;

    private final int[] members = new int[MOST];
    private final int[] commits = new int[MOST];
    private final long[] offsets = new long[MOST];
    private final @Nullable Period[] periods = new Period[MOST];
    private int head;
    private int count;
    /** What must remain stored, -1 for nothing. */
    private long acknowledged = -1;
    /** Whether some that are not acknowledged were forgotten, so that their offsets may come back too. */
    private boolean forgotten;

    void stored(int member, int commit, long offset, @Nullable Period period) {
        if (count == MOST) {
            forget(1);
            forgotten = true;
        }
        int i = index(count++);
        members[i] = member;
        commits[i] = commit;
        offsets[i] = offset;
        periods[i] = period;
    }

    /** The sender knows that this commit is stored; so is all that was stored before it. */
    void acknowledged(int member, int commit) {
        for (int k = count - 1; k >= 0; k--) {
            int i = index(k);
            if (members[i] == member && commits[i] == commit) {
                acknowledged = offsets[i];
                forgotten = false;
                forget(k + 1);
                return;
            }
        }
    }

    /** What is stored is known by other means than a commit. */
    void set(long offset) {
        forget(count);
        forgotten = false;
        acknowledged = offset;
    }

    /** How many of the latest have to go so that this offset is stored, or -1 if what is acknowledged would have to go too. */
    int toForgetFor(long offset) {
        for (int k = count - 1; k >= 0; k--) {
            if (offsets[index(k)] == offset) {
                return count - 1 - k;
            }
        }
        return offset == acknowledged || forgotten ? count : -1;
    }

    /** Takes the latest out; returns whose it was. */
    @Nullable
    Period takeLast() {
        return periods[index(--count)];
    }

    int lastMember() {
        return members[index(count - 1)];
    }

    int lastCommit() {
        return commits[index(count - 1)];
    }

    void writeTo(Numbers out) {
        out.number(acknowledged);
        out.flag(forgotten);
        out.number(count);
        for (int k = 0; k < count; k++) {
            int i = index(k);
            out.number(members[i]);
            out.number(commits[i]);
            out.number(offsets[i]);
        }
    }

    private void forget(int first) {
        head = index(first);
        count -= first;
    }

    private int index(int k) {
        return (head + k) & (MOST - 1);
    }
}
