package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.MS;
import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.trace.GroupFact;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

/** What the application is told when partitions come and go, with the eager protocol (the table in S4). */
final class RebalanceTest {
    private final Lab lab = new Lab(2, 10);

    private Application member(String... settings) {
        return lab.application(settings).subscribe();
    }

    @Test
    void theFirstJoinOnlyAssigns() {
        Application first = member();
        first.pollRecords();
        assertThat(first.callbacks).containsExactly("assigned [0, 1]");
    }

    @Test
    void aSecondMemberTakesItsShareAndGivesItBackWhenItLeaves() {
        Application first = member();
        first.pollRecords();
        Application second = member();
        lab.settle(second, first);
        assertThat(first.callbacks).hasSize(3).startsWith("assigned [0, 1]", "revoked [0, 1]");
        assertThat(second.callbacks).hasSize(1);
        assertThat(List.of(first.callbacks.get(2), second.callbacks.get(0)))
                .containsExactlyInAnyOrder("assigned [0]", "assigned [1]");

        second.close();
        lab.settle(first);
        assertThat(first.callbacks).hasSize(5).endsWith("assigned [0, 1]");
        assertThat(first.callbacks.get(3)).startsWith("revoked [");
        assertThat(second.callbacks).hasSize(2).last().asString().startsWith("revoked [");
    }

    /** Even if it owned nothing. */
    @Test
    void aLaterRebalanceRevokesFromEverybody() {
        Application first = member();
        first.pollRecords();
        Application second = member();
        Application third = member();
        lab.settle(third, second, first);
        lab.settle(third, second, first);
        Application fourth = member();
        lab.settle(fourth, third, second, first);

        assertThat(List.of(first, second, third))
                .allSatisfy(member -> assertThat(member.callbacks)
                        .anySatisfy(line -> assertThat(line).startsWith("revoked")))
                .anySatisfy(member -> assertThat(member.callbacks).contains("revoked []"));
    }

    /** S4.32, S4.33. */
    @Test
    void whoDoesNotPollInTimeLosesItsPartitionsAndLearnsOfItInItsNextPoll() {
        Application slow = member("max.poll.interval.ms", "10000");
        slow.pollRecords();
        lab.pass(11 * SECOND);
        assertThat(lab.facts(GroupFact.Left.class)).hasSize(1);
        assertThat(slow.client.positions().assigned()).containsExactly(0, 1);
        assertThat(slow.callbacks).containsExactly("assigned [0, 1]");

        assertThat(slow.pollRecords()).as("nothing was committed").isEqualTo("0@0-9 1@0-9");
        assertThat(slow.callbacks).containsExactly("assigned [0, 1]", "lost [0, 1]", "assigned [0, 1]");
    }

    @Test
    void whoPollsAtTheVeryInstantPollsInTime() {
        Application punctual = member("max.poll.interval.ms", "10000");
        punctual.pollRecords();
        punctual.poll(0);
        Call[] poll = new Call[1];
        lab.simulation.schedule(lab.simulation.now() + 10 * SECOND, new Event() {
            @Override
            protected void run() {
                poll[0] = punctual.client.poll(SECOND, false);
            }

            @Override
            public void writeTo(Fingerprint fingerprint) {}
        });
        lab.pass(10 * SECOND);
        punctual.await(poll[0]);

        assertThat(lab.facts(GroupFact.Left.class)).isEmpty();
        assertThat(punctual.callbacks).containsExactly("assigned [0, 1]");
    }

    /** S4.34. */
    @Test
    void heartbeatsKeepAMemberThatDoesNotPollUntilItsInterval() {
        Application busy = member("session.timeout.ms", "6000", "heartbeat.interval.ms", "2000");
        busy.pollRecords();
        lab.pass(100 * SECOND);

        assertThat(lab.facts(GroupFact.Evicted.class)).isEmpty();
        busy.commitSync(null);
        assertThat(lab.committed(0)).isEqualTo(10);
    }

    /** S4.20: no LeaveGroup; but the application is told. */
    @Test
    void aStaticMemberStaysWhenItCloses() {
        Application fixed = member("group.instance.id", "fixed");
        fixed.pollRecords();
        fixed.close();
        lab.pass(SECOND);

        assertThat(fixed.callbacks).containsExactly("assigned [0, 1]", "revoked [0, 1]");
        assertThat(lab.facts(GroupFact.Left.class)).isEmpty();
    }

    /** S4.33. */
    @Test
    void aStaticMemberThatDoesNotPollInTimeSaysNothingAndIsRemovedByItsSession() {
        Application fixed = member("group.instance.id", "fixed", "max.poll.interval.ms", "10000");
        fixed.pollRecords();
        lab.pass(50 * SECOND);
        assertThat(lab.facts(GroupFact.Evicted.class)).isEmpty();
        lab.pass(10 * SECOND);

        assertThat(lab.facts(GroupFact.Left.class)).isEmpty();
        assertThat(lab.facts(GroupFact.Evicted.class)).hasSize(1);
    }

    /** S4.24. */
    @Test
    void aRebalanceIsActedOnOnlyInAPoll() {
        Application first = member();
        first.pollRecords();
        Application second = member();
        for (int i = 0; i < 5; i++) {
            second.poll(20 * MS);
        }
        lab.pass(100 * SECOND);
        assertThat(first.callbacks).containsExactly("assigned [0, 1]");
        assertThat(second.callbacks).isEmpty();

        lab.settle(first, second);
        assertThat(first.callbacks).contains("revoked [0, 1]");
    }

    /** S4.27. */
    @Test
    void aPollDoesNotWaitForTheJoin() {
        Application first = member();
        first.pollRecords();
        Application second = member();
        long before = lab.simulation.now();
        second.poll(50 * MS);
        assertThat(lab.simulation.now()).isEqualTo(before + 50 * MS);
        assertThat(second.callbacks).isEmpty();
    }

    /** S4.29. */
    @Test
    void aCallbackThatThrowsFailsThePollButTheAssignmentStands() {
        Application first = member();
        first.inCallback = due -> {
            first.inCallback = later -> {};
            throw new IllegalArgumentException("mine");
        };
        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(first::pollRecords)
                .withMessage("User rebalance callback throws an error")
                .havingCause()
                .withMessage("mine");

        assertThat(first.client.positions().assigned()).containsExactly(0, 1);
        assertThat(first.pollRecords()).isEqualTo("0@0-9 1@0-9");
        assertThat(first.callbacks).containsExactly("assigned [0, 1]", "assigned []");
    }

    /** S4.29. */
    @Test
    void aWakeupOutOfACallbackComesThroughAsItIs() {
        Application first = member();
        first.inCallback = due -> {
            throw new WakeupException();
        };
        assertThatExceptionOfType(WakeupException.class).isThrownBy(first::pollRecords);
    }

    @Test
    void aSeekInOnPartitionsAssignedWinsOverTheCommittedOffset() {
        Application first = member();
        first.inCallback = due -> {
            first.client.seek(0, 7);
            first.client.seek(1, 9);
        };
        assertThat(first.pollRecords()).isEqualTo("0@7-9 1@9-9");
    }
}
