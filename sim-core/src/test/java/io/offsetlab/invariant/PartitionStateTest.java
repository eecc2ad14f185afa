package io.offsetlab.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a partition stands: its end, what a seek leaves out, and where an owner may begin. */
final class PartitionStateTest {
    private final PartitionState partition = new PartitionState(0);

    @Test
    void aGapMovesTheEndOnlyIfItTouchesIt() {
        partition.append(0, 10);
        partition.hide(10, 12);
        assertThat(partition.logEnd).isEqualTo(12);

        partition.hide(13, 15);
        assertThat(partition.logEnd).isEqualTo(12);
        partition.append(12, 13);
        partition.append(15, 16);
        assertThat(partition.logEnd).isEqualTo(16);
        assertThat(partition.hidden.toString()).isEqualTo("10-11, 13-14");
    }

    @Test
    void aSeekForthAndBackLeavesNothingOut() {
        partition.append(0, 10);
        partition.skip(0, 8);
        partition.unskip(2, 5);
        assertThat(partition.handled.toString()).isEqualTo("0-1, 5-7");
        assertThat(partition.skipped.toString()).isEqualTo("0-1, 5-7");

        partition.unskip(0, 8);
        assertThat(partition.handled.isEmpty()).isTrue();
        assertThat(partition.skipped.isEmpty()).isTrue();
    }

    @Test
    void whatIsDoneAfterItWasSkippedStaysDoneWhenSoughtBackTo() {
        partition.append(0, 10);
        partition.skip(0, 8);
        partition.handle(3, 5);
        partition.unskip(0, 8);

        assertThat(partition.handled.toString()).isEqualTo("3-4");
    }

    /** Some offset that was committed since the one before the opening. */
    @Test
    void anOwnerMayBeginWhereACommitSinceItsOpeningLeads() {
        partition.append(0, 100);
        assertThat(partition.mayBeginAt(partition.newPeriod(0), 0)).isFalse();
        for (int offset = 0; offset < 10; offset++) {
            partition.commit(offset, 0, offset);
        }
        Period period = partition.newPeriod(0);
        assertThat(partition.mayBeginAt(period, 9)).isTrue();
        assertThat(partition.mayBeginAt(period, 8)).isFalse();

        for (int offset = 10; offset < 17; offset++) {
            partition.commit(offset, 0, offset);
        }
        for (int offset = 9; offset < 17; offset++) {
            assertThat(partition.mayBeginAt(period, offset)).isTrue();
        }
        assertThat(partition.mayBeginAt(period, 8)).isFalse();
        assertThat(partition.mayBeginAt(period, 17)).isFalse();
        assertThat(beginnings(period)).containsExactly(8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L);
    }

