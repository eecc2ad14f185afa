package io.offsetlab.byo.loops;

import io.offsetlab.byo.Member;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Effect and offset go into one write of a store; reading starts where the store stands, and again where a write was refused. */
final class StoreLoop implements ConsumerRebalanceListener {
    private final Member member;
    private final Consumer<String, String> consumer;
    private final Set<TopicPartition> refused = new HashSet<>();

    private StoreLoop(Member member) {
        this.member = member;
        this.consumer = member.consumer(new StringDeserializer(), new StringDeserializer());
    }

    static void run(Member member) {
        new StoreLoop(member).run();
    }

    private void run() {
        try {
            consumer.subscribe(member.topics(), this);
            while (!member.isStopping()) {
                for (ConsumerRecord<String, String> record : consumer.poll(member.pollTimeout())) {
                    if (!member.externalStore().write(record)) {
                        refused.add(new TopicPartition(record.topic(), record.partition()));
                    }
                }
                if (!member.isStopping()) {
                    consumer.assignment().stream().filter(refused::contains).forEach(this::resume);
                }
            }
        } catch (WakeupException stopped) {
            // asked to end
        } finally {
            consumer.close();
        }
    }

    private void resume(TopicPartition partition) {
        consumer.seek(partition, member.externalStore().offset(partition));
        refused.remove(partition);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        partitions.forEach(this::resume);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
}
