package io.offsetlab.byo.loops;

import io.offsetlab.byo.Member;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The consumer commits by itself; also the loop that never commits, where that is switched off. */
final class AutoCommitLoop {
    private AutoCommitLoop() {}

    static void run(Member member) {
        try (Consumer<String, String> consumer = member.consumer(new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(member.topics());
            while (!member.isStopping()) {
                for (ConsumerRecord<String, String> record : consumer.poll(member.pollTimeout())) {
                    member.effects().apply(record);
                }
            }
        } catch (WakeupException stopped) {
            // asked to end
        }
    }
}
