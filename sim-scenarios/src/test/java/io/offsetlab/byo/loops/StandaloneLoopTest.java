package io.offsetlab.byo.loops;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.byo.OwnLoop;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.ScenarioSource;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.GroupFact;
import org.junit.jupiter.api.Test;

final class StandaloneLoopTest {
    private static final ScenarioSource WORLDS =
            ScenarioSource.named("generated:members=1,partitions=1..4,records=50..300,faults=0..3");

    private static final OwnLoop STANDALONE = OwnLoop.named("standalone")
            .config("enable.auto.commit", "false")
            .promises(InvariantName.LOSS, InvariantName.STUCK, InvariantName.REWIND)
            .runs(StandaloneLoop::run);

    @Test
    void aConsumerThatTakesItsPartitionsByHandLosesNothingAndJoinsNothing() {
        for (long seed = 1; seed <= 60; seed++) {
            JudgedRun run = JudgedRun.of(WORLDS.draw(seed), STANDALONE, seed);
            assertThat(run.broken()).as("seed %d", seed).isNull();
            assertThat(run.facts())
                    .as("seed %d", seed)
                    .noneMatch(GroupFact.Joined.class::isInstance)
                    .anyMatch(fact -> fact instanceof CommitFact.CommitApplied applied && applied.generation() < 0);
        }
    }
}
