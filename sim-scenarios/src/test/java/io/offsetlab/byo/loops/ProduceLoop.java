package io.offsetlab.byo.loops;

import io.offsetlab.byo.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Consume, transform, produce, as Kafka's documentation says; after an abort it seeks back to what is committed. */
final class ProduceLoop {
    private static final Duration BACKOFF = Duration.ofMillis(100);

    private final Member member;
    private final Consumer<String, String> consumer;
    private final Comparator<TopicPartition> inOrder;
    private Producer<String, String> producer;
    private boolean goesBack;

    ProduceLoop(Member member) {
        this.member = member;
        inOrder = Comparator.<TopicPartition>comparingInt(
                        partition -> member.topics().indexOf(partition.topic()))
                .thenComparingInt(TopicPartition::partition);
        consumer = member.consumer(new StringDeserializer(), new StringDeserializer());
        producer = member.producer(new StringSerializer(), new StringSerializer());
    }

    void run() {
        try {
            consumer.subscribe(member.topics());
            initialize();
            readAndProduce();
        } finally {
            producer.close();
            consumer.close();
        }
    }

    private void readAndProduce() {
        while (!member.isStopping()) {
            ConsumerRecords<String, String> records;
            try {
                records = consumer.poll(member.pollTimeout());
            } catch (WakeupException | FencedInstanceIdException over) {
                break;
            }
            if (!records.isEmpty()) {
                handle(records);
                goBack();
            }
        }
    }

    private void initialize() {
        while (true) {
            try {
                producer.initTransactions();
                return;
            } catch (ProducerFencedException fenced) {
                another();
            } catch (KafkaException again) {
                // the same call takes up what is still under way
            }
        }
    }

    /** Another one of the same transactional.id, which aborts what the fenced one has open. */
    private void another() {
        producer.close();
        producer = member.producer(new StringSerializer(), new StringSerializer());
        goesBack = true;
    }

    private void handle(ConsumerRecords<String, String> records) {
        producer.beginTransaction();
        try {
            for (ConsumerRecord<String, String> record : records) {
                // what is applied in a transaction is sent as an output of it
                member.effects().apply(record);
            }
            producer.sendOffsetsToTransaction(records.nextOffsets(), consumer.groupMetadata());
            commit();
        } catch (ProducerFencedException fenced) {
            another();
            initialize();
        } catch (KafkaException failed) {
            abort();
        }
    }

    private void commit() {
        while (true) {
            try {
                producer.commitTransaction();
                return;
            } catch (TimeoutException again) {
                // as Kafka says: to be called again
            }
        }
    }

    private void abort() {
        while (true) {
            try {
                producer.abortTransaction();
                goesBack = true;
                return;
            } catch (ProducerFencedException fenced) {
                another();
                initialize();
                return;
            } catch (KafkaException again) {
                // the same call takes up what is still under way
            }
        }
    }

    /** Seeks to what is committed, or to the beginning where nothing is. */
    private void goBack() {
        while (goesBack && !consumer.assignment().isEmpty()) {
            try {
                Set<TopicPartition> assigned = consumer.assignment();
                seek(assigned, consumer.committed(assigned));
                goesBack = false;
            } catch (KafkaException unanswered) {
                member.sleep(BACKOFF);
            }
        }
        goesBack = false;
    }

    private void seek(Set<TopicPartition> assigned, Map<TopicPartition, OffsetAndMetadata> committed) {
        List<TopicPartition> partitions = new ArrayList<>(assigned);
        partitions.sort(inOrder);
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = committed.get(partition);
            if (offset == null) {
                consumer.seekToBeginning(Set.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        }
    }
}
