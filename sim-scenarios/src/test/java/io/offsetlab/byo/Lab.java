package io.offsetlab.byo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What tests of the simulated consumer need again and again. */
final class Lab {
    static final TopicPartition A0 = new TopicPartition("a", 0);
    static final TopicPartition A1 = new TopicPartition("a", 1);
    static final Duration SECOND = Duration.ofSeconds(1);

    private Lab() {}

    /** A cluster whose first rebalance does not wait, with the topic a of two partitions. */
    static SimulatedKafka kafka() {
        SimulatedKafka kafka = SimulatedKafka.builder()
                .broker("group.initial.rebalance.delay.ms", "0")
                .build();
        kafka.createTopic("a", 2);
        return kafka;
    }

    /** Settings of a member of the group g, without auto-commit, with these in addition. */
    static Map<String, Object> settings(Object... more) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("group.id", "g");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("key.deserializer", StringDeserializer.class);
        settings.put("value.deserializer", StringDeserializer.class);
        for (int i = 0; i < more.length; i += 2) {
            settings.put((String) more[i], more[i + 1]);
        }
        settings.values().removeIf(""::equals);
        return settings;
    }

    static Consumer<String, String> consumer(SimulatedKafka kafka, Object... more) {
        return kafka.consumer(settings(more));
    }

    /** A member that has joined and is alone, on the topic a. */
    static Consumer<String, String> joined(SimulatedKafka kafka, Object... more) {
        Consumer<String, String> consumer = consumer(kafka, more);
        consumer.subscribe(List.of("a"));
        for (int i = 0; i < 10 && consumer.assignment().isEmpty(); i++) {
            consumer.poll(Duration.ofMillis(20));
        }
        return consumer;
    }

    /** A consumer that was given a-0 by hand. */
    static Consumer<String, String> assigned(SimulatedKafka kafka, Object... more) {
        Consumer<String, String> consumer = consumer(kafka, more);
        consumer.assign(List.of(A0));
        return consumer;
    }

    /** Appends records 0, 1, 2, ... with the partition's name in their values. */
    static void produce(SimulatedKafka kafka, TopicPartition to, int records) {
        for (int i = 0; i < records; i++) {
            kafka.produce(to.topic(), to.partition(), "k" + i, to + "@" + i);
        }
    }

    static List<String> values(ConsumerRecords<String, String> records) {
        List<String> values = new ArrayList<>();
        for (ConsumerRecord<String, String> record : records) {
            values.add(record.value());
        }
        return values;
    }

    static Map<TopicPartition, OffsetAndMetadata> offset(TopicPartition partition, long offset) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        offsets.put(partition, new OffsetAndMetadata(offset));
        return offsets;
    }

    /** What the group g has committed. */
    static Map<TopicPartition, Long> committed(SimulatedKafka kafka) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        kafka.committed("g").forEach((partition, committed) -> offsets.put(partition, committed.offset()));
        return offsets;
    }

    /** Notes its calls, and runs something in each. */
    static final class Listening implements ConsumerRebalanceListener {
        final List<String> calls = new ArrayList<>();
        Runnable onAssigned = () -> {};
        Runnable onRevoked = () -> {};

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            calls.add("assigned " + partitions);
            onAssigned.run();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            calls.add("revoked " + partitions);
            onRevoked.run();
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            calls.add("lost " + partitions);
        }
    }
}
