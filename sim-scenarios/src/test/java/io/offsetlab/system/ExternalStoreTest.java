package io.offsetlab.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.policy.Policies;
import io.offsetlab.scenario.BuiltinScenarios;
import org.junit.jupiter.api.Test;

/** Guards that effect and offset in one write give each effect once, above all when a stale writer comes back. */
final class ExternalStoreTest {
    private static final int SEEDS = 600;

    @Test
    void everyEffectHappensExactlyOnceWhoeverComesBack() {
        int withStaleWriters = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            EffectCount count = PromisesProperties.counted(SmallWorlds.world(seed), Policies.EXTERNAL_STORE);
            String line = SmallWorlds.line(SmallWorlds.SOURCE, Policies.EXTERNAL_STORE, seed);
            assertThat(count.fewest()).as(line).isEqualTo(1);
            assertThat(count.most()).as(line).isEqualTo(1);
            withStaleWriters += count.refused() > 0 ? 1 : 0;
        }
        assertThat(withStaleWriters)
                .as("worlds in which a stale writer was refused")
                .isGreaterThan(SEEDS / 20);
    }

    @Test
    void zombieIsRefused() {
        EffectCount count =
                PromisesProperties.counted(BuiltinScenarios.get("zombie-pause").toWorld(1), Policies.EXTERNAL_STORE);
        assertThat(count.refused()).isPositive();
        assertThat(count.fewest()).isEqualTo(1);
        assertThat(count.most()).isEqualTo(1);
    }
}
