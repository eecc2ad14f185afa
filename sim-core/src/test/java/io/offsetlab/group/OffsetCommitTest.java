package io.offsetlab.group;

import static io.offsetlab.group.Town.PLAIN;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.CommitFact;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** What may be stored and what not: S1.18 to S1.25, S4.30, S4.31. */
final class OffsetCommitTest {
    private final Town town = new Town(PLAIN);

    private static Inbox commitAnonymously(Process process, int partition, long offset) {
        return process.send(new Request.OffsetCommit("", null, -1, Offsets.of(partition, offset), 0));
    }

    /** S1.18, golden trace G1 */
    @Test
    void anyOffsetIsStoredForwardBackwardAndBeyond() {
        Process member = town.stableGroup(1).get(0);
        for (long offset : new long[] {5, 2, 9999}) {
            assertThat(member.commit(0, offset).error()).isEqualTo(Errors.NONE);
            assertThat(town.coordinator.committed(0)).isEqualTo(offset);
        }

        assertThat(town.facts(CommitFact.CommitApplied.class))
                .containsExactly(
                        new CommitFact.CommitApplied(0, 0, -1, 5, 0, 1, 0),
                        new CommitFact.CommitApplied(0, 0, 5, 2, 0, 1, 1),
                        new CommitFact.CommitApplied(0, 0, 2, 9999, 0, 1, 2));
    }

    /** S1.25, golden trace G13 */
    @Test
    void aMemberMayOverwriteTheOffsetOfAnothersPartition() {
        List<Process> members = town.stableGroup(2);
        members.get(1).commit(1, 10);

        assertThat(members.get(0).commit(1, 3).error()).isEqualTo(Errors.NONE);
        assertThat(town.coordinator.committed(1)).isEqualTo(3);
    }

    /** S1.20, golden trace G2 */
    @Test
    void anUnknownPartitionDoesNotKeepItsSiblingsFromBeingStored() {
        Process member = town.stableGroup(1).get(0);

        Inbox commit = member.commit(Offsets.of(new int[] {1, 77}, new long[] {4, 1}));

        assertThat(commit.error()).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(commit.committed().perPartition()).containsExactly(Errors.NONE, Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(town.coordinator.committed(1)).isEqualTo(4);
        assertThat(town.facts(CommitFact.CommitRefused.class))
                .containsExactly(new CommitFact.CommitRefused(0, 77, 0, 1, 0, Errors.UNKNOWN_TOPIC_OR_PARTITION));
    }

    /** S1.19: the broker looks for the topic before it asks the group. */
    @Test
    void aCommitOfUnknownPartitionsOnlySaysNothingAboutMembership() {
        Process stranger = town.process();

        assertThat(stranger.commit(77, 1).error()).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.DEAD);
    }

    /** S1.20, S1.21 */
    @Test
    void metadataAboveTheLimitIsRefusedForItsPartition() {
        Process member = town.stableGroup(1).get(0);
        String limit = "x".repeat(4096);

        Inbox commit =
                member.commit(Offsets.of(new int[] {0, 1}, new long[] {7, 7}, new String[] {limit + "x", limit}));

        assertThat(commit.error()).isEqualTo(Errors.OFFSET_METADATA_TOO_LARGE);
        assertThat(town.coordinator.committed(0)).isEqualTo(-1);
        assertThat(town.coordinator.committed(1)).isEqualTo(7);
    }

    /** S1.24 */
    @Test
    void aStandaloneConsumerCommitsWhileTheGroupHasNoMembers() {
        Process standalone = town.process();
        assertThat(commitAnonymously(standalone, 0, 1).error()).isEqualTo(Errors.NONE);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.EMPTY);

        Process member = town.stableGroup(1).get(0);
        assertThat(commitAnonymously(standalone, 0, 2).error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);

