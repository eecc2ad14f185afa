package io.offsetlab.experiment;

import java.util.List;

/**
 * A plan as results remember it: enough to tell whether two results belong together.
 *
 * @param engineVersion the engine that ran it
 * @param kafkaVersion the release of Apache Kafka that was modelled
 * @param scenario the scenario's name
 * @param inputs a hash of what the scenario and the policies hold
 * @param policies in the order of the report
 * @param seedFrom the first seed of the whole
 * @param seedTo the last seed of the whole, inclusive
 * @param shard which part, from 1
 * @param shards of how many parts
 */
public record SweepPlan(
        int engineVersion,
        String kafkaVersion,
        String scenario,
        long inputs,
        List<PolicyLine> policies,
        long seedFrom,
        long seedTo,
        int shard,
        int shards) {

    public SweepPlan {
        policies = List.copyOf(policies);
    }

    /** How many seeds this part has. */
    public int seedCount() {
        long whole = seedTo - seedFrom + 1;
        return (int) ((whole - shard + shards) / shards);
    }

    /** The i-th seed of this part. */
    public long seed(int i) {
        return seedFrom + shard - 1 + (long) i * shards;
    }

    /** The plan of which this is a part. */
    public SweepPlan whole() {
        return new SweepPlan(engineVersion, kafkaVersion, scenario, inputs, policies, seedFrom, seedTo, 1, 1);
    }
}
