package io.offsetlab.system;

import io.offsetlab.cluster.World;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.ScenarioSource;
import io.offsetlab.scenario.SeedLine;
import io.offsetlab.trace.RunHeader;

/** Generated worlds that are small enough for thousands of runs. Seeds are fixed: red or green depends on the code alone. */
final class SmallWorlds {
    static final ScenarioSource SOURCE = ScenarioSource.generated(Ranges.DEFAULT
            .with("members", "2..4")
            .with("partitions", "1..4")
            .with("records", "40..300")
            .with("faults", "2..6")
            .with("duration", "20s..60s"));

    private SmallWorlds() {}

    static World world(long seed) {
        return SOURCE.draw(seed).toWorld(seed);
    }

    /** Another policy for each seed, all of them in turn. */
    static Policy policy(long seed) {
        return Policies.all().get((int) (seed % Policies.all().size()));
    }

    /** What runs this again. */
    static String line(ScenarioSource source, Policy policy, long seed) {
        return "offsetlab replay " + new SeedLine(source.name(), policy.name(), seed, RunHeader.ENGINE_VERSION).text();
    }
}
