package io.offsetlab.experiment;

import io.offsetlab.cluster.Application;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Mix;
import io.offsetlab.engine.Pins;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs a {@link Plan}. What comes out does not depend on the number of threads. */
public final class Experiment {
    /** One run of so many is done twice, and both must have one digest. */
    static final int TWICE_ONE_OF = 20;

    private final Plan plan;
    private final SweepPlan lines;
    private final Runner runner;

    private Experiment(Plan plan, Runner runner) {
        this.plan = plan;
        this.runner = runner;
        lines = new SweepPlan(
                RunHeader.ENGINE_VERSION,
                RunHeader.KAFKA_VERSION,
                plan.source().name(),
                Inputs.hash(plan),
                plan.policies().stream().map(PolicyLine::of).toList(),
                plan.seedFrom(),
                plan.seedTo(),
                plan.shard(),
                plan.shards());
    }

    /**
     * Runs every policy in the world of every seed; one run in {@value #TWICE_ONE_OF} is done twice.
     *
     * @throws RunFailed if a run ends with an exception
     * @throws Nondeterminism if a run that is done twice comes out differently
     */
    public static SweepResult run(Plan plan, ProgressListener listener) {
        List<Application> loops = plan.policies().stream().map(Application::of).toList();
        return run(plan, listener, new ClusterRunner(Skipping.ON, loops));
    }

    /**
     * Runs applications, such as loops of one's own, in the world of every seed.
     *
     * @param plan whose policies are those of the applications, in their order
     * @throws IllegalArgumentException if they are others
     * @throws io.offsetlab.scenario.BadInput if an application does what cannot be simulated
     */
    public static SweepResult run(Plan plan, List<? extends Application> applications, ProgressListener listener) {
        List<Policy> policies = applications.stream().map(Application::policy).toList();
        if (!policies.equals(plan.policies())) {
            throw new IllegalArgumentException(
                    "the plan is of " + names(plan.policies()) + ", not of " + names(policies));
        }
        return run(plan, listener, new ClusterRunner(Skipping.ON, List.copyOf(applications)));
    }

    private static List<String> names(List<Policy> policies) {
        return policies.stream().map(Policy::name).toList();
    }

    static SweepResult run(Plan plan, ProgressListener listener, Runner runner) {
        return new Experiment(plan, runner).run(listener);
    }

    private SweepResult run(ProgressListener listener) {
        ExecutorService pool = Executors.newFixedThreadPool(plan.jobs(), Experiment::daemon);
        try {
            List<Future<SeedResult>> futures = new ArrayList<>();
            for (int i = 0; i < lines.seedCount(); i++) {
                long seed = lines.seed(i);
                futures.add(pool.submit(() -> runSeed(seed)));
            }
            return collect(futures, listener);
        } finally {
            pool.shutdownNow();
        }
    }

    /** An abandoned run must not keep the process alive. */
    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "experiment");
        thread.setDaemon(true);
        return thread;
    }

    private SweepResult collect(List<Future<SeedResult>> futures, ProgressListener listener) {
        List<WorldLine> worlds = new ArrayList<>();
        List<RunRow> rows = new ArrayList<>();
        long total = (long) futures.size() * plan.policies().size();
        for (Future<SeedResult> future : futures) {
            SeedResult result = take(future);
            worlds.add(result.world());
            rows.addAll(result.rows());
            listener.progress(rows.size(), total);
        }
        return new SweepResult(lines, worlds, rows);
    }

    private static SeedResult take(Future<SeedResult> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the experiment was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("the experiment failed", e.getCause());
        }
    }

    /** What came out of one world. */
    private record SeedResult(WorldLine world, List<RunRow> rows) {}

    private SeedResult runSeed(long seed) {
        World world = plan.source().draw(seed).toWorld(seed);
        List<RunRow> rows = new ArrayList<>();
        for (int place = 0; place < plan.policies().size(); place++) {
            Policy policy = plan.policies().get(place);
            RunRow row = guarded(world, policy, place);
            if (isDoneTwice(seed, policy)) {
                RunRow again = guarded(world, policy, place);
                if (again.digest() != row.digest()) {
                    throw new Nondeterminism(policy.name(), seed, row.digest(), again.digest());
                }
            }
            rows.add(row);
        }
        return new SeedResult(WorldLine.of(world), rows);
    }

    private RunRow guarded(World world, Policy policy, int place) {
        try {
            return runner.run(world, policy, place);
        } catch (BadInput byApplication) {
            throw byApplication;
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw new RunFailed(policy.name(), world.seed(), e);
        }
    }

    static boolean isDoneTwice(long seed, Policy policy) {
        return new Chance(seed, Pins.NONE).stream("experiment.twice").below(TWICE_ONE_OF, Mix.text(policy.name())) == 0;
    }
}
