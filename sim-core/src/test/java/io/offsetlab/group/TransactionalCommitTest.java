package io.offsetlab.group;

import static io.offsetlab.group.Town.PLAIN;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.Request.ProducerIdentity;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.TransactionFact;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Offsets of transactions: S7.6, S7.11 to S7.13, S9.2, golden traces G19 and G20. */
final class TransactionalCommitTest {
    private static final ProducerIdentity PRODUCER = new ProducerIdentity("t", 7, 0);
    private static final ProducerIdentity OTHER = new ProducerIdentity("u", 8, 0);

    private final Town town = new Town(PLAIN);

    @BeforeEach
    void nobodyIsFencedByTheTransactionCoordinator() {
        town.coordinator.transactions(producer -> Errors.NONE);
    }

    private static Errors send(Process process, ProducerIdentity producer, long offset) {
        return process.send(new Request.TxnOffsetCommit(
                        producer,
                        "g",
                        process.memberId,
                        process.instanceId,
                        process.generation,
                        Offsets.of(0, offset),
                        0))
                .error();
    }

    private static Errors sendByGroupAlone(Process process, long offset) {
        return process.send(new Request.TxnOffsetCommit(PRODUCER, "g", "", null, -1, Offsets.of(0, offset), 0))
                .error();
    }

    private Answer fetch(Process process, int partition) {
        return process.send(new Request.OffsetFetch(List.of(partition))).answer();
    }

    /** S7.11 */
    @Test
    void anOffsetIsInvisibleUntilTheMarkerAndAnAbortDropsIt() {
        Process member = town.stableGroup(1).get(0);
        member.commit(0, 1);
        assertThat(send(member, PRODUCER, 5)).isEqualTo(Errors.NONE);
        assertThat(town.coordinator.committed(0)).isEqualTo(1);
        town.coordinator.endTransaction(PRODUCER.id(), false);
        assertThat(town.coordinator.committed(0)).isEqualTo(1);

        send(member, PRODUCER, 6);
        town.coordinator.endTransaction(PRODUCER.id(), true);
        assertThat(town.coordinator.committed(0)).isEqualTo(6);
        assertThat(town.facts(TransactionFact.OffsetsMoved.class))
                .containsExactly(new TransactionFact.OffsetsMoved(0, 0, 1, 6, 0, 0));
    }

    /** S7.12 */
    @Test
    void whoAsksForAPendingOffsetIsToldToComeAgain() {
        Process member = town.stableGroup(1).get(0);
        send(member, PRODUCER, 5);

        assertThat(fetch(member, 0).error()).isEqualTo(Errors.UNSTABLE_OFFSET_COMMIT);
        assertThat(fetch(member, 1).error()).isEqualTo(Errors.NONE);
        town.coordinator.endTransaction(PRODUCER.id(), true);
        assertThat(((Answer.OffsetFetch) fetch(member, 0)).offsets()).containsExactly(5L);
    }

    /** S7.13, G19: the order is that of appending, not that of the ends of transactions. */
    @Test
    void aLaterCommitWithoutATransactionStays() {
        Process member = town.stableGroup(1).get(0);
        send(member, PRODUCER, 2);
        member.commit(0, 3);
        town.coordinator.endTransaction(PRODUCER.id(), true);
        assertThat(town.coordinator.committed(0)).isEqualTo(3);

        member.commit(0, 4);
        send(member, PRODUCER, 2);
        town.coordinator.endTransaction(PRODUCER.id(), true);
        assertThat(town.coordinator.committed(0)).isEqualTo(2);
    }

    @Test
    void ofTwoTransactionsTheLaterOffsetStaysWhicheverEndsFirst() {
        Process member = town.stableGroup(1).get(0);
        send(member, PRODUCER, 2);
        town.pass(SECOND);
        send(member, OTHER, 3);
        town.coordinator.endTransaction(OTHER.id(), true);
        assertThat(fetch(member, 0).error()).isEqualTo(Errors.UNSTABLE_OFFSET_COMMIT);
        town.coordinator.endTransaction(PRODUCER.id(), true);

        assertThat(town.coordinator.committed(0)).isEqualTo(3);
    }

