package io.offsetlab.byo.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A recorded sequence of requests to the coordinator of one group, with its answers.
 *
 * @param topics how many partitions each topic has
 * @param settings of the broker by Kafka's keys
 * @param sessionTimeoutMs of every member
 * @param rebalanceTimeoutMs of every member
 */
record CoordinatorCase(
        String name,
        Map<String, Integer> topics,
        Map<String, String> settings,
        long sessionTimeoutMs,
        long rebalanceTimeoutMs,
        List<CoordinatorStep> steps)
        implements RecordedCase {
    private static final List<String> PROTOCOLS = List.of("classic", "consumer");
    private static final int MOST_STEPS = 10_000;
    private static final int MOST_PARTITIONS = 1_000;

    static RecordedCase read(JsonFields line) {
        String protocol = line.has("protocol") ? line.oneOf("protocol", PROTOCOLS) : "classic";
        String name = "coordinator-" + protocol + "-" + line.number("seed", 0);
        Map<String, Integer> topics = new TreeMap<>();
        JsonFields sizes = line.inner("topics");
        for (String topic : sizes.names()) {
            topics.put(topic, sizes.count(topic, MOST_PARTITIONS));
        }
        if (protocol.equals("consumer")) {
            return ConsumerCoordinatorCase.read(name, line, topics);
        }
        List<CoordinatorStep> steps = new ArrayList<>();
        for (JsonFields step : line.objects("steps", MOST_STEPS)) {
            steps.add(CoordinatorStep.read(step, topics));
        }
        return new CoordinatorCase(
                name,
                topics,
                line.inner("config").texts(),
                line.number("sessionTimeoutMs"),
                line.number("rebalanceTimeoutMs"),
                steps);
    }

    @Override
    public String kind() {
        return "classic coordinator sequences";
    }

    @Override
    public Verdict run() {
        return new CoordinatorReplay(this).run();
    }
}
