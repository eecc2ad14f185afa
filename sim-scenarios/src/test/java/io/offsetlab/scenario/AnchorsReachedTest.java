package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.policy.Policies;
import io.offsetlab.trace.RunFact;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Risk: faults wait for something that never happens, and a sweep tests worlds without faults. */
final class AnchorsReachedTest {
    private static Iterable<Scenario> builtins() {
        return BuiltinScenarios.all();
    }

    @ParameterizedTest
    @MethodSource("builtins")
    void everyFaultOfABuiltInScenarioHappens(Scenario scenario) {
        for (long seed = 1; seed <= 3; seed++) {
            assertThat(fired(scenario, seed)).isEqualTo(scenario.faults().size());
        }
    }

    @Test
    void nineOfTenGeneratedFaultsHappen() {
        ScenarioGenerator generator = new ScenarioGenerator(Ranges.DEFAULT);
        long seeds = 60;
        long faults = LongStream.range(0, seeds)
                .map(seed -> generator.draw(seed).faults().size())
                .sum();
        long fired = LongStream.range(0, seeds)
                .map(seed -> fired(generator.draw(seed), seed))
                .sum();
        assertThat(fired * 100 / faults).isGreaterThanOrEqualTo(90);
    }

    private static int fired(Scenario scenario, long seed) {
        AtomicInteger fired = new AtomicInteger();
        new Cluster(scenario.toWorld(seed), Policies.ASYNC_AFTER_BATCH, Skipping.ON, fact -> {
                    if (fact instanceof RunFact.FaultFired) {
                        fired.incrementAndGet();
                    }
                })
                .run();
        return fired.get();
    }
}
