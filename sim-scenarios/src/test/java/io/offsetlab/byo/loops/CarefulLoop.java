package io.offsetlab.byo.loops;

import io.offsetlab.byo.Member;
import io.offsetlab.byo.ProcessingFailed;
import io.offsetlab.policy.OnError;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * commitSync() after the records of a poll, in worlds where a record can fail: it is read again by a seek as long as it is to be
 * tried, and what then becomes of it is up to the reaction. Effects that are accepted only may be waited for.
 */
final class CarefulLoop implements ConsumerRebalanceListener {
    private static final Duration BACKOFF = Duration.ofMillis(100);

    private final Member member;
    private final OnError onError;
    private final Commit commit;
    private final Consumer<String, String> consumer;
    private final Comparator<TopicPartition> inOrder;
    private final OffsetBook book = new OffsetBook();
    private final Map<TopicPartition, ConsumerRecord<?, ?>> failed = new HashMap<>();
    private final Map<TopicPartition, Integer> failures = new HashMap<>();
    private boolean uncommitted;

    /** What a commit carries. */
    enum Commit {
        /** Nothing said: the position. */
        POSITION,
        /** The offsets behind what was processed. */
        PROCESSED,
        /** The offsets behind what the sink holds for certain. */
        DURABLE
    }

    CarefulLoop(Member member, OnError onError, Commit commit) {
        this.member = member;
        this.onError = onError;
        this.commit = commit;
        this.inOrder = Comparator.<TopicPartition>comparingInt(
                        partition -> member.topics().indexOf(partition.topic()))
                .thenComparingInt(TopicPartition::partition);
        this.consumer = member.consumer(new StringDeserializer(), new StringDeserializer());
    }

    void run() {
        try {
            consumer.subscribe(member.topics(), this);
            while (!member.isStopping()) {
                ConsumerRecords<String, String> records = consumer.poll(member.pollTimeout());
                if (records.isEmpty() && member.isStopping()) {
                    break;
                }
                boolean rest = !work(records);
                Map<TopicPartition, OffsetAndMetadata> offsets = toCommit();
                if (!offsets.isEmpty() || (records.isEmpty() && uncommitted)) {
                    commit(offsets);
                }
                if (rest) {
                    member.sleep(BACKOFF);
                }
            }
        } catch (WakeupException stopped) {
            // asked to end
        } finally {
            member.effects().flush();
            consumer.close();
        }
    }

    /** Whether all of it is done; what is to be tried again was sought back. */
    private boolean work(ConsumerRecords<String, String> records) {
        Iterator<ConsumerRecord<String, String>> rest = records.iterator();
        while (rest.hasNext()) {
            ConsumerRecord<String, String> record = rest.next();
            try {
                member.effects().apply(record);
            } catch (ProcessingFailed thrown) {
                if (onError.triesAgain(countFailure(record))) {
                    seekBack(record, rest);
                    return false;
                }
                react(record, thrown);
            }
            book.processed(record);
        }
        return true;
    }

    private void react(ConsumerRecord<String, String> record, ProcessingFailed thrown) {
        switch (onError.reaction()) {
            case SKIP -> member.effects().skip(record);
            case DEAD_LETTER -> member.effects().deadLetter(record);
            case IGNORE -> {}
            default -> throw thrown;
        }
    }

    private int countFailure(ConsumerRecord<?, ?> record) {
        TopicPartition partition = partition(record);
        ConsumerRecord<?, ?> before = failed.put(partition, record);
        boolean again = before != null && before.offset() == record.offset();
        failures.merge(partition, 1, (count, one) -> again ? count + one : one);
        return failures.getOrDefault(partition, 1);
    }

    private void seekBack(ConsumerRecord<?, ?> first, Iterator<ConsumerRecord<String, String>> rest) {
        Map<TopicPartition, Long> next = new TreeMap<>(inOrder);
        next.put(partition(first), first.offset());
        rest.forEachRemaining(record -> next.putIfAbsent(partition(record), record.offset()));
        next.keySet().retainAll(consumer.assignment());
        next.forEach(consumer::seek);
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private Map<TopicPartition, OffsetAndMetadata> toCommit() {
        if (commit != Commit.DURABLE) {
            return book.uncommitted();
        }
        return book.uncommitted(offset -> member.effects().durableUpTo(offset.getKey(), offset.getValue()));
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            if (commit == Commit.POSITION) {
                consumer.commitSync();
            } else {
                consumer.commitSync(offsets);
            }
            book.committed(offsets);
            uncommitted = false;
        } catch (KafkaException failure) {
            uncommitted = true;
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        book.forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        book.forget(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
}
