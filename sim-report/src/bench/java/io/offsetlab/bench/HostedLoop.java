package io.offsetlab.bench;

import io.offsetlab.byo.Member;
import io.offsetlab.byo.OwnLoop;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The policy sync-after-batch written out over Consumer. */
final class HostedLoop {
    private HostedLoop() {}

    /** Its description, but for the code. */
    static OwnLoop.Builder builder() {
        return OwnLoop.named("sync-after-batch").config("enable.auto.commit", "false");
    }

    /** The code of a member. */
    static void consume(Member member) {
        boolean uncommitted = false;
        try (Consumer<String, String> consumer = member.consumer(new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(member.topics());
            while (!member.isStopping()) {
                ConsumerRecords<String, String> records = consumer.poll(member.pollTimeout());
                records.forEach(member.effects()::apply);
                if (!records.isEmpty() || uncommitted) {
                    try {
                        consumer.commitSync();
                        uncommitted = false;
                    } catch (KafkaException failed) {
                        uncommitted = true;
                    }
                }
            }
        } catch (WakeupException stopped) {
            // asked to end
        }
    }
}
