package io.offsetlab.libraries;

import io.offsetlab.byo.Member;
import io.offsetlab.byo.OwnLoop;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.internals.ConsumerFactory;

/**
 * A member that is a receiver of reactor-kafka. Two things are handed to it: the consumer through its ConsumerFactory, and all
 * schedulers of Reactor; the thread of the member runs their tasks.
 *
 * @param pipeline what is done with the records
 */
record ReactorMember(BiFunction<KafkaReceiver<String, String>, Member, Flux<?>> pipeline) implements OwnLoop.Code {

    @Override
    public void run(Member member) {
        Trampoline tasks = new Trampoline(member.clock(), member::sleep);
        SchedulersOfMembers.use(tasks);
        ReceiverOptions<String, String> options = ReceiverOptions.<String, String>create(
                        Map.<String, Object>of("group.id", "billing"))
                .withKeyDeserializer(new StringDeserializer())
                .withValueDeserializer(new StringDeserializer())
                .subscription(member.topics())
                .pollTimeout(member.pollTimeout())
                .commitInterval(Duration.ofSeconds(1))
                .commitBatchSize(20)
                // otherwise it sleeps in real time when partitions are revoked, until what is under way is acknowledged
                .maxDelayRebalance(Duration.ZERO)
                .schedulerSupplier(() -> tasks);
        Throwable[] failed = new Throwable[1];
        Disposable subscription = pipeline.apply(KafkaReceiver.create(new Consumers(member), options), member)
                .subscribe(record -> {}, thrown -> failed[0] = thrown);
        boolean disposed = false;
        while (failed[0] == null && tasks.runNext()) {
            if (member.isStopping() && !disposed) {
                disposed = true;
                subscription.dispose();
            }
        }
    }

    private static final class Consumers extends ConsumerFactory {
        private final Member member;

        Consumers(Member member) {
            this.member = member;
        }

        @Override
        public <K, V> Consumer<K, V> createConsumer(ReceiverOptions<K, V> options) {
            return member.consumer(Map.of(), options.keyDeserializer(), options.valueDeserializer());
        }
    }
}
