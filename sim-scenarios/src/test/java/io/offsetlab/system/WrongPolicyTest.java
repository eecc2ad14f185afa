package io.offsetlab.system;

import static io.offsetlab.policy.Answers.Which.POSITION;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.counterexample.Counterexample;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.counterexample.Replay;
import io.offsetlab.counterexample.Shrinker;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import io.offsetlab.scenario.ScenarioToken;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Risk: the harness cannot see. A policy that is known to be wrong must be caught soon and shown small. */
final class WrongPolicyTest {
    private static final ScenarioSource DEFAULT = ScenarioSource.generated(Ranges.DEFAULT);

    /** The position stands behind the whole batch, of which half is not processed. */
    private static final Policy MID_BATCH = Policy.named("mid-batch")
            .describedAs("commitSync() of the position in the middle of a batch")
            .commits(POSITION)
            .midBatch()
            .sync()
            .promises(InvariantName.LOSS)
            .build();

    @Test
    void positionCommittedInTheMiddleOfABatchIsCaughtWithinTwentySeedsAndShrinksToThreeFaultsAtMost() {
        long caught = LongStream.rangeClosed(1, 20)
                .filter(seed ->
                        JudgedRun.of(DEFAULT.draw(seed), MID_BATCH, seed).broken() != null)
                .findFirst()
                .orElseThrow(() -> new AssertionError("20 seeds went by and nobody saw a loss"));
        Scenario world = DEFAULT.draw(caught);
        Counterexample found = Counterexample.of(world, MID_BATCH, caught, Shrinker.BUDGET);

        assertThat(found.violation().invariant()).isEqualTo(InvariantName.LOSS);
        assertThat(found.scenario().faults().size()).isLessThanOrEqualTo(3);
        assertThat(found.scenario().records()).isLessThan(world.records());
        assertThat(Replay.of(ScenarioToken.parse(found.token().text())).outcome())
                .isEqualTo(Replay.Outcome.FAILS_AGAIN);
    }
}
