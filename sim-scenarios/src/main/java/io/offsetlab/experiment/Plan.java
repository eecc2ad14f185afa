package io.offsetlab.experiment;

import io.offsetlab.cluster.Application;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.ScenarioSource;
import java.util.List;
import java.util.TreeSet;

/**
 * What an experiment does: each policy in the world of each seed.
 *
 * @param source where worlds come from
 * @param policies in the order of the report; the first is what the others are compared with
 * @param seedFrom the first seed
 * @param seedTo the last seed, inclusive
 * @param shard which part of the seeds, from 1
 * @param shards into how many parts the seeds are dealt, one after another
 * @param jobs how many threads
 */
public record Plan(
        ScenarioSource source, List<Policy> policies, long seedFrom, long seedTo, int shard, int shards, int jobs) {
    private static final long MOST_SEEDS = 1_000_000;
    private static final int MOST_JOBS = 1024;

    /** @throws BadInput if nothing would run, two policies have one name, or a number lies outside its limits */
    public Plan {
        policies = List.copyOf(policies);
        require(!policies.isEmpty(), "an experiment needs at least one policy, found none");
        require(
                seedFrom >= 0 && seedFrom <= seedTo,
                "seeds " + seedFrom + ".." + seedTo
                        + ": allowed is a range from a number of at least 0 up to one that is not smaller");
        require(
                seedTo - seedFrom < MOST_SEEDS,
                "seeds " + seedFrom + ".." + seedTo + ": found " + (seedTo - seedFrom + 1)
                        + " seeds, allowed are at most " + MOST_SEEDS);
        require(
                shards >= 1 && shard >= 1 && shard <= shards,
                "shard " + shard + "/" + shards + ": allowed is i/n with i from 1 to n");
        require(
                shards <= seedTo - seedFrom + 1,
                "shard " + shard + "/" + shards + ": found only " + (seedTo - seedFrom + 1)
                        + " seeds, each shard needs one");
        require(jobs >= 1 && jobs <= MOST_JOBS, "jobs: found " + jobs + ", allowed is 1 to " + MOST_JOBS);
        TreeSet<String> names = new TreeSet<>();
        for (Policy policy : policies) {
            require(names.add(policy.name()), "policy " + policy.name() + ": found twice, names must differ");
        }
    }

    /** All seeds of the range, on one thread. */
    public static Plan of(ScenarioSource source, List<Policy> policies, long seedFrom, long seedTo) {
        return new Plan(source, policies, seedFrom, seedTo, 1, 1, 1);
    }

    /** All seeds of the range, on one thread, for {@link Experiment#run(Plan, List, ProgressListener)}. */
    public static Plan forApplications(
            ScenarioSource source, List<? extends Application> applications, long seedFrom, long seedTo) {
        return of(source, applications.stream().map(Application::policy).toList(), seedFrom, seedTo);
    }

    /** This plan on so many threads. */
    public Plan withJobs(int threads) {
        return new Plan(source, policies, seedFrom, seedTo, shard, shards, threads);
    }

    /** This plan cut down to one part of its seeds. */
    public Plan withShard(int part, int parts) {
        return new Plan(source, policies, seedFrom, seedTo, part, parts, jobs);
    }

    /** How many seeds this part has. */
    public long seedCount() {
        return (seedTo - seedFrom + 1 - shard + shards) / shards;
    }

    /** How many runs that makes, without those that are done twice. */
    public long runCount() {
        return seedCount() * policies.size();
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new BadInput(sentence);
        }
    }
}
