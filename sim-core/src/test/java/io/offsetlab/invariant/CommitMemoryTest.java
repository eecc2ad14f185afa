package io.offsetlab.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is remembered of commits that are not settled: all of the latest, of each the right one, and no more than so many. */
final class CommitMemoryTest {

    private static List<Long> told(Consumer<Numbers> part) {
        List<Long> told = new ArrayList<>();
        part.accept(told::add);
        return told;
    }

    private static OutstandingCommits outstanding(int commits) {
        OutstandingCommits outstanding = new OutstandingCommits();
        for (int commit = 0; commit < commits; commit++) {
            CommitKind kind = commit % 3 == 0 ? CommitKind.CLAIRVOYANT : CommitKind.SYNC;
            outstanding.asked(10 * commit, commit, kind, 1, Offsets.of(0, 100 + commit));
        }
        return outstanding;
    }

    @Test
    void eachOutstandingCommitKeepsWhatItCarries() {
        OutstandingCommits outstanding = outstanding(7);
        outstanding.applied(0, 1);
        outstanding.applied(5, 1);
        outstanding.applied(5, -1);
        outstanding.applied(6, 2);
        outstanding.applied(99, 1);

        for (int commit = 0; commit < 7; commit++) {
            assertThat(outstanding.offsets(commit)).isEqualTo(Offsets.of(0, 100 + commit));
            assertThat(outstanding.isClairvoyant(commit)).isEqualTo(commit % 3 == 0);
            assertThat(outstanding.missing(commit)).isEqualTo(commit == 0 || commit == 6 ? 0 : 1);
        }
        assertThat(outstanding.offsets(7)).isNull();
        assertThat(outstanding.isClairvoyant(7)).isFalse();
        assertThat(outstanding.missing(7)).isZero();
    }

    @Test
    void aCommitThatIsAskedTwiceIsOne() {
        OutstandingCommits outstanding = outstanding(2);
        outstanding.asked(5, 0, CommitKind.SYNC, 2, Offsets.of(0, 7));
        outstanding.done(0);

        assertThat(outstanding.offsets(0)).isNull();
        assertThat(told(outstanding::writeTo)).containsExactly(1L, -1L, 1L, 1L, 0L, 0L, 1L, 0L, 101L);
    }

    @Test
    void whatIsDoneIsForgottenAndNothingElse() {
        OutstandingCommits outstanding = outstanding(7);
        outstanding.done(3);
        outstanding.done(3);

        for (int commit = 0; commit < 7; commit++) {
            assertThat(outstanding.offsets(commit) == null).isEqualTo(commit == 3);
        }
        outstanding.answered(4);
        outstanding.clear();
        assertThat(told(outstanding::writeTo)).containsExactly(0L, -1L);
    }

    @Test
    void ofVeryManyOutstandingCommitsTheLatestAreRemembered() {
        OutstandingCommits outstanding = outstanding(300);

        assertThat(outstanding.offsets(43)).isNull();
        assertThat(outstanding.offsets(44)).isEqualTo(Offsets.of(0, 144));
        assertThat(outstanding.offsets(299)).isEqualTo(Offsets.of(0, 399));
    }

    @Test
    void aCommitCarriesOneOffsetForEachPartitionInTheOrderInWhichTheyAreStored() {
        OutstandingCommits outstanding = new OutstandingCommits();
        outstanding.asked(0, 3, CommitKind.SYNC, 1, Offsets.of(new int[] {0, 2}, new long[] {5, 6}));

        assertThat(outstanding.carriesAnother(3, 1, 0, 5)).isFalse();
        assertThat(outstanding.carriesAnother(3, 1, 0, 6)).isTrue();
        assertThat(outstanding.carriesAnother(3, 1, 2, 6)).isFalse();
        assertThat(outstanding.carriesAnother(3, 1, 2, 5)).isTrue();
        assertThat(outstanding.carriesAnother(3, 1, 1, 5)).isTrue();
        assertThat(outstanding.carriesAnother(3, 2, 1, 5)).isFalse();
        assertThat(outstanding.carriesAnother(4, 1, 1, 5)).isFalse();
        outstanding.applied(3, 2);
        assertThat(outstanding.carriesAnother(3, 1, 2, 6)).isFalse();
        assertThat(outstanding.carriesAnother(3, 1, 2, 7)).isTrue();
    }

    @Test
    void answersAreToComeInOrder() {
        OutstandingCommits outstanding = outstanding(7);

        assertThat(outstanding.answered(0)).isZero();
        assertThat(outstanding.answered(4)).isEqualTo(4);
        assertThat(outstanding.answered(4)).isEqualTo(4);
        assertThat(outstanding.answered(3)).isEqualTo(4);
    }

    @Test
    void whatIsWaitedForLongestIsNamedUnlessItIsTheBounds() {
        OutstandingCommits outstanding = outstanding(7);

        assertThat(outstanding.sentBefore(10)).isEqualTo(-1);
        assertThat(outstanding.sentBefore(11)).isEqualTo(1);
        outstanding.done(1);
        assertThat(outstanding.sentBefore(100)).isEqualTo(2);
    }

    private static UnappliedCommits unapplied(int commits) {
        UnappliedCommits unapplied = new UnappliedCommits();
        for (int commit = 0; commit < commits; commit++) {
            unapplied.asked(commit, 10 + commit);
        }
        return unapplied;
    }

