package io.offsetlab.counterexample;

import io.offsetlab.cluster.Application;
import io.offsetlab.cluster.GroupTerms;
import io.offsetlab.cluster.Programs;
import io.offsetlab.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;

/**
 * Settings of the consumer of which each is changed by itself, with the values that are tried: a fixed list. The reset policy is not
 * among them: one that leaves records out on purpose makes much pass and helps nobody.
 */
final class SettingVariants {
    private static final String ASSIGNOR = "org.apache.kafka.clients.consumer.";

    /** Keys in the order in which they are tried. */
    private static final List<Setting> ALL = List.of(
            new Setting("max.poll.records", List.of("100", "10", "1")),
            new Setting("max.poll.interval.ms", List.of("1800000")),
            new Setting("session.timeout.ms", List.of("10000", "300000")),
            new Setting("heartbeat.interval.ms", List.of("1000")),
            new Setting("request.timeout.ms", List.of("5000", "120000")),
            new Setting("default.api.timeout.ms", List.of("300000")),
            new Setting("auto.commit.interval.ms", List.of("1000", "100")),
            new Setting("enable.auto.commit", List.of("false", "true")),
            new Setting(
                    "partition.assignment.strategy",
                    List.of(ASSIGNOR + "RangeAssignor", ASSIGNOR + "CooperativeStickyAssignor")));

    /** What the classic protocol has of its own; the broker has the times of the consumer protocol. */
    private static final List<String> CLASSIC_ONLY =
            List.of("session.timeout.ms", "heartbeat.interval.ms", "partition.assignment.strategy");

    private static final List<Setting> CONSUMER_ONLY = List.of(
            new Setting("group.remote.assignor", List.of("uniform", "range")),
            new Setting("group.protocol", List.of("classic")));

    private SettingVariants() {}

    /** Those of the protocol that a run has. */
    static List<Setting> of(Map<String, String> clientConfig) {
        if (GroupTerms.protocol(clientConfig) == GroupProtocol.CLASSIC) {
            return ALL;
        }
        return Stream.concat(
                        ALL.stream().filter(setting -> !CLASSIC_ONLY.contains(setting.key)), CONSUMER_ONLY.stream())
                .toList();
    }

    /** A key of Kafka's and the values that are tried for it. */
    record Setting(String key, List<String> values) {

        /** What it is in a run. */
        String now(Map<String, String> clientConfig) {
            String set = clientConfig.get(key);
            if (set != null) {
                return set;
            }
            Object usual = ConsumerConfig.configDef().defaultValues().get(key);
            return usual == null || usual instanceof List ? "Kafka's default" : usual.toString();
        }
    }

    /** The same with one more setting, which wins over the scenario's. */
    static Application with(Application application, String key, String value) {
        Policy changed = application.policy().withConfig(key, value);
        return new Changed(changed, application);
    }

    /** Somebody's own code under other settings. */
    private record Changed(Policy policy, Application application) implements Application {
        @Override
        public Programs begin() {
            return application.begin();
        }
    }
}
