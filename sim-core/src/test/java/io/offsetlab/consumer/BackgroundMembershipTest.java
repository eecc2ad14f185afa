package io.offsetlab.consumer;

import static io.offsetlab.consumer.Application.API_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.junit.jupiter.api.Test;

/** Risk: a member of the consumer protocol that joins, gives up or leaves otherwise than AsyncKafkaConsumer. */
final class BackgroundMembershipTest {
    private static final long SECOND = Lab.SECOND;
    private final Lab lab = new Lab(2, 10);

    private Application member(String... more) {
        List<String> settings = new ArrayList<>(List.of("group.protocol", "consumer"));
        settings.addAll(List.of(more));
        return lab.application(settings.toArray(new String[0])).subscribe();
    }

    @Test
    void theFirstMemberIsAtEpochTwoAndItsIdIsItsOwnChoice() {
        Application first = member();
        String before = first.client.membership().groupMetadata().memberId();
        first.poll(SECOND);
        assertThat(before).isEmpty();
        assertThat(first.client.membership().groupMetadata().memberId()).isNotEmpty();
        assertThat(first.client.membership().generation()).isEqualTo(2);
        assertThat(first.callbacks).containsExactly("assigned [0, 1]");
    }

    @Test
    void membershipOutlivesAnyTimeWithoutPollsBelowTheInterval() {
        Application first = member("max.poll.interval.ms", "300000");
        first.poll(SECOND);
        lab.pass(290 * SECOND);
        assertThat(lab.coordinator.memberCount()).isOne();
    }

    @Test
    void whoDoesNotPollLeavesAndFindsOutInItsNextPoll() {
        Application first = member("max.poll.interval.ms", "10000");
        first.poll(SECOND);
        lab.pass(11 * SECOND);
        assertThat(lab.coordinator.memberCount()).isZero();
        assertThat(first.callbacks).as("callbacks wait for the application").containsExactly("assigned [0, 1]");
        first.poll(SECOND);
        assertThat(first.callbacks).containsExactly("assigned [0, 1]", "lost [0, 1]", "assigned [0, 1]");
    }

    /** As long as the buffer holds a block that nobody has touched, every other poll only clears away what the one before has left. */
    @Test
    void withRecordsInTheBufferOnlyEveryOtherPollPutsTheIntervalOff() {
        Application often = member("max.poll.interval.ms", "10000", "max.poll.records", "1");
        often.poll(SECOND);
        for (int i = 0; i < 6; i++) {
            lab.pass(4_900_000);
            assertThat(often.poll(0)).isNotEmpty();
        }
        assertThat(lab.coordinator.memberCount()).isOne();
        for (int i = 0; i < 2; i++) {
            lab.pass(6 * SECOND);
            often.poll(0);
        }
        assertThat(often.callbacks)
                .as("though no two polls were ten seconds apart")
                .contains("lost [0, 1]");
    }

    @Test
    void whoIsFencedLosesEverythingAndJoinsAnew() {
        Application first = member();
        first.poll(SECOND);
        first.faults.breakUntil(lab.simulation.now() + 60 * SECOND);
        lab.pass(70 * SECOND);
        first.poll(SECOND);
        first.poll(SECOND);
        assertThat(first.callbacks).containsExactly("assigned [0, 1]", "lost [0, 1]", "assigned [0, 1]");
    }

    @Test
    void aListenerThatThrowsIsAskedAgainWithNothingNew() {
        Application first = member();
        first.inCallback = upcall -> {
            if (first.callbacks.size() == 1) {
                throw new IllegalStateException("listener");
            }
        };
        assertThatThrownBy(() -> first.poll(SECOND))
                .isExactlyInstanceOf(KafkaException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(first.poll(SECOND)).isNotEmpty();
        assertThat(first.callbacks).containsExactly("assigned [0, 1]", "assigned []");
    }

    @Test
    void aSecondProcessWithOneInstanceIdIsRefusedForGood() {
        Application first = member("group.instance.id", "one");
        first.poll(SECOND);
        Application second = member("group.instance.id", "one");
        assertThatThrownBy(() -> second.poll(SECOND)).isInstanceOf(UnreleasedInstanceIdException.class);
        assertThat(second.poll(SECOND)).isEmpty();
        first.await(first.client.commitSync(null, API_TIMEOUT));
        assertThat(lab.coordinator.memberCount()).isOne();
    }

    @Test
    void aStaticMemberThatClosesKeepsItsPlaceAndADynamicOneNeverDoes() {
        Application still = member("group.instance.id", "one");
        still.poll(SECOND);
        still.await(still.client.close(30 * SECOND));
        assertThat(lab.coordinator.memberCount()).isOne();
        Application again = member("group.instance.id", "one");
        again.poll(SECOND);
        assertThat(again.client.membership().generation()).isEqualTo(2);
        again.await(again.client.close(30 * SECOND, GroupMembershipOperation.LEAVE_GROUP));
        assertThat(lab.coordinator.memberCount()).isZero();

        Application dynamic = member();
        dynamic.poll(SECOND);
        dynamic.await(dynamic.client.close(30 * SECOND, GroupMembershipOperation.REMAIN_IN_GROUP));
        assertThat(lab.coordinator.memberCount()).isZero();
    }

    @Test
    void aListenerThatThrowsAtUnsubscribeDoesNotKeepTheMemberInTheGroup() {
        Application first = member();
        first.poll(SECOND);
        first.inCallback = upcall -> {
            throw new IllegalStateException("listener");
        };
        assertThatThrownBy(() -> first.await(first.client.unsubscribe())).isInstanceOf(KafkaException.class);
        lab.pass(SECOND);
        assertThat(lab.coordinator.memberCount()).isZero();
    }

    @Test
    void enforceRebalanceDoesNothing() {
        Application first = member();
        first.poll(SECOND);
        first.client.enforceRebalance();
        first.poll(SECOND);
        assertThat(first.client.membership().generation()).isEqualTo(2);
        assertThat(first.callbacks).hasSize(1);
    }

    @Test
    void aMoveOfTheCoordinatorCostsNoPartitions() {
        Application first = member();
        first.poll(SECOND);
        lab.coordinator.move(2 * SECOND);
        lab.pass(20 * SECOND);
        first.poll(SECOND);
        first.await(first.client.commitSync(null, API_TIMEOUT));
        assertThat(first.callbacks).containsExactly("assigned [0, 1]");
        assertThat(lab.committed(0)).isPositive();
    }

    @Test
    void settingsOfTheOtherProtocolAreRefusedAsByKafka() {
        for (String key : List.of("session.timeout.ms", "heartbeat.interval.ms")) {
            assertThatThrownBy(() -> ClientConfig.parse(Map.of("group.protocol", "consumer", key, "1000")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(key);
        }
        assertThatThrownBy(() -> ClientConfig.parse(Map.of("group.remote.assignor", "range")))
                .isInstanceOf(ConfigException.class);
        assertThat(ClientConfig.parse(Map.of("group.protocol", "consumer", "group.remote.assignor", "range"))
                        .remoteAssignor())
                .isEqualTo("range");
    }
}
