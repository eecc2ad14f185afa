package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.owned;
import static io.offsetlab.invariant.TestTrace.trace;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.ResetCause;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** The coordinator's own rules in the consumer protocol, on traces that were made up. */
final class EpochTest {

    /** A group of one member in epoch 2, which has both partitions and five records to read. */
    private static TestTrace one() {
        return trace().appended(0, 0, 5)
                .joined(0)
                .fact(target(2, owned(0, 1)))
                .fact(current(0, 2, owned(0, 1), owned()))
                .fact(new GroupFact.Assigned(1_000, 0, 2, owned(0, 1)))
                .reset(0, 0, -1, 0, ResetCause.NOTHING_COMMITTED);
    }

    private static GroupFact.TargetAssignment target(int epoch, int[]... owned) {
        int[] members = new int[owned.length];
        for (int i = 0; i < members.length; i++) {
            members[i] = i;
        }
        return new GroupFact.TargetAssignment(1_000, epoch, members, owned);
    }

    /** All partitions were given in epoch 2. */
    private static GroupFact.CurrentAssignment current(int member, int epoch, int[] assigned, int[] pending) {
        return new GroupFact.CurrentAssignment(
                1_000, member, 0, epoch, assigned, twos(assigned), pending, twos(pending));
    }

    private static int[] twos(int[] like) {
        int[] twos = new int[like.length];
        java.util.Arrays.fill(twos, 2);
        return twos;
    }

    private static GroupFact.CurrentAssignment gone(int member) {
        return GroupFact.CurrentAssignment.gone(1_000, member, 0);
    }

    @Test
    void aTargetGivesAPartitionToOneMember() {
        TestTrace wrong = trace().joined(0, 1).fact(target(2, owned(0, 1), owned(1)));

        assertThat(wrong.violation(InvariantName.ENGINE).sentence())
                .isEqualTo("ENGINE orders-1: target assignment 2 gives the partition to member-1 and to member-2");
    }

    @Test
    void noTwoMembersHoldAPartition() {
        TestTrace wrong = one().joined(1)
                .fact(target(3, owned(0), owned(1)))
                .fact(current(0, 2, owned(0), owned(1)))
                .fact(current(1, 3, owned(1), owned()));

        assertThat(wrong.violation(InvariantName.ENGINE).sentence())
                .isEqualTo("ENGINE orders-1: member-1 in epoch 2 and member-2 in epoch 3 hold the partition");
    }

    @Test
    void aPartitionThatWasGivenUpOrWhoseHolderIsGoneMayGoToAnother() {
        TestTrace right = one().joined(1)
                .fact(target(3, owned(0), owned(1)))
                .fact(current(0, 2, owned(0), owned(1)))
                .fact(current(0, 3, owned(0), owned()))
                .fact(current(1, 3, owned(1), owned()))
                .evicted(0)
                .fact(gone(0))
                .fact(target(5, owned(), owned(0, 1)))
                .fact(current(1, 5, owned(0, 1), owned()));

        assertThat(right.broken()).isEmpty();
    }

    @Test
    void epochsOnlyGrow() {
        TestTrace wrong = one().fact(current(0, 1, owned(0, 1), owned()));
        assertThat(wrong.violation(InvariantName.ENGINE).sentence())
                .isEqualTo("ENGINE member-1 goes back from epoch 2 to epoch 1");

        TestTrace away = one().fact(current(0, GroupFact.CurrentAssignment.AWAY, owned(0, 1), owned()));
        assertThat(away.broken()).isEmpty();
        TestTrace again = one().fact(target(2, owned(0, 1)));
        assertThat(again.broken()).containsExactly(InvariantName.ENGINE);
    }

    @Test
    void anOlderEpochMayCommitWhatWasHeldSinceAndNothingElse() {
        TestTrace right = one().returnedAndDone(0, 0, 0, 5)
                .joined(1)
                .fact(target(3, owned(0), owned(1)))
                .fact(current(0, 3, owned(0), owned()))
                .asked(0, 0, 3)
                .applied(0, 0, 3, 2)
                .answered(0);
        assertThat(right.broken()).isEmpty();

        right.asked(0, 0, 4).applied(0, 0, 4, 1);
        assertThat(right.violation(InvariantName.ENGINE).sentence())
                .isEqualTo("ENGINE orders-0@4: a commit of member-1 in generation 1 was accepted, but it is in another"
                        + " epoch and has not held the partition since");
    }

    @Test
    void whoIsGoneCommitsOnlyIntoAnEmptyGroupAndWithoutAnEpoch() {
        TestTrace empty = one().returnedAndDone(0, 0, 0, 5)
                .left(0)
                .fact(gone(0))
                .asked(0, 0, 5)
                .applied(0, 0, 5, -1);
        assertThat(empty.broken()).doesNotContain(InvariantName.ENGINE);

        TestTrace late = one().returnedAndDone(0, 0, 0, 5)
                .left(0)
                .fact(gone(0))
                .asked(0, 0, 5)
                .applied(0, 0, 5, 2);
        assertThat(late.violation(InvariantName.ENGINE).sentence()).endsWith("was accepted, but it is no member");
        TestTrace other = one().joined(1)
                .fact(current(1, 2, owned(), owned()))
                .left(0)
                .fact(gone(0))
                .asked(0, 0, 0)
                .applied(0, 0, 0, -1);
        assertThat(other.broken()).contains(InvariantName.ENGINE);
    }

    @Test
    void aCommitWithTheMembersEpochIsNotStale() {
        TestTrace wrong = one().fact(new CommitFact.CommitRefused(2_000, -1, 0, 2, 0, Errors.STALE_MEMBER_EPOCH));
        assertThat(wrong.violation(InvariantName.ENGINE).sentence())
                .isEqualTo("ENGINE a commit of member-1 in its epoch 2 was refused as stale");

        TestTrace right = one().fact(new CommitFact.CommitRefused(2_000, -1, 0, 1, 0, Errors.STALE_MEMBER_EPOCH));
        assertThat(right.broken()).isEmpty();
    }

    /** FOREIGN is about the member's own policy: Kafka takes such a commit (S5.20). */
    @Test
    void aCommitForAPartitionThatAnotherHoldsIsForeign() {
        TestTrace foreign = one().returnedAndDone(0, 0, 0, 5)
                .joined(1)
                .fact(target(3, owned(1), owned(0)))
                .fact(current(0, 3, owned(1), owned()))
                .fact(current(1, 3, owned(0), owned()))
                .asked(0, 0, 5)
                .applied(0, 0, 5, 3);

        assertThat(foreign.broken()).containsExactly(InvariantName.FOREIGN);
    }

    @Test
    void whatTheMemberIsStillToGiveUpIsItsOwn() {
        TestTrace own = one().returnedAndDone(0, 0, 0, 5)
                .joined(1)
                .fact(target(3, owned(1), owned(0)))
                .fact(current(0, 2, owned(1), owned(0)))
                .asked(0, 0, 5)
                .applied(0, 0, 5, 2)
                .answered(0);

        assertThat(own.broken()).isEmpty();
    }
}
