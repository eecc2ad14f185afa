package io.offsetlab.byo;

import static io.offsetlab.byo.Lab.A0;
import static io.offsetlab.byo.Lab.A1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Consumers that are members of groups. */
final class SimulatedGroupTest {
    private final SimulatedKafka kafka = Lab.kafka();

    @Test
    void aMemberReadsWhatWasProducedAndCommitsIt() {
        Consumer<String, String> consumer = Lab.joined(kafka);
        Lab.produce(kafka, A0, 3);

        assertThat(Lab.values(consumer.poll(Lab.SECOND))).containsExactly("a-0@0", "a-0@1", "a-0@2");
        consumer.commitSync();

        assertThat(Lab.committed(kafka)).containsEntry(A0, 3L);
    }

    @Test
    void twoConsumersPolledInTurnShareThePartitions() {
        Consumer<String, String> first = Lab.joined(kafka);
        Consumer<String, String> second = Lab.consumer(kafka);
        second.subscribe(List.of("a"));
        for (int i = 0; i < 200 && second.assignment().isEmpty(); i++) {
            first.poll(Duration.ofMillis(20));
            second.poll(Duration.ofMillis(20));
        }

        assertThat(first.assignment()).containsExactly(A0);
        assertThat(second.assignment()).containsExactly(A1);
        assertThat(kafka.memberCount("g")).isEqualTo(2);
    }

    @Test
    void theListenerIsCalledInsidePollAndClose() {
        Lab.Listening listening = new Lab.Listening();
        Consumer<String, String> consumer = Lab.consumer(kafka);
        consumer.subscribe(List.of("a"), listening);
        assertThat(listening.calls).isEmpty();
        consumer.poll(Lab.SECOND);
        consumer.close();

        assertThat(listening.calls).containsExactly("assigned [a-0, a-1]", "revoked [a-0, a-1]");
    }

    @Test
    void aListenerMayCallTheConsumer() {
        Lab.produce(kafka, A0, 3);
        Lab.Listening listening = new Lab.Listening();
        Consumer<String, String> consumer = Lab.consumer(kafka);
        listening.onAssigned = () -> {
            consumer.seek(A0, 1);
            consumer.pause(List.of(A1));
            listening.calls.add("position " + consumer.position(A0) + ", committed " + consumer.committed(Set.of(A0)));
        };
        listening.onRevoked = consumer::commitSync;
        consumer.subscribe(List.of("a"), listening);
        consumer.poll(Lab.SECOND);
        consumer.close();

        assertThat(listening.calls)
                .containsExactly("assigned [a-0, a-1]", "position 1, committed {a-0=null}", "revoked [a-0, a-1]");
        assertThat(Lab.committed(kafka)).containsEntry(A0, 3L);
    }

    @Test
    void whatAListenerThrowsIsWrappedAndAnAssertionIsNot() {
        Lab.Listening listening = new Lab.Listening();
        Consumer<String, String> consumer = Lab.consumer(kafka);
        listening.onAssigned = () -> {
            throw new IllegalCallerException("mine");
        };
        consumer.subscribe(List.of("a"), listening);
        assertThatThrownBy(() -> consumer.poll(Lab.SECOND))
                .isInstanceOf(KafkaException.class)
                .hasMessage("User rebalance callback throws an error")
                .hasCauseInstanceOf(IllegalCallerException.class);
        listening.onRevoked = () -> assertThat(1).isEqualTo(2);
        assertThatThrownBy(consumer::unsubscribe).isInstanceOf(AssertionError.class);
    }

    @Test
    void aPollInsideOfWhichTheConsumerIsClosedOrKilledDoesNotGoOn() {
        Lab.Listening listening = new Lab.Listening();
        Consumer<String, String> closed = Lab.consumer(kafka);
        listening.onAssigned = closed::close;
        closed.subscribe(List.of("a"), listening);
        assertThatThrownBy(() -> closed.poll(Lab.SECOND))
                .isInstanceOf(DisconnectException.class)
                .hasMessage("NetworkClient is no longer active, state is CLOSED");

        Consumer<String, String> killed = Lab.consumer(kafka, "client.id", "me");
        listening.onAssigned = () -> kafka.kill(killed);
        killed.subscribe(List.of("a"), listening);
        assertThatThrownBy(() -> killed.poll(Lab.SECOND)).hasMessage("The process of me is over.");
    }

    @Test
    void aCommitWhoseAnswerIsLostTimesOutAndStands() {
        Lab.produce(kafka, A0, 3);
        Consumer<String, String> consumer = Lab.joined(kafka);
        consumer.poll(Lab.SECOND);
        kafka.dropAnswers(consumer);

        assertThatThrownBy(() -> consumer.commitSync(Lab.SECOND))
                .isInstanceOf(TimeoutException.class)
                .hasMessageStartingWith("Timeout of 1000ms expired before successfully committing offsets {a-0=");
        assertThat(Lab.committed(kafka)).containsEntry(A0, 3L);
    }

