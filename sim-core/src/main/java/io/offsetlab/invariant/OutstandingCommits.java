package io.offsetlab.invariant;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commits of one member that it has sent and not heard of, the latest ones. */
final class OutstandingCommits {
    private static final int MOST = 256;

    private final List<Commit> commits = new ArrayList<>();
    private int answeredLast = -1;

    void asked(long at, int number, CommitKind kind, int generation, Offsets carried) {
        if (find(number) != null) {
            return;
        }
        if (commits.size() == MOST) {
            commits.remove(0);
        }
        commits.add(new Commit(at, number, kind == CommitKind.CLAIRVOYANT, generation, carried));
    }

    /** One more, or with -1 one less, of the commit's partitions is stored. */
    void applied(int number, int more) {
        Commit commit = find(number);
        if (commit != null) {
            commit.applied += more;
        }
    }

    /**
     * Whether a commit that is outstanding with this generation carries another offset for the partition than this one, or none. A
     * commit of the process's former life may come late and have the same number; its generation tells it apart.
     */
    boolean carriesAnother(int number, int generation, int partition, long offset) {
        Commit commit = find(number);
        if (commit == null || commit.generation != generation) {
            return false;
        }
        Offsets carried = commit.carried;
        int next = commit.applied;
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

    /** The process hears of a commit; returns the number of the latest one of which it has heard. */
    int answered(int number) {
        answeredLast = Math.max(answeredLast, number);
        return answeredLast;
    }

    /** The number of a commit that was sent before this time, or -1; the bound's commits are not waited for. */
    int sentBefore(long time) {
        for (Commit commit : commits) {
            if (commit.askedAt < time && !commit.clairvoyant) {
                return commit.number;
            }
        }
        return -1;
    }

    boolean isClairvoyant(int number) {
        Commit commit = find(number);
        return commit != null && commit.clairvoyant;
    }

    /** What the commit carries, or null if it is not outstanding. */
    @Nullable
    Offsets offsets(int number) {
        Commit commit = find(number);
        return commit == null ? null : commit.carried;
    }

    /** How many of its partitions were not stored. */
    int missing(int number) {
        Commit commit = find(number);
        return commit == null ? 0 : Math.max(0, commit.carried.size() - commit.applied);
    }

    void done(int number) {
        Commit commit = find(number);
        if (commit != null) {
            commits.remove(commit);
        }
    }

    void clear() {
        commits.clear();
        answeredLast = -1;
    }

    void writeTo(Numbers out) {
        out.number(commits.size());
        out.number(answeredLast);
        for (Commit commit : commits) {
            out.number(commit.number);
            out.number(commit.generation);
            out.number(commit.applied);
            out.flag(commit.clairvoyant);
            Numbers.offsets(out, commit.carried);
        }
    }

    /** From the latest on, since that is the one that most questions are about. */
    private @Nullable Commit find(int number) {
        for (int i = commits.size() - 1; i >= 0; i--) {
            Commit commit = commits.get(i);
            if (commit.number == number) {
                return commit;
            }
        }
        return null;
    }

    private static final class Commit {
        private final long askedAt;
        private final int number;
        private final boolean clairvoyant;
        private final int generation;
        private final Offsets carried;
        private int applied;

        Commit(long askedAt, int number, boolean clairvoyant, int generation, Offsets carried) {
            this.askedAt = askedAt;
            this.number = number;
            this.clairvoyant = clairvoyant;
            this.generation = generation;
            this.carried = carried;
        }
    }
}
