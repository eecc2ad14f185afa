package com.example;

import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;

/** Bills orders. It knows Kafka, and nothing of how it is tested. */
public final class BillingLoop implements Runnable {
    private final Consumer<String, String> consumer;
    private final Collection<String> topics;
    private final java.util.function.Consumer<ConsumerRecord<String, String>> bill;

    public BillingLoop(
            Consumer<String, String> consumer,
            Collection<String> topics,
            java.util.function.Consumer<ConsumerRecord<String, String>> bill) {
        this.consumer = consumer;
        this.topics = topics;
        this.bill = bill;
    }

    @Override
    public void run() {
        try (consumer) {
            consumer.subscribe(topics);
            while (true) {
                consumer.poll(Duration.ofMillis(100)).forEach(bill);
                commit();
            }
        } catch (WakeupException e) {
            // asked to end
        }
    }

    private void commit() {
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RetriableException e) {
            // whoever has the partitions next bills these orders again
        }
    }
}
