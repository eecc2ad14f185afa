package io.offsetlab.byo.loops;

import io.offsetlab.byo.Member;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** commitAsync() after the records of a poll and, if wanted, commitSync() where it counts: on revoke and before close. */
final class AsyncLoop implements ConsumerRebalanceListener {
    private final Member member;
    private final boolean syncAtTheEnd;
    private final Consumer<String, String> consumer;
    private long sent;
    private boolean uncommitted;

    AsyncLoop(Member member, boolean syncAtTheEnd) {
        this.member = member;
        this.syncAtTheEnd = syncAtTheEnd;
        this.consumer = member.consumer(new StringDeserializer(), new StringDeserializer());
    }

    void run() {
        try {
            consumer.subscribe(member.topics(), this);
            while (!member.isStopping()) {
                ConsumerRecords<String, String> records = consumer.poll(member.pollTimeout());
                for (ConsumerRecord<String, String> record : records) {
                    member.effects().apply(record);
                }
                if (!records.isEmpty() || (uncommitted && !member.isStopping())) {
                    commit();
                }
            }
            commitSync();
        } catch (WakeupException stopped) {
            commitSync();
        } catch (FencedInstanceIdException replaced) {
            // somebody else has taken this one's place
        } finally {
            consumer.close();
        }
    }

    private void commit() {
        uncommitted = false;
        long number = ++sent;
        consumer.commitAsync((offsets, failure) -> uncommitted |= failure != null && number == sent);
    }

    private void commitSync() {
        if (syncAtTheEnd) {
            try {
                consumer.commitSync();
                uncommitted = false;
            } catch (KafkaException failed) {
                uncommitted = true;
            }
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commitSync();
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        // somebody else owns them already
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
}
