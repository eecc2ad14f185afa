package io.offsetlab.invariant;

import io.offsetlab.trace.Numbers;
import org.jspecify.annotations.Nullable;

/** One ownership of a partition by a member, as its client sees it: from Assigned to Revoked, Lost, Crashed or Stopped. */
final class Period {
    static final long UNRESOLVED = -1;

    /** How an ownership ended. */
    enum End {
        HELD("which still holds the partition"),
        REVOKED("which gave the partition up"),
        LOST("which lost the partition"),
        CRASHED("which crashed"),
        STOPPED("which stopped");

        private final String words;

        End(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    final int member;
    /** Its place among the partition's periods, in the order of their opening. */
    final long order;
    /** The partition's changes of the committed offset when it was opened. */
    final long openedAtChange;

    final UnappliedCommits unapplied = new UnappliedCommits();

    /** Whether a fact opened it, not only its use. */
    boolean assigned;

    End end = End.HELD;
    /** The offset at or above which the next record must be, or {@link #UNRESOLVED}. */
    long position = UNRESOLVED;
    /** The target and the origin of a backward seek or reset that no commit has followed yet. */
    long soughtTo = Long.MAX_VALUE;

    long soughtFrom;
    /** The offset behind its last effect, or {@link #UNRESOLVED} before the first. */
    long progress = UNRESOLVED;

    long lastEffectAt;
    /** Where the incident that opened it keeps its account, if one did. */
    @Nullable
    Account openedBy;
    /** Where repeats that come of its end are counted, once another may own the partition. */
    @Nullable
    Account account;

    private int firstLateCommit = Integer.MAX_VALUE;
    private int lastLateCommit = -1;
    private boolean succeeded;
    private int leastUnapplied;

    Period(int member, long order, long openedAtChange) {
        this.member = member;
        this.order = order;
        this.openedAtChange = openedAtChange;
    }

    boolean isHeld() {
        return end == End.HELD;
    }

    /** Whether anything had its effect in it. */
    boolean hasProgressed() {
        return progress != UNRESOLVED;
    }

    /**
     * How many consecutive unapplied commits its successor had to repeat. Once there is a successor, a commit that is applied
     * comes too late to make it fewer, and one that is sent makes it more.
     */
    int unappliedForSuccessor() {
        return Math.max(leastUnapplied, unapplied.count());
    }

    /** A commit was sent before the member gave up what another has already ({@link Membership#givesUpLate}). */
    void late(int commit) {
        firstLateCommit = Math.min(firstLateCommit, commit);
        lastLateCommit = commit;
    }

    boolean isLate(int commit) {
        return commit >= firstLateCommit && commit <= lastLateCommit;
    }

    /** A successor was assigned the partition. */
    void succeeded() {
        leastUnapplied = unappliedForSuccessor();
        succeeded = true;
    }

    /** There may be another commit that was sent and is not applied. */
    void maybeMoreUnapplied() {
        if (succeeded) {
            leastUnapplied = unappliedForSuccessor();
        }
    }

    void writeTo(Numbers out, PartitionState partition) {
        out.number(member);
        out.flag(assigned);
        out.number(end.ordinal());
        out.number(position);
        if (position == UNRESOLVED) {
            partition.writeBeginnings(out, this);
        }
        out.number(soughtTo);
        out.number(soughtTo == Long.MAX_VALUE ? 0 : soughtFrom);
        out.number(progress);
        unapplied.writeTo(out);
        out.flag(succeeded);
        out.number(leastUnapplied);
        out.number(firstLateCommit);
        out.number(lastLateCommit);
        writeAccount(out);
    }

    /** What its loss of the partition has repeated, for which it may be charged also after its member got the partition again. */
    void writeAccount(Numbers out) {
        if (account != null) {
            account.writeTo(out);
        }
    }
}
