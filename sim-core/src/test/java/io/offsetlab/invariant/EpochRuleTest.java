package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.owned;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.CommitFact.CommitRefused;
import io.offsetlab.trace.GroupFact.CurrentAssignment;
import io.offsetlab.trace.GroupFact.TargetAssignment;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** Who owns what in the consumer protocol, and which epochs may follow one another. */
final class EpochRuleTest {
    private final Ledger ledger = new Ledger(TestTrace.trace().header());
    private final Findings findings = new Findings(TestTrace.trace().header());
    private final EpochRule rule = new EpochRule(ledger, findings);

    private static TargetAssignment target(int epoch, int[] members, int[]... owned) {
        return new TargetAssignment(0, epoch, members, owned);
    }

    private static CurrentAssignment current(int member, int life, int epoch, int[] assigned, int[] pending) {
        return new CurrentAssignment(
                0, member, life, epoch, assigned, new int[assigned.length], pending, new int[pending.length]);
    }

    private List<String> faults() {
        return findings.violations().stream().map(Violation::sentence).toList();
    }

    private List<Long> told() {
        List<Long> told = new ArrayList<>();
        rule.writeTo(told::add);
        return told;
    }

    @Test
    void aTargetOrAMemberThatStandsSomewhereSpeaksTheProtocolAndAGenerationDoesNot() {
        assertThat(rule.isActive()).isFalse();
        assertThat(told()).isEmpty();
        rule.target(target(2, owned()));
        assertThat(rule.isActive()).isTrue();
        assertThat(told()).containsExactly(2L);

        rule.classic();
        assertThat(rule.isActive()).isFalse();
        assertThat(told()).isEmpty();
        rule.current(current(0, 0, 2, owned(), owned()));
        assertThat(rule.isActive()).isTrue();
        assertThat(told()).as("epochs of before do not count").startsWith(0L, 0L, 0L, 2L);
    }

    @Test
    void aTargetHasAHigherEpochThanTheOneBeforeUnlessTheGroupIsEmpty() {
        rule.target(target(5, owned()));
        rule.target(target(5, owned()));
        rule.target(target(3, owned()));
        rule.current(current(0, 0, 3, owned(), owned()));
        rule.target(target(4, owned()));
        assertThat(faults()).isEmpty();

        rule.target(target(4, owned()));
        assertThat(faults()).containsExactly("ENGINE target assignment 4 comes after target assignment 4");
    }

    @Test
    void aTargetOfTheOtherProtocolIsNoneBefore() {
        rule.target(target(5, owned()));
        rule.current(current(0, 0, 5, owned(), owned()));
        rule.classic();
        rule.target(target(1, owned()));

        assertThat(faults()).isEmpty();
    }

    @Test
    void aTargetNamesWhoGetsAPartitionTwice() {
        rule.target(target(2, owned(2, 0), owned(0), owned(1)));
        assertThat(faults()).isEmpty();

        rule.target(target(3, owned(2, 0), owned(1), owned(1)));
        assertThat(faults())
                .containsExactly(
                        "ENGINE orders-1: target assignment 3 gives the partition to member-3 and to member-1");
        assertThat(findings.violations().get(0).partition()).isEqualTo(1);
        assertThat(findings.violations().get(0).member()).isZero();
    }

    @Test
    void whatIsAssignedOrStillToBeGivenUpIsOwned() {
        rule.current(current(2, 0, 2, owned(0), owned(1)));
        assertThat(ledger.owner(0)).isEqualTo(2);
        assertThat(ledger.owner(1)).isEqualTo(2);

        rule.current(current(2, 0, 2, owned(1), owned()));
        assertThat(ledger.owner(0)).isEqualTo(-1);
        assertThat(ledger.owner(1)).isEqualTo(2);
        rule.current(current(2, 0, 3, owned(), owned(1)));
        rule.current(current(2, 0, 3, owned(0), owned()));
        assertThat(ledger.owner(0)).isEqualTo(2);
        assertThat(ledger.owner(1)).isEqualTo(-1);
        assertThat(ledger.group.lastOwner(1)).isEqualTo(2);
        assertThat(faults()).isEmpty();
    }

    @Test
    void whatAnotherLifeOfTheProcessHoldsStaysItsOwn() {
        rule.current(current(0, 0, 2, owned(0, 1), owned()));
        rule.current(current(0, 1, 3, owned(1), owned()));
        rule.current(CurrentAssignment.gone(0, 0, 0));

        assertThat(ledger.owner(0)).isEqualTo(-1);
        assertThat(ledger.owner(1)).isZero();
    }

    @Test
    void whatAnotherHasTakenIsNotReleased() {
        rule.current(current(0, 0, 2, owned(0), owned(1)));
        rule.current(current(1, 0, 2, owned(0), owned(1)));
        rule.current(CurrentAssignment.gone(0, 0, 0));

        assertThat(ledger.owner(0)).isEqualTo(1);
        assertThat(ledger.owner(1)).isEqualTo(1);
        assertThat(faults())
                .containsExactly("ENGINE orders-0: member-1 in epoch 2 and member-2 in epoch 2 hold the partition");
        assertThat(findings.count(InvariantName.ENGINE)).isEqualTo(2);
    }

    @Test
    void epochZeroIsOneAndLeavingIsNone() {
        rule.current(current(0, 0, 1, owned(), owned()));
        rule.current(current(0, 0, 1, owned(), owned()));
        rule.current(current(0, 0, CurrentAssignment.AWAY, owned(), owned()));
        rule.current(current(0, 0, 1, owned(), owned()));
        rule.current(CurrentAssignment.gone(0, 0, 0));
        rule.current(current(0, 0, 1, owned(), owned()));
        assertThat(faults()).isEmpty();

        rule.current(current(0, 0, 0, owned(), owned()));
        assertThat(faults()).containsExactly("ENGINE member-1 goes back from epoch 1 to epoch 0");
        assertThat(findings.violations().get(0).member()).isZero();
    }

    @Test
    void onlyTheConsumerProtocolKnowsStaleEpochs() {
        CommitRefused stale = new CommitRefused(0, 1, 0, 2, 7, Errors.STALE_MEMBER_EPOCH);
        rule.current(current(0, 0, 2, owned(), owned()));
        rule.refused(new CommitRefused(0, 1, 0, 2, 7, Errors.UNKNOWN_MEMBER_ID));
        rule.classic();
        rule.refused(stale);
        assertThat(faults()).isEmpty();

        rule.current(current(0, 0, 2, owned(), owned()));
        rule.refused(stale);
        assertThat(faults())
                .containsExactly("ENGINE orders-1: a commit of member-1 in its epoch 2 was refused as stale");
        assertThat(findings.violations().get(0).commit()).isEqualTo(7);
    }

    @Test
    void whatAMemberHeldBeforeTheGroupWasClassicIsNotHeldAnyMore() {
        rule.current(current(0, 0, 2, owned(0), owned()));
        rule.classic();
        rule.current(current(1, 0, 3, owned(0), owned()));
        assertThat(faults()).isEmpty();
    }
}
