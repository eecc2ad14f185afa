package io.offsetlab.system;

import io.offsetlab.cluster.RunResult;
import io.offsetlab.cluster.World;
import io.offsetlab.invariant.Judge;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.ScenarioSource;
import io.offsetlab.scenario.SeedLine;
import io.offsetlab.trace.RunHeader;
import java.util.stream.IntStream;

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

    /** Whether the run came to rest, or did not because a partition has no owner: nobody will ever read it to its end. */
    static boolean isComplete(RunResult result, Judge judge, World world) {
        return result.complete()
                || IntStream.range(0, world.partitions().size())
                        .anyMatch(partition -> judge.ledger().owner(partition) < 0);
    }

    /** What runs this again. */
    static String line(ScenarioSource source, Policy policy, long seed) {
        return "offsetlab replay " + new SeedLine(source.name(), policy.name(), seed, RunHeader.ENGINE_VERSION).text();
    }
}
