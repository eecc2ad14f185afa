package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.MS;
import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** What close and unsubscribe do, and in which order. */
final class CloseTest {
    private final Lab lab = new Lab(1, 10);

    private Application member(String... settings) {
        return lab.application(settings).subscribe();
    }

    /** S10.6. */
    @Test
    void closeCommitsThenRevokesThenLeaves() {
        Application member = member("enable.auto.commit", "true");
        member.pollRecords();
        lab.facts.clear();
        member.close();

        List<Class<?>> order = List.of(
                CommitFact.CommitAsked.class,
                CommitFact.CommitApplied.class,
                CommitFact.CommitAnswered.class,
                GroupFact.Revoked.class,
                GroupFact.Left.class);
        assertThat(lab.facts.stream().map(Fact::getClass).filter(order::contains))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .isEqualTo(order);
    }

    /** S2.9, S10.6. */
    @Test
    void closeCommitsAgainWhenTheCoordinatorHasMoved() {
        Application member = member("enable.auto.commit", "true");
        member.pollRecords();
        lab.coordinator.move(100 * MS);
        member.close();

        assertThat(lab.committed(0)).isEqualTo(10);
        assertThat(lab.commitsSent()).hasSizeGreaterThan(1);
    }

    /** S2.9, S10.6. */
    @Test
    void closeGivesUpAtItsTimeAndLeavesAllTheSame() {
        Application member = member("enable.auto.commit", "true");
        member.pollRecords();
        member.cutOff(100 * SECOND);
        long before = lab.simulation.now();
        member.await(member.client.close(2 * SECOND));

        assertThat(lab.simulation.now() - before).isEqualTo(2 * SECOND);
        assertThat(member.callbacks).last().isEqualTo("revoked [0]");
        assertThat(member.client.isClosed()).isTrue();
    }

    /** S10.6. */
    @Test
    void closeTakesNoLongerThanRequestTimeout() {
        Application member = member("enable.auto.commit", "true", "request.timeout.ms", "5000");
        member.pollRecords();
        member.cutOff(100 * SECOND);
        long before = lab.simulation.now();
        member.await(member.client.close(30 * SECOND));

        assertThat(lab.simulation.now() - before).isEqualTo(5 * SECOND);
    }

    /** S3.14. */
    @Test
    void closeSendsAsynchronousCommitsThatWaitForTheCoordinator() {
        Application member = member();
        member.pollRecords();
        lab.coordinator.move(0);
        member.commitAsync(Offsets.of(0, 3), "lost");
        lab.pass(SECOND);
        member.commitAsync(Offsets.of(0, 4), "waits");
        member.close();

        assertThat(lab.committed(0)).isEqualTo(4);
        assertThat(member.callbacks).doesNotContain("committed waits NONE");
    }

    /** S2.10, S4.28. */
    @Test
    void aMemberInTheMiddleOfARebalanceLosesWhatItHasWhenItGoes() {
        Application first = member();
        first.pollRecords();
        Application second = member();
        for (int i = 0; i < 5; i++) {
            second.poll(20 * MS);
        }
        lab.pass(4 * SECOND);
        first.poll(0);
        first.poll(0);
        first.callbacks.clear();
        first.close();

        assertThat(first.callbacks).isEmpty();
        assertThat(first.client.positions().assigned()).isEmpty();
    }

    /** S10.8. */
    @Test
    void whatTheListenerThrowsOnCloseComesWrappedAtTheEnd() {
        Application member = member();
        member.pollRecords();
        member.inCallback = due -> {
            throw new IllegalArgumentException("by the listener");
        };

        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(member::close)
                .withMessage("Failed to close kafka consumer")
                .withRootCauseInstanceOf(IllegalArgumentException.class);
        assertThat(member.client.isClosed()).isTrue();
    }

    /** S10.1. */
    @Test
    void afterCloseEveryMethodIsRefused() {
        Application member = member();
        member.close();
        Client client = member.client;
        assertThatIllegalStateException()
                .isThrownBy(() -> client.poll(0, false))
                .withMessage("This consumer has already been closed.");
        assertThatIllegalStateException().isThrownBy(() -> client.commitAsync(null, "tag"));
        assertThatIllegalStateException().isThrownBy(() -> client.position(0, 0));
        assertThatIllegalStateException().isThrownBy(() -> client.subscribe(List.of("t")));
        assertThatIllegalStateException().isThrownBy(() -> client.pause(new int[] {0}));
        assertThatIllegalStateException().isThrownBy(client::enforceRebalance);
    }

    /** S10.2. */
    @Test
    void aWakeupDoesNotReachClose() {
        Application member = member("enable.auto.commit", "true");
        member.pollRecords();
        member.client.wakeup();
        member.close();
        assertThat(lab.committed(0)).isEqualTo(10);
    }

    /** S10.9. */
    @Test
    void listenersRunInsideUnsubscribe() {
        Application member = member();
        member.pollRecords();
        member.await(member.client.unsubscribe());
        assertThat(member.callbacks).containsExactly("assigned [0]", "revoked [0]");
        lab.pass(SECOND);
        assertThat(lab.coordinator.memberCount()).isZero();
    }
}
