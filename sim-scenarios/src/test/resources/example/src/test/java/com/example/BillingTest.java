package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.offsetlab.policy.Policies;
import io.offsetlab.scenario.ScenarioSource;
import io.offsetlab.testkit.Outcome;
import org.junit.jupiter.api.Test;

class BillingTest {
    @Test
    void losesNothing() {
        assertEquals(0, Outcome.of(ScenarioSource.named("generated").draw(1), Policies.SYNC_AFTER_BATCH, 1).lost());
    }
}
