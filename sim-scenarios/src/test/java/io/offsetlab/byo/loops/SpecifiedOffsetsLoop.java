package io.offsetlab.byo.loops;

import io.offsetlab.byo.Member;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** commitSync(offsets) after each so many records and, if wanted, when partitions are revoked and before close. */
final class SpecifiedOffsetsLoop implements ConsumerRebalanceListener {
    private final Member member;
    private final int every;
    private final boolean atHandOver;
    private final Consumer<String, String> consumer;
    private final OffsetBook book = new OffsetBook();
    private int sinceCommit;
    private boolean uncommitted;

    SpecifiedOffsetsLoop(Member member, int every, boolean atHandOver) {
        this.member = member;
        this.every = every;
        this.atHandOver = atHandOver;
        this.consumer = member.consumer(new StringDeserializer(), new StringDeserializer());
    }

    void run() {
        try {
            consumer.subscribe(member.topics(), this);
            while (!member.isStopping()) {
                work(consumer.poll(member.pollTimeout()));
            }
            commitAtHandOver();
        } catch (WakeupException stopped) {
            commitAtHandOver();
        } catch (FencedInstanceIdException replaced) {
            // somebody else has taken this one's place
        } finally {
            consumer.close();
        }
    }

    private void work(ConsumerRecords<String, String> records) {
        for (ConsumerRecord<String, String> record : records) {
            member.effects().apply(record);
            book.processed(record);
            if (++sinceCommit == every) {
                sinceCommit = 0;
                commit(book.uncommitted());
            }
        }
        if (records.isEmpty() && uncommitted && !member.isStopping()) {
            sinceCommit = 0;
            commit(book.uncommitted());
        }
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            consumer.commitSync(offsets);
            book.committed(offsets);
            uncommitted = false;
        } catch (KafkaException failed) {
            uncommitted = true;
        }
    }

    private void commitAtHandOver() {
        if (atHandOver) {
            commit(book.all());
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commitAtHandOver();
        book.forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        book.forget(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
}
