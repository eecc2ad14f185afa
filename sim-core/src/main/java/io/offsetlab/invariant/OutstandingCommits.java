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

    void asked(int number, CommitKind kind, Offsets carried) {
        if (find(number) != null) {
            return;
        }
        if (commits.size() == MOST) {
            commits.remove(0);
        }
        commits.add(new Commit(number, carried, kind == CommitKind.CLAIRVOYANT));
    }

    /** One more, or with -1 one less, of the commit's partitions is stored. */
    void applied(int number, int more) {
        Commit commit = find(number);
        if (commit != null) {
            commit.applied += more;
        }
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
        commits.remove(find(number));
    }

    void clear() {
        commits.clear();
    }

    void writeTo(Numbers out) {
        out.number(commits.size());
        for (Commit commit : commits) {
            out.number(commit.number);
            out.number(commit.applied);
            out.flag(commit.clairvoyant);
            Numbers.offsets(out, commit.carried);
        }
    }

    private @Nullable Commit find(int number) {
        for (int i = 0; i < commits.size(); i++) {
            if (commits.get(i).number == number) {
                return commits.get(i);
            }
        }
        return null;
    }

    private static final class Commit {
        private final int number;
        private final Offsets carried;
        private final boolean clairvoyant;
        private int applied;

        Commit(int number, Offsets carried, boolean clairvoyant) {
            this.number = number;
            this.carried = carried;
            this.clairvoyant = clairvoyant;
        }
    }
}
