package io.offsetlab.byo.loops;

import io.offsetlab.byo.Member;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer without a group: it takes all partitions by hand, and commits where it stands for its next life. */
final class StandaloneLoop {
    private StandaloneLoop() {}

    static void run(Member member) {
        Consumer<String, String> consumer = member.consumer(new StringDeserializer(), new StringDeserializer());
        try {
            consumer.assign(partitions(consumer, member.topics()));
            while (!member.isStopping()) {
                ConsumerRecords<String, String> records = consumer.poll(member.pollTimeout());
                for (ConsumerRecord<String, String> record : records) {
                    member.effects().apply(record);
                }
                commit(consumer);
            }
        } catch (WakeupException stopped) {
            // asked to end
        } finally {
            consumer.close();
        }
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer, List<String> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
        }
        return partitions;
    }

    private static void commit(Consumer<?, ?> consumer) {
        try {
            consumer.commitSync();
        } catch (WakeupException stopped) {
            throw stopped;
        } catch (KafkaException failed) {
            // the next poll's commit carries as much
        }
    }
}
