package io.offsetlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.experiment.Nondeterminism;
import io.offsetlab.experiment.Plan;
import io.offsetlab.policy.Policies;
import io.offsetlab.scenario.ScenarioSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that came out differently in a sweep is run again, and the report says what was seen then. */
final class SweepsTest {
    private static final Plan PLAN =
            Plan.of(ScenarioSource.named("rolling-restart"), List.of(Policies.SYNC_AFTER_BATCH), 1, 3);

    @Test
    void whatDoesNotDifferAgainIsSaidToDoSo() {
        Nondeterminism found = new Nondeterminism("sync-after-batch", 2, 1, 2);
        assertThat(Sweeps.explained(PLAN, found))
                .hasMessageStartingWith(found.getMessage())
                .hasMessageContaining("it came out the same each time, so that no fact can be named")
                .hasCause(found);
    }

    @Test
    void whatIsNotOfThePlanStaysAsItIs() {
        Nondeterminism found = new Nondeterminism("another", 2, 1, 2);
        assertThat(Sweeps.explained(PLAN, found)).isSameAs(found);
    }
}
