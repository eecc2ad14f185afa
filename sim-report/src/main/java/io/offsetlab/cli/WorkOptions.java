package io.offsetlab.cli;

import io.offsetlab.experiment.Plan;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.ScenarioSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how work is dealt out. */
final class WorkOptions {
    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Threads (default: one for each processor). Results do not depend on it.")
    private @Nullable String jobs;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Runs every N-th seed from the I-th on; offsetlab merge joins the parts.")
    private @Nullable String shard;

    int jobs() {
        if (jobs == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (!jobs.matches("[0-9]{1,4}") || Integer.parseInt(jobs) < 1) {
            throw new BadInput("--jobs: found \"" + jobs + "\", allowed is a number from 1 to 1024");
        }
        return Integer.parseInt(jobs);
    }

    Shard shard() {
        return shard == null ? Shard.WHOLE : Shard.parse(shard);
    }

    /** @throws BadInput if nothing would run */
    Plan plan(ScenarioSource source, List<Policy> policies, SeedRange seeds) {
        Shard part = shard();
        if (part.part() > seeds.size()) {
            throw new BadInput("--shard: found " + part.part() + "/" + part.parts() + " of " + seeds.size()
                    + " seeds, allowed is a part that has at least one seed");
        }
        return Plan.of(source, policies, seeds.from(), seeds.to())
                .withShard(part.part(), part.parts())
                .withJobs(jobs());
    }
}
