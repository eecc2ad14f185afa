package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.MS;
import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.offsetlab.trace.GroupFact;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** Rebalances with the cooperative protocol: the table in S4, and the gap of S2.8. */
final class CooperativeTest {
    private static final String COOPERATIVE = "org.apache.kafka.clients.consumer.CooperativeStickyAssignor";
    private final Lab lab = new Lab(2, 10);

    private Application member(String... settings) {
        String[] all = new String[settings.length + 2];
        System.arraycopy(settings, 0, all, 0, settings.length);
        all[settings.length] = "partition.assignment.strategy";
        all[settings.length + 1] = COOPERATIVE;
        return lab.application(all).subscribe();
    }

    /** S4.26, S4.28. */
    @Test
    void onlyWhatMovesIsRevokedAndASecondRebalanceGivesItAway() {
        Application first = member();
        first.pollRecords();
        Application second = member();
        lab.settle(second, first);
        assertThat(first.callbacks).containsExactly("assigned [0, 1]", "revoked [1]", "assigned []", "assigned []");
        assertThat(second.callbacks).last().isEqualTo("assigned [1]");

        second.close();
        lab.settle(first);
        assertThat(first.callbacks).last().isEqualTo("assigned [1]");
    }

    /** S4.26. */
    @Test
    void withAnEagerAssignorBesideItTheProtocolIsEager() {
        String both = "org.apache.kafka.clients.consumer.RangeAssignor," + COOPERATIVE;
        Application first =
                lab.application("partition.assignment.strategy", both).subscribe();
        first.pollRecords();
        Application second =
                lab.application("partition.assignment.strategy", both).subscribe();
        lab.settle(second, first);

        assertThat(first.callbacks).startsWith("assigned [0, 1]", "revoked [0, 1]");
    }

    /** S2.8. */
    @Test
    void whatIsHandedOutDuringTheJoinOfARevokedPartitionIsNotCommitted() {
        lab.scheduled(0).append(500, 0);
        lab.scheduled(1).append(500, 0);
        Application first = member("enable.auto.commit", "true", "max.poll.records", "600");
        first.pollRecords();
        List<String> atRevocation = new ArrayList<>();
        first.inCallback = due -> {
            if (due instanceof Upcall.Revoked) {
                atRevocation.add(
                        lab.committed(1) + " of " + first.client.positions().position(1));
            }
        };
        Application second = member();
        Application third = member();
        lab.settle(second, third);
        lab.append(1);
        for (int i = 0; i < 100 && atRevocation.isEmpty(); i++) {
            first.poll(5 * MS);
            lab.append(1);
            second.poll(0);
            third.poll(0);
        }

        assertThat(atRevocation).hasSize(1);
        String[] committedAndPosition = atRevocation.get(0).split(" of ");
        assertThat(Long.parseLong(committedAndPosition[0])).isLessThan(Long.parseLong(committedAndPosition[1]));
    }

    /** S3.6. */
    @Test
    void inOnPartitionsRevokedACommitIsOfTheNewGeneration() {
        Application first = member();
        first.pollRecords();
        first.inCallback = due -> {
            if (due instanceof Upcall.Revoked) {
                first.commitSync(null);
            }
        };
        Application second = member();
        lab.settle(second, first);

        assertThat(lab.committed(0)).isEqualTo(10);
        assertThat(lab.committed(1)).isEqualTo(10);
    }

    /** S4.29. */
    @Test
    void bothCallbacksRunEvenIfTheFirstThrowsAndThePollThrowsOnce() {
        Application first = member();
        first.pollRecords();
        first.inCallback = due -> {
            if (due instanceof Upcall.Revoked) {
                throw new IllegalArgumentException("by the listener");
            }
        };
        Application second = member();
        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(() -> lab.settle(second, first))
                .withCauseInstanceOf(IllegalArgumentException.class);
        assertThat(first.callbacks).containsExactly("assigned [0, 1]", "revoked [1]", "assigned []");

        lab.settle(second, first);
        assertThat(first.callbacks).hasSize(5).last().isEqualTo("assigned []");
        assertThat(second.client.positions().assigned()).containsExactly(1);
    }

    /** S1.4. */
    @Test
    void aPausedPartitionThatStaysStaysPaused() {
        Application first = member();
        first.pollRecords();
        first.client.pause(new int[] {0, 1});
        Application second = member();
        lab.settle(second, first);

        assertThat(first.client.positions().paused()).containsExactly(0);
    }

    /** S4.28. */
    @Test
    void whoLostItsMembershipLosesEverything() {
        Application slow = member("max.poll.interval.ms", "10000");
        slow.pollRecords();
        lab.pass(11 * SECOND);
        slow.pollRecords();
        assertThat(slow.callbacks).containsExactly("assigned [0, 1]", "lost [0, 1]", "assigned [0, 1]");
    }

    /** S4.18: nobody rebalances for a static member that comes back, and it has nothing to give up. */
    @Test
    void aStaticMemberThatComesBackInTheMiddleOfAHandOverLeavesAPartitionWithoutAnOwner() {
        Application before = member("group.instance.id", "one");
        before.pollRecords();
        Application second = member();
        while (lab.facts(GroupFact.GenerationFormed.class).size() < 2) {
            second.poll(MS / 10);
            before.poll(MS / 10);
        }
        assertThat(before.client.positions().assigned()).containsExactly(0, 1);

        Application after = member("group.instance.id", "one");
        lab.settle(after, second);
        lab.pass(20 * SECOND);
        lab.settle(after, second);
        assertThat(lab.coordinator.currentGeneration()).isEqualTo(2);
        assertThat(after.client.positions().assigned()).containsExactly(0);
        assertThat(second.client.positions().assigned()).isEmpty();

        Application third = member();
        lab.settle(after, second, third);
        assertThat(after.client.positions().assigned()).containsExactly(0);
        assertThat(second.client.positions().assigned().length
                        + third.client.positions().assigned().length)
                .isEqualTo(1);
    }
}
