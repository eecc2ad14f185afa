package io.offsetlab.byo.loops;

import io.offsetlab.byo.Member;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** commitSync() after the records of a poll; what could not be committed is committed after the next poll. */
final class SyncLoop {
    private final Member member;
    private final Runnable beforeCommit;
    private final Consumer<String, String> consumer;
    private boolean uncommitted;

    private SyncLoop(Member member, Runnable beforeCommit) {
        this.beforeCommit = beforeCommit;
        this.member = member;
        this.consumer = member.consumer(new StringDeserializer(), new StringDeserializer());
    }

    static void run(Member member) {
        new SyncLoop(member, () -> {}).run();
    }

    /** With a flush ahead of each commit. */
    static void runFlushing(Member member) {
        new SyncLoop(member, member.effects()::flush).run();
    }

    private void run() {
        try {
            consumer.subscribe(member.topics());
            while (!member.isStopping()) {
                ConsumerRecords<String, String> records = consumer.poll(member.pollTimeout());
                for (ConsumerRecord<String, String> record : records) {
                    member.effects().apply(record);
                }
                if (!records.isEmpty() || (uncommitted && !member.isStopping())) {
                    commit();
                }
            }
        } catch (WakeupException stopped) {
            // asked to end
        } finally {
            consumer.close();
        }
    }

    private void commit() {
        beforeCommit.run();
        try {
            consumer.commitSync();
            uncommitted = false;
        } catch (KafkaException failed) {
            uncommitted = true;
        }
    }
}