    /** S9.2, G20 */
    @Test
    void aFormerMemberIsFencedUnlessItSaysTheGroupAlone() {
        Process member = town.stableGroup(1).get(0);
        member.generation--;
        assertThat(send(member, PRODUCER, 5)).isEqualTo(Errors.ILLEGAL_GENERATION);
        member.memberId = "nobody";
        assertThat(send(member, PRODUCER, 5)).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(sendByGroupAlone(member, 5)).isEqualTo(Errors.NONE);
        town.coordinator.endTransaction(PRODUCER.id(), true);
        assertThat(town.coordinator.committed(0)).isEqualTo(5);
    }

    /** S9.2: other than a plain commit, one of a transaction is taken while the group waits for its leader. */
    @Test
    void aMemberThatWaitsForTheAssignmentMaySendOffsets() {
        Process member = town.process();
        Inbox join = member.join();
        town.pass(0);
        member.learn(join);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.COMPLETING_REBALANCE);

        assertThat(member.commit(0, 5).error()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
        assertThat(send(member, PRODUCER, 5)).isEqualTo(Errors.NONE);
    }

    @Test
    void aFencedProducerIsRefusedWithTheErrorThatProducersKnow() {
        town.coordinator.transactions(producer -> Errors.PRODUCER_FENCED);
        assertThat(sendByGroupAlone(town.process(), 5)).isEqualTo(Errors.INVALID_PRODUCER_EPOCH);
        assertThat(town.facts(TransactionFact.OffsetsPending.class)).isEmpty();
    }