    @Test
    void anAppliedCommitSettlesThoseBeforeItOnly() {
        UnappliedCommits unapplied = unapplied(9);
        unapplied.applied(2);
        assertThat(unapplied.count()).isEqualTo(6);
        unapplied.applied(4);
        assertThat(unapplied.count()).isEqualTo(4);
        unapplied.applied(4);
        assertThat(unapplied.count()).isEqualTo(4);
        unapplied.applied(20);
        assertThat(unapplied.count()).isZero();
    }

    @Test
    void veryManyUnappliedCommitsAreCountedButOnlyTheLatestAreTold() {
        UnappliedCommits unapplied = unapplied(70);
        assertThat(unapplied.count()).isEqualTo(70);

        unapplied.applied(7);
        assertThat(unapplied.count()).isEqualTo(62);
        unapplied.applied(68);
        assertThat(unapplied.count()).isEqualTo(1);
    }

    @Test
    void onlyAHigherOffsetIsAnotherCommitUnlessThePositionWentBack() {
        UnappliedCommits unapplied = unapplied(1);
        unapplied.asked(1, 10);
        assertThat(unapplied.count()).isEqualTo(1);

        unapplied.wentBackTo(5);
        unapplied.asked(2, 6);
        assertThat(unapplied.count()).isEqualTo(2);
        unapplied.wentBackTo(8);
        unapplied.asked(3, 7);
        assertThat(unapplied.count()).isEqualTo(3);
    }

    @Test
    void aCommitThatWasNotSentCountsOnceForWhatWasProcessed() {
        UnappliedCommits unapplied = unapplied(1);
        unapplied.unsent();
        assertThat(unapplied.count()).isEqualTo(1);

        unapplied.progressed();
        unapplied.unsent();
        unapplied.unsent();
        assertThat(unapplied.count()).isEqualTo(2);
        unapplied.progressed();
        unapplied.asked(1, 10);
        unapplied.unsent();
        assertThat(unapplied.count()).isEqualTo(2);
        assertThat(told(unapplied::writeTo)).containsExactly(2L, 10L, 0L);
    }

    private static UnackedCommits unacked(int commits) {
        UnackedCommits unacked = new UnackedCommits();
        for (int commit = 0; commit < commits; commit++) {
            unacked.stored(commit % 2, commit, 10 + commit, null);
        }
        return unacked;
    }

    @Test
    void whatWasStoredLastGoesFirst() {
        UnackedCommits unacked = new UnackedCommits();
        Period period = new Period(1, 0, 0);
        unacked.stored(2, 4, 10, period);
        unacked.stored(1, 5, 11, null);

        assertThat(unacked.toForgetFor(11)).isZero();
        assertThat(unacked.toForgetFor(10)).isEqualTo(1);
        assertThat(unacked.toForgetFor(-1)).isEqualTo(2);
        assertThat(unacked.toForgetFor(9)).isEqualTo(-1);
        assertThat(told(unacked::writeTo)).containsExactly(-1L, 0L, 2L, 2L, 4L, 10L, 1L, 5L, 11L);

        assertThat(unacked.lastMember()).isEqualTo(1);
        assertThat(unacked.lastCommit()).isEqualTo(5);
        assertThat(unacked.takeLast()).isNull();
        assertThat(unacked.lastMember()).isEqualTo(2);
        assertThat(unacked.lastCommit()).isEqualTo(4);
        assertThat(unacked.takeLast()).isSameAs(period);
    }

    @Test
    void whatIsAcknowledgedStaysWithAllBeforeIt() {
        UnackedCommits unacked = unacked(6);
        unacked.acknowledged(1, 2);
        unacked.acknowledged(0, 3);
        assertThat(unacked.toForgetFor(10)).isEqualTo(5);

        unacked.acknowledged(0, 2);
        assertThat(unacked.toForgetFor(12)).isEqualTo(3);
        assertThat(unacked.toForgetFor(11)).isEqualTo(-1);
        assertThat(unacked.toForgetFor(-1)).isEqualTo(-1);
        unacked.acknowledged(1, 5);
        assertThat(unacked.toForgetFor(15)).isZero();
        assertThat(unacked.toForgetFor(14)).isEqualTo(-1);
    }

    @Test
    void whatIsSetReplacesAllThatWasStored() {
        UnackedCommits unacked = unacked(3);
        unacked.set(99);

        assertThat(told(unacked::writeTo)).containsExactly(99L, 0L, 0L);
        assertThat(unacked.toForgetFor(99)).isZero();
        assertThat(unacked.toForgetFor(11)).isEqualTo(-1);
    }

    @Test
    void ofVeryManyTheOldestAreForgottenAndMayComeBack() {
        UnackedCommits unacked = unacked(64);
        assertThat(unacked.toForgetFor(9)).isEqualTo(-1);

        unacked.stored(0, 64, 74, null);
        assertThat(unacked.toForgetFor(11)).isEqualTo(63);
        assertThat(unacked.toForgetFor(10)).isEqualTo(64);
        assertThat(unacked.lastCommit()).isEqualTo(64);
        unacked.acknowledged(1, 1);
        assertThat(unacked.toForgetFor(10)).isEqualTo(-1);
        assertThat(unacked.toForgetFor(11)).isEqualTo(63);
    }
}
