package io.offsetlab.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy that produces in transactions, and its wrong siblings, in drawn worlds with whatever goes wrong there. */
final class TransactionsTest {
    private static final ScenarioSource WORLDS = ScenarioSource.named("generated:records=200..1000");

    /** The worlds of {@code --config group.protocol=...}. */
    private static Scenario draw(String protocol, long seed) {
        return WORLDS.forEitherProtocol().draw(seed).with("--config", Map.of("group.protocol", protocol));
    }

    private static Map<InvariantName, Integer> broken(Policy policy, String protocol, int seeds) {
        Map<InvariantName, Integer> broken = new EnumMap<>(InvariantName.class);
        for (long seed = 1; seed <= seeds; seed++) {
            Scenario world = draw(protocol, seed);
            JudgedRun run = JudgedRun.of(world, policy, seed);
            if (run.broken() != null) {
                broken.merge(run.broken().invariant(), 1, Integer::sum);
            }
        }
        return broken;
    }

    /** S9.5 */
    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void outputsAndOffsetsAreAllOrNothingWhateverGoesWrong(String protocol) {
        assertThat(broken(Policies.TRANSACTIONAL, protocol, 100)).isEmpty();
    }

    /** S9.2, S9.6 */
    @ParameterizedTest
    @CsvSource({
        "transactional-without-metadata, classic, DUP",
        "transactional-without-metadata, consumer, DUP",
        "transactional-without-seek, classic, LOSS",
        "transactional-without-seek, consumer, LOSS"
    })
    void wrongSiblingsAreCaughtWithinFewWorlds(String name, String protocol, InvariantName expected) {
        Policy policy = Objects.requireNonNull(Policies.find(name));
        assertThat(broken(policy, protocol, 20)).containsKey(expected);
    }
}