    /** S7.6 */
    @Test
    void aPartitionWithAPendingOffsetDoesNotExpire() {
        Process nobody = town.process();
        nobody.send(new Request.OffsetCommit("", null, -1, Offsets.of(0, 1), 0));
        sendByGroupAlone(nobody, 5);
        town.pass(PLAIN.offsetsRetentionMicros() + 1_200 * SECOND);
        assertThat(town.coordinator.committed(0)).isEqualTo(1);

        town.coordinator.endTransaction(PRODUCER.id(), false);
        town.pass(1_200 * SECOND);
        assertThat(town.coordinator.committed(0)).isEqualTo(-1);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.DEAD);
    }

    /** S7.11: a tombstone drops pending offsets as well. */
    @Test
    void theEndOfATopicDropsPendingOffsets() {
        Process nobody = town.process();
        sendByGroupAlone(nobody, 5);
        town.coordinator.topicDeleted(0);
        town.coordinator.endTransaction(PRODUCER.id(), true);

        assertThat(town.coordinator.committed(0)).isEqualTo(-1);
    }

    @Test
    void aProducerLooksForTheMovedCoordinatorByItselfAndFindsWhatWasPending() {
        Process member = town.stableGroup(1).get(0);
        send(member, PRODUCER, 5);
        town.pass(SECOND);
        town.coordinator.move(0);
        member.send(new Request.FindCoordinator());

        assertThat(send(member, PRODUCER, 6)).isEqualTo(Errors.NOT_COORDINATOR);
        member.send(new Request.FindCoordinatorOf(true, "g"));
        assertThat(send(member, OTHER, 6)).isEqualTo(Errors.NONE);
        town.coordinator.endTransaction(PRODUCER.id(), true);
        assertThat(town.coordinator.committed(0)).isEqualTo(5);
    }

    private static Inbox sendAs(Process process, String memberId, int generation, Offsets offsets) {
        return process.send(new Request.TxnOffsetCommit(PRODUCER, "g", memberId, null, generation, offsets, 3));
    }

    @Test
    void whatIsHeldAndWhatIsRefusedIsTold() {
        Process member = town.stableGroup(1).get(0);
        Offsets two = Offsets.of(new int[] {1, 77}, new long[] {4, 1});
        Answer.TxnOffsetCommit answer = (Answer.TxnOffsetCommit)
                sendAs(member, member.memberId, member.generation, two).answer();
        assertThat(answer.error()).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(answer.perPartition()).containsExactly(Errors.NONE, Errors.UNKNOWN_TOPIC_OR_PARTITION);
        sendAs(member, "nobody", 1, Offsets.of(0, 4));

        assertThat(town.facts(TransactionFact.OffsetsPending.class))
                .containsExactly(new TransactionFact.OffsetsPending(0, 1, 4, 0, 1, 3));
        assertThat(town.facts(CommitFact.CommitRefused.class))
                .containsExactly(
                        new CommitFact.CommitRefused(0, 77, 0, 1, 3, Errors.UNKNOWN_TOPIC_OR_PARTITION),
                        new CommitFact.CommitRefused(0, -1, 0, 1, 3, Errors.UNKNOWN_MEMBER_ID));
    }

    @Test
    void whatIsHeldIsAnsweredOnceItIsReplicated() {
        Town slow = new Town(PLAIN.withReplication(1_000));
        slow.coordinator.transactions(producer -> Errors.NONE);
        Inbox held = sendAs(slow.process(), "", -1, Offsets.of(0, 5));
        slow.pass(999);
        assertThat(held.isEmpty()).isTrue();
        slow.pass(1);
        assertThat(held.error()).isEqualTo(Errors.NONE);

        Inbox lost = sendAs(slow.process(), "", -1, Offsets.of(0, 6));
        slow.coordinator.move(0);
        slow.pass(1_000);
        assertThat(lost.error()).isEqualTo(Errors.NOT_COORDINATOR);
    }

    /** S9.2: a group that is not there is made by whoever says no generation, and unknown to the others. */
    @Test
    void aGroupThatIsNotThereTakesOffsetsWithoutAGenerationOnly() {
        Process nobody = town.process();
        assertThat(sendAs(nobody, "somebody", 0, Offsets.of(0, 5)).error()).isEqualTo(Errors.GROUP_ID_NOT_FOUND);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.DEAD);

        assertThat(sendAs(nobody, "somebody", -1, Offsets.of(0, 5)).error()).isEqualTo(Errors.NONE);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.EMPTY);
        assertThat(sendAs(nobody, "somebody", -1, Offsets.of(0, 5)).error()).isEqualTo(Errors.NONE);
        assertThat(sendAs(nobody, "somebody", 0, Offsets.of(0, 5)).error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(sendAs(town.stableGroup(1).get(0), "somebody", -1, Offsets.of(0, 5))
                        .error())
                .isEqualTo(Errors.UNKNOWN_MEMBER_ID);
    }

    /** S9.2: what a consumer knows as STALE_MEMBER_EPOCH is ILLEGAL_GENERATION to a producer. */
    @Test
    void inTheConsumerProtocolAnOldEpochIsToldAsProducersKnowIt() {
        Town modern = new Town(ConsumerHeartbeatTest.AT_ONCE);
        modern.coordinator.transactions(producer -> Errors.NONE);
        Peer member = Peer.joined(modern, 0, "t");
        Process producer = modern.process();
        Offsets five = Offsets.of(0, 5);

        assertThat(sendAs(producer, member.id, member.epoch, five).error()).isEqualTo(Errors.NONE);
        assertThat(sendAs(producer, member.id, member.epoch + 1, five).error()).isEqualTo(Errors.ILLEGAL_GENERATION);
        assertThat(sendAs(producer, "nobody", member.epoch, five).error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(sendAs(producer, "nobody", -1, five).error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(sendAs(producer, "", -1, five).error()).isEqualTo(Errors.NONE);
    }
}
