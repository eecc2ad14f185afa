package io.offsetlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import org.junit.jupiter.api.Test;

/** The one sentence that a person acts on must not be wrong. */
final class ComparisonTest {
    private static final Comparison COMPARISON = Comparison.of(SmallSweep.ofFirstEngine());

    @Test
    void theCheapestWithoutLossAndTheFirstWithLossAreNamed() {
        assertThat(COMPARISON.advice().sentence())
                .isEqualTo(
                        "Cheapest without LOSS in all 4 worlds: sync-after-batch, with 18.0 commit requests per 1,000"
                                + " records; first with LOSS: sync-before-batch, in 2 worlds, replayed by --scenario generated"
                                + " --policy sync-before-batch --seed 1 --engine 1");
        assertThat(COMPARISON.advice().cheapest()).isEqualTo("sync-after-batch");
    }

    @Test
    void aPolicyThatCommitsNothingAndTheBoundAreNoAdvice() {
        assertThat(COMPARISON.advice().cheapest()).isNotIn("never", "clairvoyant");
    }

    @Test
    void anotherPromiseCanBeAskedFor() {
        Advice advice = Comparison.of(SmallSweep.sweep(), InvariantName.DUP).advice();

        assertThat(advice.cheapest()).isEqualTo("sync-after-batch");
        assertThat(advice.sentence()).contains("first with DUP: sync-before-batch, in 1 world, replayed");
    }

    @Test
    void whenNothingBrokeTheSentenceSaysSo() {
        assertThat(Comparison.of(SmallSweep.ofPolicies(1)).advice().sentence()).endsWith("; no policy had LOSS.");
        assertThat(Comparison.of(SmallSweep.ofPolicies(1)).advice().seedLine()).isNull();
    }

    @Test
    void aBrokenPromiseIsFoundWithTheLineThatReplaysIt() {
        assertThat(Found.in(COMPARISON)).singleElement().satisfies(found -> {
            assertThat(found.policy()).isEqualTo("sync-before-batch");
            assertThat(found.invariants()).isEqualTo("DUP in 1 world");
            assertThat(found.seedLine().text())
                    .isEqualTo("--scenario generated --policy sync-before-batch --seed 1 --engine 1");
        });
    }

    @Test
    void fewWorldsFaultsNeverPlannedAndFaultsNotReachedAreWarnedOf() {
        assertThat(COMPARISON.warnings())
                .anyMatch(warning -> warning.startsWith("4 seeds: what happens in fewer than 75 % of all worlds"))
                .anyMatch(warning -> warning.startsWith("No world had a fault of the kind pause, "))
                .anyMatch(warning ->
                        warning.startsWith("Many planned faults were not reached under sync-after-batch (33 %)"));
    }

    @Test
    void aPartSaysThatItIsOne() {
        Comparison part = Comparison.of(SmallSweep.sweep(9, 2, 3));

        assertThat(part.headline()).contains("seeds 0..9, shard 2/3");
        assertThat(part.warnings()).anyMatch(warning -> warning.startsWith("This is shard 2 of 3"));
    }

    @Test
    void theWorkloadIsToldAsRanges() {
        assertThat(COMPARISON.workload().text())
                .isEqualTo("2 to 3 members, 4 partitions, 1,000 to 1,300 records of 1.00 ms or longer, 1 to 2 faults,"
                        + " 60 s to 63 s of virtual time until it heals");
    }
}
