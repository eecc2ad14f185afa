package io.offsetlab.byo.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A recorded sequence of requests to the coordinator of one group of the consumer protocol, with its answers.
 *
 * @param topics how many partitions each topic has
 * @param settings of the broker by Kafka's keys
 * @param rebalanceTimeoutMs of every member
 */
record ConsumerCoordinatorCase(
        String name,
        Map<String, Integer> topics,
        Map<String, String> settings,
        long rebalanceTimeoutMs,
        List<ConsumerStep> steps)
        implements RecordedCase {
    private static final int MOST_STEPS = 10_000;

    static RecordedCase read(String name, JsonFields line, Map<String, Integer> topics) {
        List<ConsumerStep> steps = new ArrayList<>();
        for (JsonFields step : line.objects("steps", MOST_STEPS)) {
            steps.add(ConsumerStep.read(step, topics));
        }
        return new ConsumerCoordinatorCase(
                name, topics, line.inner("config").texts(), line.number("rebalanceTimeoutMs"), steps);
    }

    @Override
    public String kind() {
        return "consumer coordinator sequences";
    }

    @Override
    public Verdict run() {
        return new ConsumerReplay(this).run();
    }
}
