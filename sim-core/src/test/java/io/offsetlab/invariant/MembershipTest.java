package io.offsetlab.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.GroupFact;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who belongs to the group, and whose processes have ended, as far as facts tell. */
final class MembershipTest {
    private final Membership group = new Membership(2, 1);

    @Test
    void nobodyHasEndedBeforeAnybodyHasStarted() {
        assertThat(group.isDeserted()).isFalse();
    }

    @Test
    void whoeverCrashesAgainIsGoneAgain() {
        group.runs(0, false);
        group.runs(0, true);
        assertThat(group.isDeserted()).isFalse();

        group.runs(0, false);
        assertThat(group.isDeserted()).isTrue();
    }

    @Test
    void aProcessThatEndsByItselfCouldHaveDoneBetter() {
        group.exited(0);
        group.runs(0, false);
        assertThat(group.isDeserted()).isFalse();
        group.runs(0, false);
        assertThat(group.isDeserted()).isFalse();

        group.runs(0, true);
        group.runs(0, false);
        assertThat(group.isDeserted()).isTrue();
    }

    @Test
    void beforeAnythingIsAssignedNobodyOwnsOrOwned() {
        assertThat(group.owner(0)).isEqualTo(-1);
        assertThat(group.lastOwner(0)).isEqualTo(-1);
        assertThat(group.hasFormed()).isFalse();
        group.form(0, new int[0]);
        assertThat(group.hasFormed()).isTrue();
        assertThat(group.formerOwner(0)).isEqualTo(-1);
    }

    @Test
    void whoJoinedBeforeTheLastAssignmentAndIsNotInItIsUnknownToAnotherCoordinator() {
        group.joined(0);
        group.joined(1);
        group.gone(0);
        group.form(1, new int[] {1});
        group.moved();

        assertThat(group.isMember(0)).isFalse();
        assertThat(group.isMember(1)).isTrue();
        assertThat(group.mayBeEmpty()).isTrue();
        group.form(2, new int[] {1});
        assertThat(group.mayBeEmpty()).isFalse();
    }

    @Test
    void whoIsLeftOutOfAGenerationIsNoCertainMemberOfIt() {
        group.form(0, new int[] {0, 1});
        assertThat(group.isCertain(0, 0)).isTrue();
        assertThat(group.isCertain(0, -1)).isFalse();

        group.form(1, new int[] {1});
        assertThat(group.isCertain(0, 1)).isFalse();
        assertThat(group.isCertain(1, 1)).isTrue();
        assertThat(group.isCertain(1, 0)).isFalse();
    }

    @Test
    void beforeTheFirstGenerationNobodyIsACertainMember() {
        assertThat(group.isCertain(0, -1)).isFalse();
        assertThat(group.isAnyCertain()).isFalse();
        group.form(1, new int[] {1});
        assertThat(group.isAnyCertain()).isTrue();
        group.gone(1);
        assertThat(group.isAnyCertain()).isFalse();
    }

    @Test
    void aPlaceThatIsTakenOverWithItsPartitionWithholdsNothing() {
        group.form(1, new int[] {0});
        group.own(0, 0);
        group.replace(0, 0);
        assertThat(group.isWithheld(0)).isFalse();

        group.form(2, new int[] {0});
        group.replace(0, 0);
        assertThat(group.isWithheld(0)).isTrue();
    }

    @Test
    void inAClassicGroupThatWasNoneNobodyIsAMemberTwice() {
        group.joined(0);
        group.joined(0);
        group.joined(1);
        group.becameClassic(new int[] {0});
        assertThat(group.isMember(1)).isFalse();
        assertThat(group.isMember(0)).isTrue();

        group.gone(0);
        assertThat(group.isMember(0)).isFalse();
    }

    /** One of two members is in the generation, and leaves: in a classic group the other one has only not joined yet. */
    @Test
    void whoIsNotInTheGenerationIsNoMemberOfAGroupThatHasJustBecomeClassic() {
        TestTrace classic = TestTrace.trace().appended(0, 0, 5).joined(0, 1);
        TestTrace consumer = TestTrace.trace().appended(0, 0, 5).joined(0, 1);
        consumer.fact(new GroupFact.TargetAssignment(consumer.now(), 2, new int[] {0, 1}, new int[][] {{0}, {}}));

        assertThat(afterItCommitsAsAnOutsider(classic.formed(new int[] {0}))).containsExactly(InvariantName.ENGINE);
        assertThat(afterItCommitsAsAnOutsider(consumer.formed(new int[] {0}))).isEmpty();
    }

    private static List<InvariantName> afterItCommitsAsAnOutsider(TestTrace trace) {
        return trace.left(0).asked(0, 0, 0).applied(0, 0, 0, -1).broken();
    }
}