        member.leave();
        assertThat(commitAnonymously(standalone, 0, 3).error()).isEqualTo(Errors.NONE);
    }

    /** S4.30 (1) */
    @Test
    void aGenerationOfAGroupThatDoesNotExistIsNotFound() {
        Process member = town.process();
        member.memberId = "somebody";
        member.generation = 3;

        assertThat(member.commit(0, 1).error()).isEqualTo(Errors.GROUP_ID_NOT_FOUND);
    }

    /** S4.30 (4) */
    @Test
    void aCommitOfAnotherGenerationIsIllegalAndOfAStrangerUnknown() {
        Process member = town.stableGroup(1).get(0);
        member.generation = 2;
        assertThat(member.commit(0, 1).error()).isEqualTo(Errors.ILLEGAL_GENERATION);

        member.memberId = "somebody";
        assertThat(member.commit(0, 1).error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(town.coordinator.committed(0)).isEqualTo(-1);
        assertThat(town.facts(CommitFact.CommitRefused.class))
                .extracting(CommitFact.CommitRefused::partition)
                .containsExactly(-1, -1);
    }

    /** S4.31, golden trace G10 */
    @Test
    void theOldGenerationMayCommitWhileTheGroupPreparesToRebalance() {
        List<Process> members = town.stableGroup(2);
        members.get(0).ask();

        assertThat(members.get(1).commit(1, 8).error()).isEqualTo(Errors.NONE);

        members.get(1).ask();
        assertThat(members.get(1).commit(1, 9).error()).isEqualTo(Errors.ILLEGAL_GENERATION);
    }

    /** S4.30 (6), golden trace G11 */
    @Test
    void nobodyMayCommitWhileTheAssignmentIsAwaited() {
        Process member = town.process();
        Inbox join = member.join();
        town.pass(0);
        member.learn(join);

        assertThat(member.commit(0, 1).error()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
    }

    /** S4.31 */
    @Test
    void aMemberThatWasRemovedIsUnknown() {
        List<Process> members = town.stableGroup(2);
        town.pass(10 * SECOND);

        assertThat(members.get(0).commit(0, 1).error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
    }

    /** S7.3 */
    @Test
    void aCommitCountsAtOnceAndIsAcknowledgedWhenItIsReplicated() {
        Town slow = new Town(PLAIN.withReplication(1_000));
        Process member = slow.stableGroup(1).get(0);
        slow.pass(1_000);
        Inbox commit = member.commit(0, 5);

        assertThat(slow.coordinator.committed(0)).isEqualTo(5);
        slow.pass(999);
        assertThat(commit.isEmpty()).isTrue();
        slow.pass(1);
        assertThat(commit.error()).isEqualTo(Errors.NONE);
    }

    /** S7.3 */
    @Test
    void aFetchIsAnsweredWhenWhatItSawIsReplicated() {
        Town slow = new Town(PLAIN.withReplication(1_000));
        Process standalone = slow.process();
        commitAnonymously(standalone, 0, 5);
        slow.pass(400);
        Inbox fetch = standalone.fetch(0, 1);
        slow.pass(599);
        assertThat(fetch.isEmpty()).isTrue();

        slow.pass(1);

        assertThat(fetch.fetched().offsets()).containsExactly(5L, -1L);
    }

    /** S1.23 */
    @Test
    void anybodyMayFetchAnyOffset() {
        town.stableGroup(1).get(0).commit(2, 6);

        assertThat(town.process().fetch(2, 3).fetched().offsets()).containsExactly(6L, -1L);
        assertThat(new Town(PLAIN).process().fetch(0).fetched().offsets()).containsExactly(-1L);
    }

    @Test
    void aDirectCommitAsksNobody() {
        town.stableGroup(1);
        town.coordinator.commitDirectly(0, 12, 0);

        assertThat(town.coordinator.committed(0)).isEqualTo(12);
        assertThat(town.facts(CommitFact.CommitApplied.class))
                .containsExactly(new CommitFact.CommitApplied(0, 0, -1, 12, 0, 1, -1));
    }

    /** S4.30: who says a name is asked for it, with a generation or without. */
    @Test
    void aMemberWithoutGenerationIsJudgedByItsName() {
        Process member = town.stableGroup(1).get(0);
        member.generation = -1;
        assertThat(member.commit(0, 1).error()).isEqualTo(Errors.ILLEGAL_GENERATION);

        Town other = new Town(PLAIN);
        Process fixed = other.staticProcess("x");
        other.stabilize(List.of(fixed));
        fixed.generation = -1;
        fixed.memberId = "";
        assertThat(fixed.commit(0, 1).error()).isEqualTo(Errors.FENCED_INSTANCE_ID);
    }

    /** S4.30: only a negative one is none. */
    @Test
    void generationZeroIsAGeneration() {
        Process member = town.process();
        member.generation = 0;
        assertThat(member.commit(0, 1).error()).isEqualTo(Errors.GROUP_ID_NOT_FOUND);

        commitAnonymously(member, 0, 1);
        assertThat(member.commit(0, 2).error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(town.coordinator.committed(0)).isEqualTo(1);
    }

    @Test
    void whatACommitSaysBesideTheOffsetIsStoredUntilAnotherCommitSaysNothing() {
        Process member = town.stableGroup(1).get(0);
        member.commit(Offsets.of(new int[] {0, 1}, new long[] {7, 8}, new String[] {"note", ""}));
        assertThat(town.coordinator.stored(0)).isEqualTo(new Answer.Stored(7, -1, "note"));
        assertThat(town.coordinator.stored(1)).isEqualTo(new Answer.Stored(8, -1, ""));
        assertThat(town.coordinator.stored(2)).isNull();

        member.commit(0, 9);
        assertThat(town.coordinator.stored(0)).isEqualTo(new Answer.Stored(9, -1, ""));
    }

    /** Without followers nothing can be lost. */
    @Test
    void withoutReplicationACommitSurvivesEveryMove() {
        Process standalone = town.process();
        for (int commit = 0; commit < 8; commit++) {
            commitAnonymously(standalone, 0, commit);
            town.coordinator.move(0);
            assertThat(town.coordinator.committed(0)).isEqualTo(commit);
            standalone.findCoordinator();
        }
    }

    @Test
    void aDirectCommitMakesTheGroupKnown() {
        town.coordinator.commitDirectly(0, 12, 0);

        assertThat(town.coordinator.state()).isEqualTo(GroupState.EMPTY);
        assertThat(town.coordinator.memberCount()).isZero();
        town.stableGroup(2);
        assertThat(town.coordinator.memberCount()).isEqualTo(2);
    }
}
