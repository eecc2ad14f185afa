package io.offsetlab.byo;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.byo.loops.Loops;
import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.policy.Policies;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.ScenarioSource;
import org.junit.jupiter.api.Test;

/** Risk: each run leaves a thread or its memory behind. {@code -Dmany.runs=100000} runs more of them. */
final class ManyRunsTest {
    private static final int RUNS = Integer.getInteger("many.runs", 400);
    private static final int WARM = Math.max(100, RUNS / 10);
    private static final int MOST_MORE_THREADS = 2;
    private static final long MOST_MORE_BYTES = 16 << 20;

    private static final ScenarioSource WORLDS = ScenarioSource.generated(Ranges.DEFAULT
            .with("members", "2..3")
            .with("partitions", "1..3")
            .with("records", "20..60")
            .with("faults", "2..4")
            .with("duration", "10s..15s"));

    @Test
    void runsLeaveNothingBehind() {
        OwnLoop loop =
                Loops.like(Policies.SYNC_AFTER_BATCH).runs(Loops.byPolicy().get(Policies.SYNC_AFTER_BATCH));
        runs(loop, 1, WARM);
        int threads = Thread.activeCount();
        long bytes = usedBytes();
        runs(loop, WARM + 1, RUNS);

        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + MOST_MORE_THREADS);
        assertThat(usedBytes()).isLessThan(bytes + MOST_MORE_BYTES);
        assertThat(loop.tally().threadsLeftBehind()).isZero();
        assertThat(loop.tally().runs()).isEqualTo(RUNS);
    }

    private static void runs(OwnLoop loop, long from, long to) {
        for (long seed = from; seed <= to; seed++) {
            new Cluster(WORLDS.draw(seed).toWorld(seed), loop, Skipping.ON).run();
        }
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
