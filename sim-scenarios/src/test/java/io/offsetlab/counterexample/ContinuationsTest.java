package io.offsetlab.counterexample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.offsetlab.cluster.Application;
import io.offsetlab.narrative.Inevitability;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The share of continuations is what chance gives at first, and all of them once the promise is broken. */
final class ContinuationsTest {
    private static final ScenarioSource WORLDS = ScenarioSource.named("generated:records=100..300");

    private static final Policy NO_REPEATS = new Policy(
            "no-repeats",
            "",
            Policies.SYNC_AFTER_BATCH.config(),
            Policies.SYNC_AFTER_BATCH.answers(),
            Policy.named("x").promises(InvariantName.DUP).build().promise(),
            false);

    private static final long SEED = failingSeed();
    private static final Inevitability FOUND = look(SEED);

    private static long failingSeed() {
        long seed = 1;
        while (JudgedRun.of(WORLDS.draw(seed), NO_REPEATS, seed).broken() == null) {
            seed++;
        }
        return seed;
    }

    private static Inevitability look(long seed) {
        Scenario scenario = WORLDS.draw(seed);
        return Continuations.of(
                scenario,
                Application.of(NO_REPEATS),
                seed,
                JudgedRun.of(scenario, NO_REPEATS, seed),
                other -> Objects.requireNonNull(WORLDS.faults(seed, other)));
    }

    @Test
    void fromTheFirstBadStepOnAllFail() {
        Inevitability found = FOUND;
        assertThat(found.shares()).hasSizeGreaterThan(2);
        assertThat(found.shares().get(found.shares().size() - 1).isAll()).isTrue();
        assertThat(found.inevitableFrom()).isLessThan(found.shares().size());
        assertThat(found.shares()).extracting(Inevitability.Share::at).isSorted();
        assertThat(found.shares())
                .allSatisfy(
                        share -> assertThat((double) share.fails() / share.of()).isBetween(share.low(), share.high()));
    }

    @Test
    void theSameRunGivesTheSameShares() {
        assertThat(look(SEED)).isEqualTo(FOUND);
    }

    @Test
    void whatWasNotBoundToHappenDoesNotHappenEachTime() {
        assertThat(FOUND.shares().get(0).isAll()).isFalse();
    }

    @Test
    void faultsOfAnotherSeedFitTheWorld() {
        for (long seed = 1; seed <= 20; seed++) {
            Scenario scenario = WORLDS.draw(seed);
            assertThat(WORLDS.faults(seed, seed)).isEqualTo(scenario.faults());
            assertThat(Objects.requireNonNull(WORLDS.faults(seed, seed + 1_000)))
                    .allMatch(fault -> fault.member() < scenario.members().size());
        }
    }

    @Test
    void runThatHoldsIsRefused() {
        Scenario scenario = WORLDS.draw(1);
        JudgedRun run = JudgedRun.of(scenario, Policies.SYNC_AFTER_BATCH, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Continuations.of(
                        scenario, Application.of(Policies.SYNC_AFTER_BATCH), 1, run, other -> scenario.faults()));
    }
}
