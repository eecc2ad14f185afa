package io.offsetlab.byo.loops;

import io.offsetlab.byo.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** commitSync() before the records of a poll are processed, which loses rather than repeats; without a commit they are read again. */
final class CommitFirstLoop {
    private static final Duration BACKOFF = Duration.ofMillis(100);

    private final Member member;
    private final Consumer<String, String> consumer;

    private CommitFirstLoop(Member member) {
        this.member = member;
        this.consumer = member.consumer(new StringDeserializer(), new StringDeserializer());
    }

    static void run(Member member) {
        new CommitFirstLoop(member).run();
    }

    private void run() {
        try {
            consumer.subscribe(member.topics());
            while (!member.isStopping()) {
                ConsumerRecords<String, String> records = consumer.poll(member.pollTimeout());
                if (records.isEmpty()) {
                    continue;
                }
                if (commit()) {
                    for (ConsumerRecord<String, String> record : records) {
                        member.effects().apply(record);
                    }
                } else {
                    seekBack(records);
                    member.sleep(BACKOFF);
                }
            }
        } catch (WakeupException stopped) {
            // asked to end
        } finally {
            consumer.close();
        }
    }

    private boolean commit() {
        try {
            consumer.commitSync();
            return true;
        } catch (KafkaException failed) {
            return false;
        }
    }

    private void seekBack(ConsumerRecords<String, String> records) {
        List<TopicPartition> partitions = new ArrayList<>(records.partitions());
        Collections.reverse(partitions);
        for (TopicPartition partition : partitions) {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, records.records(partition).get(0).offset());
            }
        }
    }
}
