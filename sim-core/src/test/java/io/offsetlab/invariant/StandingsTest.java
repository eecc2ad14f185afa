package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.owned;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.CommitFact.CommitRefused;
import io.offsetlab.trace.GroupFact.CurrentAssignment;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** Where members of the consumer protocol stand: who holds what, and whose commits Kafka takes. */
final class StandingsTest {
    private final Standings standings = new Standings();

    /** What a member has was given in epochs of 10 and its partition's number, what it gives up in those of 20. */
    private static CurrentAssignment member(int process, int life, int epoch, int[] assigned, int[] pending) {
        return new CurrentAssignment(0, process, life, epoch, assigned, plus(10, assigned), pending, plus(20, pending));
    }

    private static int[] plus(int base, int[] partitions) {
        int[] epochs = new int[partitions.length];
        for (int i = 0; i < epochs.length; i++) {
            epochs[i] = base + partitions[i];
        }
        return epochs;
    }

    private static CommitApplied commit(int process, int partition, int epoch) {
        return new CommitApplied(0, partition, -1, 5, process, epoch, 0);
    }

    private static CommitRefused refused(int process, int epoch) {
        return new CommitRefused(0, -1, process, epoch, 0, Errors.STALE_MEMBER_EPOCH);
    }

    private List<Long> told() {
        List<Long> told = new ArrayList<>();
        standings.writeTo(told::add);
        return told;
    }

    @Test
    void eachLifeOfAProcessStandsForItself() {
        CurrentAssignment former = member(0, 0, 3, owned(0), owned());
        CurrentAssignment now = member(0, 1, 4, owned(1), owned());
        CurrentAssignment other = member(1, 0, 4, owned(2), owned());
        assertThat(standings.replace(former)).isNull();
        assertThat(standings.replace(now)).isNull();
        assertThat(standings.replace(other)).isNull();

        assertThat(standings.replace(member(0, 1, 5, owned(), owned(1)))).isSameAs(now);
        assertThat(standings.replace(member(1, 0, 5, owned(2), owned()))).isSameAs(other);
        assertThat(standings.replace(CurrentAssignment.gone(0, 0, 0))).isSameAs(former);
        assertThat(standings.replace(CurrentAssignment.gone(0, 0, 0))).isNull();
    }

    @Test
    void aMemberKeepsItsPlaceAndTellsAll() {
        standings.replace(member(0, 0, 3, owned(1), owned()));
        standings.replace(member(1, 1, 3, owned(), owned(0)));
        standings.replace(member(0, 0, 4, owned(1, 2), owned()));

        assertThat(told())
                .containsExactly(
                        0L, 0L, 4L, 2L, 1L, 2L, 2L, 11L, 12L, 0L, 0L, //
                        1L, 1L, 3L, 0L, 0L, 1L, 0L, 1L, 20L);
    }

    @Test
    void whoIsGoneHasNoPlace() {
        standings.replace(member(0, 0, 3, owned(1), owned()));
        assertThat(standings.isEmpty()).isFalse();

        standings.replace(CurrentAssignment.gone(0, 0, 0));
        assertThat(standings.isEmpty()).isTrue();
        assertThat(told()).isEmpty();
    }

    @Test
    void whatIsAssignedOrStillToBeGivenUpIsHeld() {
        CurrentAssignment member = member(0, 0, 30, owned(0, 2), owned(1, 3));
        standings.replace(member);

        for (int partition = 0; partition < 4; partition++) {
            assertThat(Standings.holds(member, partition)).isTrue();
            assertThat(standings.holds(0, partition)).isTrue();
            assertThat(standings.holds(1, partition)).isFalse();
        }
        assertThat(Standings.holds(member, 4)).isFalse();
        assertThat(standings.holds(0, 4)).isFalse();
    }

    @Test
    void anotherLifeIsAnotherHolder() {
        CurrentAssignment former = member(0, 0, 30, owned(0), owned());
        CurrentAssignment now = member(0, 1, 31, owned(0), owned());
        standings.replace(former);
        standings.replace(now);

        assertThat(standings.otherHolder(now, 0)).isSameAs(former);
        assertThat(standings.otherHolder(former, 0)).isSameAs(now);
        assertThat(standings.otherHolder(now, 1)).isNull();
        assertThat(standings.otherHolder(member(1, 0, 31, owned(), owned()), 0)).isSameAs(former);
    }