    @Test
    void afterTooManyCommitsToRememberItMayBeginAnywhere() {
        Period period = partition.newPeriod(0);
        for (int offset = 1; offset <= 9; offset++) {
            assertThat(partition.mayBeginAt(period, 50)).isFalse();
            partition.commit(offset, 0, offset);
        }
        assertThat(partition.mayBeginAt(period, 50)).isTrue();
        assertThat(beginnings(period)).containsExactly(9L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void zeroIsAnOffsetAndNothingIsNone() {
        partition.commit(0, 0, 0);
        assertThat(partition.mayBeginAt(partition.newPeriod(0), 0)).isTrue();

        partition.commit(-1, 0, 0);
        partition.commit(-1, 0, 0);
        assertThat(partition.mayBeginAt(partition.newPeriod(0), 0)).isFalse();
    }

    @Test
    void beforeAnythingIsCommittedAnOwnerMayFindNothing() {
        Period period = partition.newPeriod(0);
        assertThat(partition.mayHaveBeenUncommitted(period)).isTrue();
        partition.commit(5, 0, 0);
        assertThat(partition.mayHaveBeenUncommitted(period)).isTrue();
    }

    @Test
    void afterTooManyCommitsToRememberAnOwnerMayHaveFoundNothing() {
        partition.commit(0, 0, 0);
        Period period = partition.newPeriod(0);
        for (int commit = 1; commit < 8; commit++) {
            assertThat(partition.mayHaveBeenUncommitted(period)).isFalse();
            partition.commit(0, 0, commit);
        }
        assertThat(partition.mayHaveBeenUncommitted(period)).isFalse();
        partition.commit(0, 0, 8);
        assertThat(partition.mayHaveBeenUncommitted(period)).isTrue();
    }

    @Test
    void whatWasThereSinceTheOpeningIsLookedAtAndNothingElse() {
        for (int commit = 0; commit < 10; commit++) {
            partition.commit(-1, 0, commit);
        }
        assertThat(partition.mayHaveBeenUncommitted(partition.newPeriod(0))).isTrue();
        partition.commit(5, 0, 10);
        Period period = partition.newPeriod(0);
        assertThat(partition.mayHaveBeenUncommitted(period)).isFalse();
        partition.commit(6, 0, 11);
        assertThat(partition.mayHaveBeenUncommitted(period)).isFalse();
        partition.commit(-1, 0, 12);
        partition.commit(7, 0, 13);
        assertThat(partition.mayHaveBeenUncommitted(period)).isTrue();
        assertThat(partition.mayHaveBeenUncommitted(partition.newPeriod(0))).isFalse();
    }

    @Test
    void whichSetAnOffsetIsInShows() {
        PartitionState other = new PartitionState(0);
        partition.jumped.add(0, 5);
        other.done.add(0, 5);

        assertThat(told(partition)).isNotEqualTo(told(other));
        other.done.clear();
        other.jumped.add(0, 5);
        assertThat(told(partition)).isEqualTo(told(other));
    }

    @Test
    void keysShowWithWhatTheyBelongTo() {
        KeyOrder keys = partition.keys();
        keys.learn(3, 70);
        keys.learn(4, 80);
        keys.done(3);
        List<Long> told = new ArrayList<>();
        keys.writeTo(told::add);

        assertThat(told).containsExactly(1L, 4L, 80L, 1L, 70L, 3L);
        assertThat(told(partition)).endsWith(1L, 4L, 80L, 1L, 70L, 3L);
        assertThat(partition.keys()).isSameAs(keys);
    }

    private List<Long> beginnings(Period period) {
        List<Long> told = new ArrayList<>();
        partition.writeBeginnings(told::add, period);
        return told;
    }

    private static List<Long> told(PartitionState partition) {
        List<Long> told = new ArrayList<>();
        partition.writeTo(told::add);
        return told;
    }

    @Test
    void whereARangeBeginsAndEndsShows() {
        partition.done.add(2, 5);
        List<Long> usual = told(partition);
        partition.done.add(5, 6);
        assertThat(told(partition)).isNotEqualTo(usual);
        partition.done.remove(5, 6);
        assertThat(told(partition)).isEqualTo(usual);
        partition.done.remove(2, 3);
        assertThat(told(partition)).isNotEqualTo(usual);
    }

    @Test
    void toWhomRecordsWereReturnedAndWhoDidThemShows() {
        List<Long> usual = told(partition);
        partition.returned.assign(0, 5, new Period(0, 0, 0));
        List<Long> returned = told(partition);
        partition.doers.assign(0, 5, new Period(0, 0, 0));

        assertThat(returned).isNotEqualTo(usual);
        assertThat(told(partition)).isNotEqualTo(returned);
    }

    @Test
    void whichPartitionAMemberHoldsShows() {
        Ledger one = new Ledger(TestTrace.trace().header());
        Ledger other = new Ledger(TestTrace.trace().header());
        one.newPeriod(0, 0);
        other.newPeriod(0, 1);
        List<Long> first = new ArrayList<>();
        List<Long> second = new ArrayList<>();
        one.writeTo(first::add);
        other.writeTo(second::add);

        assertThat(second).isNotEqualTo(first);
    }
}
