package io.offsetlab.invariant;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.Numbers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The commits of one member that it has sent and not heard of, the latest ones. */
final class OutstandingCommits {
    private static final int MOST = 256;

    private int[] commits = new int[4];
    private @Nullable Offsets[] offsets = new Offsets[4];
    private int[] generations = new int[4];
    private long[] askedAt = new long[4];
    private int[] applied = new int[4];
    private boolean[] clairvoyant = new boolean[4];
    private int count;
    private int answeredLast = -1;

    void asked(long at, int commit, CommitKind kind, int generation, Offsets carried) {
        if (indexOf(commit) >= 0) {
            return;
        }
        if (count == MOST) {
            remove(0);
        } else if (count == commits.length) {
            grow();
        }
        commits[count] = commit;
        offsets[count] = carried;
        generations[count] = generation;
        askedAt[count] = at;
        applied[count] = 0;
        clairvoyant[count] = kind == CommitKind.CLAIRVOYANT;
        count++;
    }

    /** One more, or with -1 one less, of the commit's partitions is stored. */
    void applied(int commit, int more) {
        int i = indexOf(commit);
        if (i >= 0) {
            applied[i] += more;
        }
    }

    /**
     * Whether a commit that is outstanding with this generation carries another offset for the partition than this one, or none. A
     * commit of the process's former life may come late and have the same number; its generation tells it apart.
     */
    boolean carriesAnother(int commit, int generation, int partition, long offset) {
        int i = indexOf(commit);
        Offsets carried = i < 0 || generations[i] != generation ? null : offsets[i];
        if (carried == null) {
            return false;
        }
        int next = applied[i];
        if (next < carried.size() && carried.partition(next) == partition) {
            return carried.offset(next) != offset;
        }
        for (int k = 0; k < carried.size(); k++) {
            if (carried.partition(k) == partition) {
                return carried.offset(k) != offset;
            }
        }
        return true;
    }

    /** The process hears of a commit; returns the number of a later one of which it has heard before, or -1. */
    int answered(int commit) {
        if (commit < answeredLast) {
            return answeredLast;
        }
        answeredLast = commit;
        return -1;
    }

    /** The number of a commit that was sent before this time, or -1; the bound's commits are not waited for. */
    int sentBefore(long time) {
        for (int i = 0; i < count; i++) {
            if (askedAt[i] < time && !clairvoyant[i]) {
                return commits[i];
            }
        }
        return -1;
    }

    boolean isClairvoyant(int commit) {
        int i = indexOf(commit);
        return i >= 0 && clairvoyant[i];
    }

    /** What the commit carries, or null if it is not outstanding. */
    @Nullable
    Offsets offsets(int commit) {
        int i = indexOf(commit);
        return i < 0 ? null : offsets[i];
    }

    /** How many of its partitions were not stored. */
    int missing(int commit) {
        int i = indexOf(commit);
        Offsets carried = i < 0 ? null : offsets[i];
        return carried == null ? 0 : Math.max(0, carried.size() - applied[i]);
    }

    void done(int commit) {
        int i = indexOf(commit);
        if (i >= 0) {
            remove(i);
        }
    }

    void clear() {
        Arrays.fill(offsets, 0, count, null);
        count = 0;
        answeredLast = -1;
    }

    void writeTo(Numbers out) {
        out.number(count);
        out.number(answeredLast);
        for (int i = 0; i < count; i++) {
            out.number(commits[i]);
            out.number(generations[i]);
            out.number(applied[i]);
            Offsets carried = offsets[i];
            Numbers.offsets(out, carried == null ? Offsets.EMPTY : carried);
        }
    }

    private int indexOf(int commit) {
        int i = count - 1;
        while (i >= 0 && commits[i] != commit) {
            i--;
        }
        return i;
    }

    private void remove(int i) {
        int moved = --count - i;
        System.arraycopy(commits, i + 1, commits, i, moved);
        System.arraycopy(offsets, i + 1, offsets, i, moved);
        System.arraycopy(generations, i + 1, generations, i, moved);
        System.arraycopy(askedAt, i + 1, askedAt, i, moved);
        System.arraycopy(applied, i + 1, applied, i, moved);
        System.arraycopy(clairvoyant, i + 1, clairvoyant, i, moved);
        offsets[count] = null;
    }

    private void grow() {
        commits = Arrays.copyOf(commits, 2 * count);
        offsets = Arrays.copyOf(offsets, 2 * count);
        generations = Arrays.copyOf(generations, 2 * count);
        askedAt = Arrays.copyOf(askedAt, 2 * count);
        applied = Arrays.copyOf(applied, 2 * count);
        clairvoyant = Arrays.copyOf(clairvoyant, 2 * count);
    }
}
