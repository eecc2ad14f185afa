package io.offsetlab.byo;

import io.offsetlab.consumer.Client;
import io.offsetlab.protocol.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The methods of a consumer that ask for offsets or topics and change nothing. */
final class OffsetQueries {
    private static final Node BROKER = new Node(0, "localhost", 9092);
    private static final Node[] REPLICAS = {BROKER};

    private final Calls calls;
    private final Subscription subscription;
    private final CommittedMaps names;
    private final ConsumerSettings settings;
    private final Meters meters;

    OffsetQueries(
            Calls calls, Subscription subscription, CommittedMaps names, ConsumerSettings settings, Meters meters) {
        this.calls = calls;
        this.subscription = subscription;
        this.names = names;
        this.settings = settings;
        this.meters = meters;
    }

    private Client client() {
        return calls.client();
    }

    long position(TopicPartition partition, Duration timeout) {
        int number = names.number(partition);
        if (!client().positions().isAssigned(number)) {
            throw new IllegalStateException(
                    "You can only check the position for partitions assigned to this consumer.");
        }
        long micros = Timeouts.micros(timeout);
        try {
            return (Long) Objects.requireNonNull(calls.await(() -> client().position(number, micros)));
        } catch (TimeoutException late) {
            throw new TimeoutException("Timeout of " + timeout.toMillis()
                    + "ms expired before the position for partition " + partition + " could be determined");
        }
    }

    /** A partition without a committed offset has the value null. */
    Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions, Duration timeout) {
        long started = meters.nanos();
        try {
            settings.groupOrThrow();
            long micros = Timeouts.micros(timeout);
            return partitions.isEmpty() ? Collections.emptyMap() : askCommitted(partitions, timeout, micros);
        } finally {
            meters.committedTook(meters.nanos() - started);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> askCommitted(
            Set<TopicPartition> partitions, Duration timeout, long micros) {
        int[] numbers = names.numbers(partitions);
        List<?> offsets;
        try {
            offsets = list(calls.await(() -> client().committed(boxed(numbers), micros)));
        } catch (TimeoutException late) {
            throw new TimeoutException("Timeout of " + timeout.toMillis()
                    + "ms expired before the last committed offset for partitions " + partitions
                    + " could be determined. Try tuning " + ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG
                    + " larger to relax the threshold.");
        }
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            Answer.Stored stored = (Answer.Stored) offsets.get(i);
            committed.put(
                    names.name(numbers[i]),
                    stored == null
                            ? null
                            : CommittedMaps.named(stored.offset(), stored.leaderEpoch(), stored.metadata()));
        }
        return committed;
    }

    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions, boolean beginning, Duration timeout) {
        long micros = Timeouts.micros(timeout);
        int[] numbers = names.numbers(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>();
        if (numbers.length > 0) {
            List<?> offsets = list(calls.await(() -> client().ends(boxed(numbers), beginning, micros)));
            for (int i = 0; i < numbers.length; i++) {
                ends.put(names.name(numbers[i]), ((Answer.Found) offsets.get(i)).offset());
            }
        }
        return ends;
    }

    /** A partition without such a record has the value null. */
    Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> timestamps, Duration timeout) {
        timestamps.forEach((partition, timestamp) -> {
            if (timestamp < 0) {
                throw new IllegalArgumentException("The target time for partition " + partition + " is " + timestamp
                        + ". The target time cannot be negative.");
            }
        });
        long micros = Timeouts.micros(timeout);
        int[] numbers = names.numbers(timestamps.keySet());
        Map<TopicPartition, OffsetAndTimestamp> named = new HashMap<>();
        if (numbers.length > 0) {
            List<Long> times = new ArrayList<>();
            for (int number : numbers) {
                times.add(timestamps.get(names.name(number)));
            }
            List<?> found = list(calls.await(() -> client().offsetsForTimes(boxed(numbers), times, micros)));
            for (int i = 0; i < numbers.length; i++) {
                named.put(names.name(numbers[i]), named((Answer.Found) found.get(i)));
            }
        }
        return named;
    }

    private static @Nullable OffsetAndTimestamp named(Answer.Found found) {
        return found.offset() < 0
                ? null
                : new OffsetAndTimestamp(
                        found.offset(),
                        found.timestampMillis(),
                        found.leaderEpoch() < 0 ? Optional.empty() : Optional.of(found.leaderEpoch()));
    }

    OptionalLong currentLag(TopicPartition partition) {
        calls.flush();
        long lag = client().lag(names.number(partition));
        return lag < 0 ? OptionalLong.empty() : OptionalLong.of(lag);
    }

    /** A topic that the consumer reads is known already; for another one Kafka asks. */
    List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
        boolean read = subscription.topics().contains(topic)
                || subscription.matches(topic)
                || names.names(client().positions().assigned()).stream()
                        .anyMatch(partition -> partition.topic().equals(topic));
        List<PartitionInfo> known =
                read ? infos(client().context().metadata().known()).get(topic) : null;
        return known != null ? known : listTopics(timeout).getOrDefault(topic, Collections.emptyList());
    }

    Map<String, List<PartitionInfo>> listTopics(Duration timeout) {
        long micros = Timeouts.micros(timeout);
        return infos((int[]) Objects.requireNonNull(calls.await(() -> client().partitions(micros))));
    }

    private Map<String, List<PartitionInfo>> infos(int[] partitions) {
        Map<String, List<PartitionInfo>> topics = new TreeMap<>();
        for (int number : partitions) {
            TopicPartition name = names.name(number);
            topics.computeIfAbsent(name.topic(), topic -> new ArrayList<>())
                    .add(new PartitionInfo(name.topic(), name.partition(), BROKER, REPLICAS, REPLICAS));
        }
        return topics;
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }

    private static List<Integer> boxed(int[] numbers) {
        List<Integer> boxed = new ArrayList<>();
        for (int number : numbers) {
            boxed.add(number);
        }
        return boxed;
    }
}
