package io.offsetlab.bench;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.RunResult;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.invariant.Judge;
import io.offsetlab.metric.MetricCollector;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.ScenarioGenerator;
import io.offsetlab.trace.Digest;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the parts of one world of the usual size cost by themselves: 20 seeds under sync-after-batch. A run alone holds the
 * simulation and its digest; judge, metrics and digest are given the same facts again.
 */
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class ShareBenchmark {
    private static final int SEEDS = 20;
    private static final Policy POLICY = Policies.SYNC_AFTER_BATCH;

    private final List<World> worlds = new ArrayList<>();
    private final List<RunHeader> headers = new ArrayList<>();
    private final List<List<Fact>> traces = new ArrayList<>();

    @Setup
    public void setUp() {
        ScenarioGenerator generator = new ScenarioGenerator(Ranges.DEFAULT);
        for (long seed = 1; seed <= SEEDS; seed++) {
            World world = generator.draw(seed).toWorld(seed);
            List<Fact> facts = new ArrayList<>();
            new Cluster(world, POLICY, Skipping.ON, facts::add).run();
            worlds.add(world);
            headers.add(Cluster.header(world, POLICY));
            traces.add(facts);
        }
    }

    @Benchmark
    public long draw() {
        ScenarioGenerator generator = new ScenarioGenerator(Ranges.DEFAULT);
        long records = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            records += generator.draw(seed).records();
        }
        return records;
    }

    @Benchmark
    public long run() {
        long events = 0;
        for (World world : worlds) {
            RunResult result = new Cluster(world, POLICY, Skipping.ON).run();
            events += result.events();
        }
        return events;
    }

    @Benchmark
    public long judge() {
        long broken = 0;
        for (int i = 0; i < SEEDS; i++) {
            Judge judge = new Judge(headers.get(i));
            replay(i, judge);
            broken += judge.violations().size();
        }
        return broken;
    }

    @Benchmark
    public long metrics() {
        long numbers = 0;
        for (int i = 0; i < SEEDS; i++) {
            MetricCollector metrics = new MetricCollector(headers.get(i));
            replay(i, metrics);
            numbers += metrics.finish().commitRequests();
        }
        return numbers;
    }

    @Benchmark
    public long digest() {
        long sum = 0;
        for (int i = 0; i < SEEDS; i++) {
            Digest digest = new Digest();
            replay(i, digest);
            sum += digest.value();
        }
        return sum;
    }

    private void replay(int i, FactSink sink) {
        List<Fact> facts = traces.get(i);
        for (int fact = 0; fact < facts.size(); fact++) {
            sink.accept(facts.get(fact));
        }
    }
}
