package io.offsetlab.readme;

import io.offsetlab.testkit.Simulated;
import io.offsetlab.testkit.SimulatedGroup;
import java.time.Duration;
import java.util.ArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;

class BillingTest {
    @Simulated(seeds = 200, members = "1..3", records = "50..500", faults = "0..3")
    void losesNothing(SimulatedGroup group) {
        group.members(member -> {
            var buffer = new ArrayList<ConsumerRecord<String, String>>();
            var consumer = member.consumer(new StringDeserializer(), new StringDeserializer());
            consumer.subscribe(member.topics());
            while (true) {
                consumer.poll(Duration.ofMillis(100)).forEach(buffer::add);
                if (buffer.size() >= 10) {
                    buffer.forEach(member.effects()::apply);
                    buffer.clear();
                }
            }
        });
    }
}
