package io.offsetlab.libraries;

import io.offsetlab.byo.Member;
import io.offsetlab.byo.OwnLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/**
 * A member whose loop is spring-kafka's listener container. Three things are handed to it, each by its own way in: the consumer
 * through its ConsumerFactory, a task executor whose threads are simulated, and a scheduler for the monitor of consumers that do not respond.
 *
 * @param listener makes the listener of one life of the member
 */
record SpringMember(AckMode mode, Listener listener) implements OwnLoop.Code {
    static final int ACK_COUNT = 7;

    /** Makes a MessageListener, or one that acknowledges. */
    interface Listener {
        Object of(Member member);
    }

    @Override
    public void run(Member member) throws InterruptedException {
        ContainerProperties settings = new ContainerProperties(member.topics().toArray(new String[0]));
        settings.setGroupId("billing");
        settings.setAckMode(mode);
        settings.setAckCount(ACK_COUNT);
        settings.setPollTimeout(member.pollTimeout().toMillis());
        settings.setMessageListener(listener.of(member));
        ExecutorService threads = member.executor();
        settings.setListenerTaskExecutor(new TaskExecutorAdapter(threads));
        // start() does not wait in real time for its task to have begun
        settings.setConsumerStartTimeout(Duration.ZERO);
        settings.setScheduler(new NoTimers());
        KafkaMessageListenerContainer<String, String> container =
                new KafkaMessageListenerContainer<>(new Consumers(member), settings);
        member.onStop(() -> container.stop(() -> {}));
        container.start();
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.DAYS);
    }

    private record Consumers(Member member) implements ConsumerFactory<String, String> {
        @Override
        public Consumer<String, String> createConsumer(
                @Nullable String groupId, @Nullable String clientIdPrefix, @Nullable String clientIdSuffix) {
            return createConsumer(groupId, clientIdPrefix, clientIdSuffix, null);
        }

        @Override
        public Consumer<String, String> createConsumer(
                @Nullable String groupId,
                @Nullable String clientIdPrefix,
                @Nullable String clientIdSuffix,
                @Nullable Properties overrides) {
            Map<String, Object> settings = new HashMap<>();
            if (overrides != null) {
                overrides.stringPropertyNames().forEach(key -> settings.put(key, overrides.getProperty(key)));
            }
            return member.consumer(settings, new StringDeserializer(), new StringDeserializer());
        }

        @Override
        public boolean isAutoCommit() {
            return false;
        }

        @Override
        public Map<String, Object> getConfigurationProperties() {
            return member.config();
        }
    }
}