    @Test
    void aMemberThatWasEvictedCannotCommit() {
        Lab.produce(kafka, A0, 3);
        Consumer<String, String> consumer = Lab.joined(kafka);
        consumer.poll(Lab.SECOND);
        kafka.advance(Duration.ofMinutes(10));

        assertThatThrownBy(consumer::commitSync).isInstanceOf(CommitFailedException.class);
    }

    @Test
    void theOtherMembersTakeOverFromOneThatWasKilled() {
        Consumer<String, String> first = Lab.joined(kafka);
        kafka.kill(first);
        Consumer<String, String> second = Lab.consumer(kafka);
        second.subscribe(List.of("a"));
        for (int i = 0; i < 100 && second.assignment().isEmpty(); i++) {
            second.poll(Lab.SECOND);
        }

        assertThat(second.assignment()).containsExactly(A0, A1);
        assertThatThrownBy(() -> first.poll(Lab.SECOND)).hasMessage("The process of this consumer was killed.");
    }

    @Test
    void groupsDoNotKnowOneAnother() {
        Lab.produce(kafka, A0, 3);
        Consumer<String, String> mine = Lab.joined(kafka);
        Consumer<String, String> yours = Lab.joined(kafka, "group.id", "h");

        assertThat(mine.assignment()).containsExactly(A0, A1);
        assertThat(yours.assignment()).containsExactly(A0, A1);
        mine.poll(Lab.SECOND);
        mine.commitSync();
        assertThat(kafka.committed("h")).isEmpty();
        assertThat(yours.committed(Set.of(A0))).containsEntry(A0, null);
    }

    @Test
    void aMemberThatRemainsInTheGroupOnCloseIsCountedUntilItsSessionEnds() {
        Lab.joined(kafka)
                .close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
        assertThat(kafka.memberCount("g")).isEqualTo(1);
        kafka.advance(Duration.ofMinutes(1));
        assertThat(kafka.memberCount("g")).isZero();

        Lab.joined(kafka).close();
        assertThat(kafka.memberCount("g")).isZero();
    }

    @Test
    void aSecondConsumerOfOneInstanceIdFencesTheFirst() {
        Consumer<String, String> first = Lab.joined(kafka, "group.instance.id", "one");
        Consumer<String, String> second = Lab.joined(kafka, "group.instance.id", "one");
        assertThat(second.assignment()).containsExactly(A0, A1);

        assertThatThrownBy(() -> first.commitSync(Lab.offset(A0, 1))).isInstanceOf(FencedInstanceIdException.class);
        second.commitSync(Lab.offset(A0, 2));
        assertThat(Lab.committed(kafka)).containsEntry(A0, 2L);
    }

    @Test
    void closeCommitsThePositionsIfAutoCommitIsOn() {
        Consumer<String, String> consumer = Lab.joined(kafka, "enable.auto.commit", "true");
        Lab.produce(kafka, A0, 3);
        consumer.poll(Lab.SECOND);
        assertThat(kafka.committed("g")).isEmpty();
        consumer.close();

        assertThat(Lab.committed(kafka)).containsEntry(A0, 3L);
    }

    @Test
    void aCooperativeMemberKeepsReadingWhatStaysWithIt() {
        String cooperative = CooperativeStickyAssignor.class.getName();
        Consumer<String, String> first = Lab.joined(kafka, "partition.assignment.strategy", cooperative);
        Consumer<String, String> second = Lab.consumer(kafka, "partition.assignment.strategy", cooperative);
        second.subscribe(List.of("a"));
        for (int i = 0; i < 200 && second.assignment().isEmpty(); i++) {
            assertThat(first.assignment()).isNotEmpty();
            first.poll(Duration.ofMillis(20));
            second.poll(Duration.ofMillis(20));
        }

        assertThat(first.assignment()).hasSize(1).doesNotContainAnyElementsOf(second.assignment());
    }

    @Test
    void aMovedCoordinatorIsFoundAgain() {
        Lab.produce(kafka, A0, 3);
        Consumer<String, String> consumer = Lab.joined(kafka);
        consumer.poll(Lab.SECOND);
        kafka.moveCoordinator();
        consumer.commitSync();

        assertThat(Lab.committed(kafka)).containsEntry(A0, 3L);
    }

    @Test
    void aConsumerThatIsCutOffMeetsItsTimeOutsAndGoesOnWhenHealed() {
        Lab.produce(kafka, A0, 3);
        Consumer<String, String> consumer = Lab.joined(kafka);
        consumer.poll(Lab.SECOND);
        kafka.cut(consumer);
        assertThatThrownBy(() -> consumer.commitSync(Lab.SECOND)).isInstanceOf(TimeoutException.class);
        kafka.heal(consumer);
        consumer.commitSync();

        assertThat(Lab.committed(kafka)).containsEntry(A0, 3L);
    }
}
