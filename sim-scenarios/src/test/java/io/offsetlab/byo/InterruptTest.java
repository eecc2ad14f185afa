package io.offsetlab.byo;

import static io.offsetlab.byo.Lab.A0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an interrupt of the application's thread does: only what waits for the network, or sends, notices it (S10.5). */
final class InterruptTest {
    private final SimulatedKafka kafka = Lab.kafka();

    @AfterEach
    void noInterruptForOthers() {
        Thread.interrupted();
    }

    /** The call throws, and the thread is interrupted as it was before; then it is not any more. */
    private static void isInterrupted(ThrowingCallable call) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(call)
                .isInstanceOf(InterruptException.class)
                .hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatWaitsThrowsAndTheThreadStaysInterrupted() {
        Consumer<String, String> member = Lab.joined(kafka);
        isInterrupted(() -> member.poll(Lab.SECOND));
        isInterrupted(() -> member.committed(Set.of(A0)));
        isInterrupted(() -> member.endOffsets(List.of(A0)));
        isInterrupted(member::listTopics);
        assertThat(member.poll(Lab.SECOND)).isEmpty();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void evenAPollWithoutTimeLooksAfterTheNetworkWhenItHasNothingToReturn() {
        Consumer<String, String> member = Lab.joined(kafka);
        isInterrupted(() -> member.poll(Duration.ZERO));
    }

    @Test
    void whatDoesNotWaitLeavesTheInterruptForLater() {
        Consumer<String, String> member = Lab.joined(kafka);
        member.poll(Lab.SECOND);
        Thread.currentThread().interrupt();
        assertThat(member.position(A0)).isZero();
        member.seek(A0, 0);
        assertThat(member.partitionsFor("a")).hasSize(2);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void recordsThatAreThereAreReturnedAndTheInterruptIsLeftForLater() {
        Consumer<String, String> member = Lab.joined(kafka, "max.poll.records", "1");
        Lab.produce(kafka, A0, 2);
        assertThat(Lab.values(member.poll(Lab.SECOND))).containsExactly("a-0@0");
        Thread.currentThread().interrupt();
        assertThat(Lab.values(member.poll(Lab.SECOND))).containsExactly("a-0@1");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void withPartitionsAssignedByHandEachPollOfAGroupLooksAfterTheNetworkFirst() {
        Consumer<String, String> alone = Lab.assigned(kafka, "max.poll.records", "1");
        Lab.produce(kafka, A0, 2);
        alone.poll(Lab.SECOND);
        isInterrupted(() -> alone.poll(Lab.SECOND));
        assertThat(Lab.values(alone.poll(Lab.SECOND))).containsExactly("a-0@1");
    }

    @Test
    void anInterruptedCommitMayHaveBeenStored() {
        Consumer<String, String> member = Lab.joined(kafka);
        isInterrupted(() -> member.commitSync(Lab.offset(A0, 7)));
        kafka.advance(Lab.SECOND);
        assertThat(Lab.committed(kafka)).containsEntry(A0, 7L);
    }

    @Test
    void anInterruptedCommitMayNotHaveBeenStored() {
        Consumer<String, String> member = Lab.joined(kafka);
        kafka.cut(member);
        isInterrupted(() -> member.commitSync(Lab.offset(A0, 7)));
        kafka.advance(Lab.SECOND);
        assertThat(Lab.committed(kafka)).isEmpty();
    }

    @Test
    void commitAsyncThrowsTooAndHasSentItsCommit() {
        Consumer<String, String> member = Lab.joined(kafka);
        isInterrupted(() -> member.commitAsync(Lab.offset(A0, 7), null));
        kafka.advance(Lab.SECOND);
        assertThat(Lab.committed(kafka)).containsEntry(A0, 7L);
    }

    @Test
    void closeCommitsRevokesAndLeavesButWaitsForNothing() {
        Consumer<String, String> member = Lab.consumer(kafka, "enable.auto.commit", "true");
        Lab.Listening listening = new Lab.Listening();
        member.subscribe(List.of("a"), listening);
        Lab.produce(kafka, A0, 2);
        while (member.poll(Lab.SECOND).isEmpty()) {}
        listening.calls.clear();
        long before = kafka.nowMillis();

        isInterrupted(member::close);

        assertThat(kafka.nowMillis()).isEqualTo(before);
        assertThat(listening.calls).containsExactly("revoked [a-0, a-1]");
        kafka.advance(Lab.SECOND);
        assertThat(Lab.committed(kafka)).containsEntry(A0, 2L);
        assertThat(kafka.memberCount("g")).isZero();
    }

    @Test
    void whoWasNeverUsedClosesWithoutNoticing() {
        Consumer<String, String> unused = Lab.consumer(kafka);
        Thread.currentThread().interrupt();
        unused.close();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void unsubscribeThrowsAfterTheListenerRanAndKeepsTheSubscription() {
        Consumer<String, String> member = Lab.joined(kafka);
        isInterrupted(member::unsubscribe);
        assertThat(member.subscription()).containsExactly("a");
        assertThat(member.assignment()).isEmpty();
    }

    @Test
    void aListenerSeesTheInterruptAndWhatItThrowsForItComesThroughAsItIs() {
        Consumer<String, String> member = Lab.consumer(kafka);
        Lab.Listening listening = new Lab.Listening();
        listening.onAssigned = () -> {
            Thread.currentThread().interrupt();
            member.committed(Set.of(A0));
        };
        member.subscribe(List.of("a"), listening);
        assertThatThrownBy(() -> member.poll(Lab.SECOND)).isInstanceOf(InterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(member.assignment()).hasSize(2);
    }

    @Test
    void anInterruptOutOfACallbackEndsTheRestOfThePoll() {
        Consumer<String, String> member = Lab.consumer(kafka);
        Lab.Listening listening = new Lab.Listening();
        listening.onAssigned = Thread.currentThread()::interrupt;
        member.subscribe(List.of("a"), listening);
        assertThatThrownBy(() -> member.poll(Lab.SECOND)).isInstanceOf(InterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
        Lab.produce(kafka, A0, 1);
        assertThat(Lab.values(member.poll(Lab.SECOND))).containsExactly("a-0@0");
    }
}