    /** S5.20 */
    @Test
    void aCommitIsTakenInTheMembersEpochAndInOlderOnesSinceThePartitionIsHeld() {
        standings.replace(member(0, 0, 30, owned(1), owned(2)));

        assertThat(standings.accept(commit(0, 5, 30))).isTrue();
        assertThat(standings.accept(commit(0, 1, 31))).isFalse();
        assertThat(standings.accept(commit(0, 1, 11))).isTrue();
        assertThat(standings.accept(commit(0, 1, 10))).isFalse();
        assertThat(standings.accept(commit(0, 2, 22))).isTrue();
        assertThat(standings.accept(commit(0, 2, 21))).isFalse();
        assertThat(standings.accept(commit(0, 5, 29))).isFalse();
        assertThat(standings.accept(commit(1, 1, 30))).isFalse();
    }

    @Test
    void epochZeroIsOne() {
        int[] none = {};
        standings.replace(new CurrentAssignment(0, 0, 0, 3, owned(0), owned(0), owned(1), owned(0)));
        assertThat(standings.accept(commit(0, 0, 0))).isTrue();
        assertThat(standings.accept(commit(0, 1, 0))).isTrue();
        assertThat(standings.accept(commit(0, 1, -1))).isFalse();

        standings.replace(CurrentAssignment.gone(0, 0, 0));
        assertThat(standings.accept(commit(0, 0, 0))).isFalse();
        standings.replace(new CurrentAssignment(0, 0, 0, 0, none, none, none, none));
        assertThat(standings.accept(commit(0, 0, 0))).isTrue();
    }

    @Test
    void anyLifeOfTheProcessMayHaveSentTheCommit() {
        standings.replace(member(0, 0, 30, owned(1), owned()));
        standings.replace(member(0, 1, 32, owned(), owned()));

        assertThat(standings.accept(commit(0, 1, 29))).isTrue();
        assertThat(standings.accept(commit(0, 1, 32))).isTrue();
        assertThat(standings.accept(commit(0, 1, 31))).isFalse();
    }

    @Test
    void anEmptyGroupTakesCommitsWithoutAnEpoch() {
        assertThat(standings.accept(commit(0, 0, -1))).isTrue();
        assertThat(standings.accept(commit(0, 0, 0))).isFalse();

        standings.replace(member(0, 0, 30, owned(0), owned()));
        assertThat(standings.accept(commit(0, 0, -1))).isFalse();
        assertThat(standings.accept(commit(1, 0, -1))).isFalse();
    }

    @Test
    void aCommitIsCurrentIfItCarriesTheEpochOfEachLife() {
        assertThat(standings.isCurrent(refused(0, 30))).isFalse();
        standings.replace(member(0, 0, 30, owned(), owned()));
        standings.replace(member(1, 0, 31, owned(), owned()));
        assertThat(standings.isCurrent(refused(0, 30))).isTrue();
        assertThat(standings.isCurrent(refused(0, 31))).isFalse();
        assertThat(standings.isCurrent(refused(2, 30))).isFalse();

        standings.replace(member(0, 1, 31, owned(), owned()));
        assertThat(standings.isCurrent(refused(0, 30))).isFalse();
        assertThat(standings.isCurrent(refused(0, 31))).isFalse();
        standings.replace(member(0, 0, 31, owned(), owned()));
        assertThat(standings.isCurrent(refused(0, 31))).isTrue();
    }

    @Test
    void aClassicMemberThatItsProcessIsBesidesAnotherTellsWhichOneItIs() {
        CurrentAssignment first = member(0, 0, 3, owned(), owned());
        int[] none = owned();
        standings.replace(first);
        standings.replace(new CurrentAssignment(0, 0, 0, 3, none, none, none, none, 1));
        List<Long> both = told();
        standings.clear();
        assertThat(standings.isEmpty()).isTrue();
        assertThat(told()).isEmpty();

        standings.replace(first);
        List<Long> one = told();
        assertThat(both).startsWith(one.toArray(new Long[0])).hasSize(2 * one.size() + 1);
        assertThat(both.subList(one.size(), both.size())).startsWith(0L, 0L, 1L, 3L);
    }
}
