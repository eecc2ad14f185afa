package io.offsetlab.byo;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.invariant.Violation;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.ScenarioSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Code of somebody's own that consumes, transforms and produces, as the members of a group: S9.5, S9.6. */
final class ProducingLoopTest {
    private static final ScenarioSource WORLDS =
            ScenarioSource.named("generated:records=100..400,partitions=2..4,members=2..3");
    private static final int SEEDS = 25;

    /** How the loop differs from what Kafka's documentation says. */
    private enum Slip {
        NONE,
        GROUP_ALONE,
        NO_SEEK
    }

    private static OwnLoop loop(Slip slip) {
        return OwnLoop.named("producing")
                .config("enable.auto.commit", "false")
                .promises(InvariantName.LOSS, InvariantName.DUP, InvariantName.ATOMIC, InvariantName.STUCK)
                .runs(member -> run(member, slip));
    }

    @SuppressWarnings("removal") // its constructors are the only way until Kafka 5
    private static void run(Member member, Slip slip) {
        Consumer<String, String> consumer = member.consumer(new StringDeserializer(), new StringDeserializer());
        Producer<String, String> producer = ready(member);
        consumer.subscribe(member.topics());
        while (!member.isStopping()) {
            ConsumerRecords<String, String> records = consumer.poll(member.pollTimeout());
            if (records.isEmpty()) {
                continue;
            }
            try {
                producer.beginTransaction();
                for (ConsumerRecord<String, String> record : records) {
                    member.effects().apply(record);
                    producer.send(new ProducerRecord<>("enriched", record.partition(), record.key(), record.value()));
                }
                ConsumerGroupMetadata metadata = slip == Slip.GROUP_ALONE
                        ? new ConsumerGroupMetadata(consumer.groupMetadata().groupId())
                        : consumer.groupMetadata();
                producer.sendOffsetsToTransaction(records.nextOffsets(), metadata);
                commit(producer);
            } catch (KafkaException failed) {
                producer = afterFailure(member, producer);
                if (slip != Slip.NO_SEEK) {
                    goBack(consumer);
                }
            }
        }
        producer.close();
        consumer.close();
    }

    private static Producer<String, String> ready(Member member) {
        Producer<String, String> producer = member.producer(new StringSerializer(), new StringSerializer());
        while (true) {
            try {
                producer.initTransactions();
                return producer;
            } catch (TimeoutException again) {
                // as Kafka says: to be called again
            }
        }
    }

    private static void commit(Producer<String, String> producer) {
        while (true) {
            try {
                producer.commitTransaction();
                return;
            } catch (TimeoutException again) {
                // as Kafka says: to be called again
            }
        }
    }

    /** Aborts, or takes another producer if this one is fenced. */
    private static Producer<String, String> afterFailure(Member member, Producer<String, String> producer) {
        while (true) {
            try {
                producer.abortTransaction();
                return producer;
            } catch (TimeoutException again) {
                // as Kafka says: to be called again
            } catch (KafkaException fatal) {
                producer.close();
                return ready(member);
            }
        }
    }

    private static void goBack(Consumer<String, String> consumer) {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        while (true) {
            try {
                committed.putAll(consumer.committed(consumer.assignment()));
                break;
            } catch (TimeoutException again) {
                // somebody's transaction is still open
            }
        }
        for (TopicPartition partition : consumer.assignment()) {
            OffsetAndMetadata offset = committed.get(partition);
            if (offset == null) {
                consumer.seekToBeginning(Set.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        }
    }

    private static Set<InvariantName> broken(Slip slip) {
        Set<InvariantName> broken = EnumSet.noneOf(InvariantName.class);
        for (long seed = 1; seed <= SEEDS; seed++) {
            Violation first = JudgedRun.of(WORLDS.draw(seed), loop(slip), seed).broken();
            if (first != null) {
                broken.add(first.invariant());
            }
        }
        return broken;
    }

    @Test
    void effectsHappenOnceWhateverGoesWrong() {
        assertThat(broken(Slip.NONE)).isEmpty();
    }

    @Test
    void theGroupAloneFencesNoZombie() {
        assertThat(broken(Slip.GROUP_ALONE)).contains(InvariantName.DUP);
    }

    @Test
    void withoutASeekWhatWasAbortedIsSkipped() {
        assertThat(broken(Slip.NO_SEEK)).contains(InvariantName.LOSS);
    }
}
