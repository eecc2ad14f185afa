package io.offsetlab.byo;

import static io.offsetlab.byo.Lab.A0;
import static io.offsetlab.byo.Lab.A1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Kafka's checks of arguments and of what may be called when, with Kafka's own sentences. */
final class ConsumerChecksTest {
    private final SimulatedKafka kafka = Lab.kafka();
    private final Consumer<String, String> consumer = Lab.consumer(kafka);

    private static void illegalArgument(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static void illegalState(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessage(message);
    }

    @Test
    void aTimeOutIsNotNegative() {
        Duration negative = Duration.ofMillis(-1);
        illegalArgument("Invalid negative timeout -1", () -> consumer.poll(negative));
        illegalArgument("Invalid negative timeout -1", () -> consumer.commitSync(negative));
        illegalArgument("Invalid negative timeout -1", () -> consumer.committed(Set.of(A0), negative));
        illegalArgument("Invalid negative timeout -1", () -> consumer.endOffsets(List.of(A0), negative));
        illegalArgument("Invalid negative timeout -1", () -> consumer.listTopics(negative));
        illegalArgument("The timeout cannot be negative.", () -> consumer.close(CloseOptions.timeout(negative)));
    }

    @Test
    void topicsAndPartitionsAreNeitherNullNorEmpty() {
        illegalArgument(
                "Topic collection to subscribe to cannot be null", () -> consumer.subscribe((List<String>) null));
        illegalArgument(
                "Topic collection to subscribe to cannot contain null or empty topic",
                () -> consumer.subscribe(Arrays.asList("a", " ")));
        illegalArgument("RebalanceListener cannot be null", () -> consumer.subscribe(List.of("a"), null));
        illegalArgument("Topic pattern to subscribe to cannot be null", () -> consumer.subscribe((Pattern) null));
        illegalArgument("Topic pattern to subscribe to cannot be empty", () -> consumer.subscribe(Pattern.compile("")));
        illegalArgument("Topic partition collection to assign to cannot be null", () -> consumer.assign(null));
        illegalArgument(
                "Topic partitions to assign to cannot have null or empty topic",
                () -> consumer.assign(List.of(new TopicPartition("", 0))));
        illegalArgument("Partitions collection cannot be null", () -> consumer.seekToBeginning(null));
        illegalArgument("Partitions collection cannot be null", () -> consumer.seekToEnd(null));
    }

    @Test
    void nothingCanBePolledWithoutSubscriptionOrAssignment() {
        illegalState(
                "Consumer is not subscribed to any topics or assigned any partitions", () -> consumer.poll(Lab.SECOND));
    }

    @Test
    void theWaysToSubscribeExcludeOneAnother() {
        String message = "Subscription to topics, partitions and pattern are mutually exclusive";
        consumer.subscribe(List.of("a"));
        illegalState(message, () -> consumer.assign(List.of(A0)));
        illegalState(message, () -> consumer.subscribe(Pattern.compile("a")));
        consumer.unsubscribe();
        consumer.assign(List.of(A0));
        illegalState(message, () -> consumer.subscribe(List.of("a")));
    }

    @Test
    void onlyAssignedPartitionsHavePositions() {
        consumer.assign(List.of(A0));
        illegalState("No current assignment for partition a-1", () -> consumer.seek(A1, 0));
        illegalState("No current assignment for partition a-1", () -> consumer.pause(List.of(A1)));
        illegalState("No current assignment for partition a-1", () -> consumer.resume(List.of(A1)));
        illegalState("No current assignment for partition a-1", () -> consumer.currentLag(A1));
        illegalState(
                "You can only check the position for partitions assigned to this consumer.",
                () -> consumer.position(A1));
        illegalArgument("seek offset must not be a negative number", () -> consumer.seek(A0, -1));
    }

    @Test
    void timesToSearchForAreNotNegative() {
        illegalArgument(
                "The target time for partition a-0 is -1. The target time cannot be negative.",
                () -> consumer.offsetsForTimes(Map.of(A0, -1L)));
    }

    @Test
    void withoutGroupThereIsNothingToTakePartIn() {
        Consumer<String, String> alone = Lab.consumer(kafka, "group.id", "");
        String message = "To use the group management or offset commit APIs, you must provide a valid group.id in the"
                + " consumer configuration.";
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> alone.subscribe(List.of("a")),
                () -> alone.subscribe(Pattern.compile("a")),
                alone::commitSync,
                alone::commitAsync,
                () -> alone.committed(Set.of(A0)),
                alone::groupMetadata)) {
            assertThatThrownBy(call).isInstanceOf(InvalidGroupIdException.class).hasMessage(message);
        }
        illegalState("Tried to force a rebalance but consumer does not have a group.", alone::enforceRebalance);
    }

    @Test
    void aClosedConsumerSaysSo() {
        consumer.close();
        consumer.close();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                consumer::assignment,
                () -> consumer.poll(Lab.SECOND),
                consumer::commitSync,
                () -> consumer.subscribe(List.of("a")),
                consumer::groupMetadata)) {
            illegalState("This consumer has already been closed.", call);
        }
    }

    @Test
    void serverSidePatternsAreRefusedAsByKafka() {
        assertThatThrownBy(() -> consumer.subscribe(new SubscriptionPattern("a")))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(
                        "Subscribe to RE2/J pattern is not supported when usingthe CLASSIC protocol defined in config"
                                + " group.protocol");
    }

    @Test
    void aSecondThreadMayOnlyWakeTheFirst() {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        consumer.subscribe(List.of("a"), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(java.util.Collection<TopicPartition> partitions) {
                inAnotherThread(() -> {
                    try {
                        consumer.assignment();
                    } catch (ConcurrentModificationException refused) {
                        seen.set(refused);
                    }
                    consumer.wakeup();
                });
            }

            @Override
            public void onPartitionsRevoked(java.util.Collection<TopicPartition> partitions) {}
        });

        assertThatThrownBy(() -> consumer.poll(Lab.SECOND)).isInstanceOf(WakeupException.class);
        assertThat(seen.get())
                .hasMessageStartingWith("KafkaConsumer is not safe for multi-threaded access. currentThread(name: ");
    }

    @Test
    void aClusterIsSteppedByOneThreadAtATime() {
        Consumer<String, String> other = Lab.assigned(kafka, "group.id", "h");
        List<Throwable> refused = new ArrayList<>();
        Lab.Listening listening = new Lab.Listening();
        listening.onAssigned = () -> inAnotherThread(() -> {
            refused.add(catchThrowable(() -> other.poll(Lab.SECOND)));
            refused.add(catchThrowable(() -> kafka.produce("a", 0, "k", "v")));
        });
        consumer.subscribe(List.of("a"), listening);
        consumer.poll(Lab.SECOND);

        assertThat(refused)
                .hasSize(2)
                .allSatisfy(thrown -> assertThat(thrown)
                        .isInstanceOf(ConcurrentModificationException.class)
                        .hasMessageStartingWith("SimulatedKafka is not safe for multi-threaded access."));
        assertThat(other.poll(Lab.SECOND)).isEmpty();
    }

    private static void inAnotherThread(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatTheClusterDoesNotKnowIsWaitedFor() {
        TopicPartition unknown = new TopicPartition("none", 0);
        assertThatThrownBy(() -> consumer.endOffsets(List.of(unknown), Lab.SECOND))
                .isInstanceOf(TimeoutException.class);
        consumer.assign(List.of(unknown));
        assertThatThrownBy(() -> consumer.position(unknown, Lab.SECOND))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("Timeout of 1000ms expired before the position for partition none-0 could be determined");
    }
}
