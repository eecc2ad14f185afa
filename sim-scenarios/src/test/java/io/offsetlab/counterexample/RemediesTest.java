package io.offsetlab.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.cluster.Application;
import io.offsetlab.cluster.Programs;
import io.offsetlab.narrative.PassesIf;
import io.offsetlab.narrative.PassesIf.Change;
import io.offsetlab.narrative.PassesIf.Kind;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.BuiltinScenarios;
import io.offsetlab.scenario.FaultVariants;
import io.offsetlab.scenario.Scenario;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said to make a run pass has been run and passed; what is not said has been run and failed. */
final class RemediesTest {
    private static final Scenario WORLD = BuiltinScenarios.get("commit-before-processing");

    private static final Policy HASTY = Policy.named("hasty")
            .commits(Which.POSITION)
            .beforeBatch()
            .sync()
            .promises(InvariantName.LOSS)
            .build();

    private static boolean passes(Scenario scenario, Policy policy) {
        return JudgedRun.of(scenario, policy, 1).broken() == null;
    }

    private static List<String> instead(PassesIf found, String thing) {
        return found.changes().stream()
                .filter(change -> change.thing().equals(thing))
                .flatMap(change -> change.instead().stream())
                .toList();
    }

    @Test
    void everyAnswerThatIsSaidToPassPassesAndNoOtherDoes() {
        PassesIf found = Remedies.of(WORLD, HASTY, 1);
        for (AnswerVariants.Variant variant : AnswerVariants.of(HASTY)) {
            assertThat(instead(found, "the answer \"" + variant.answer() + "\"").contains(variant.instead()))
                    .as("%s were %s", variant.answer(), variant.instead())
                    .isEqualTo(passes(WORLD, variant.policy()));
        }
        assertThat(instead(found, "the answer \"when\"")).contains("after-batch");
    }

    @Test
    void everyWeakerFaultThatIsSaidToPassPassesAndNoOtherDoes() {
        Policy exactlyOnce = new Policy(
                "exactly-once",
                "",
                Policies.SYNC_AFTER_BATCH.config(),
                Policies.SYNC_AFTER_BATCH.answers(),
                Policy.named("x").promises(InvariantName.DUP).build().promise(),
                false);
        Scenario world = BuiltinScenarios.get("zombie-pause");
        PassesIf found = Remedies.of(world, exactlyOnce, 1);
        long passing = FaultVariants.of(world, 0).stream()
                .filter(variant -> passes(variant.scenario(), exactlyOnce))
                .count();
        assertThat(passing).isPositive();
        assertThat(instead(found, "fault 1")).hasSize((int) passing);
        assertThat(instead(found, "fault 1")).last().isEqualTo("nothing at all");
    }

    @Test
    void faultsComeBeforeSettingsAndAnswers() {
        assertThat(Remedies.of(WORLD, HASTY, 1).changes())
                .extracting(Change::kind)
                .isSorted();
    }

    @Test
    void everySettingThatIsTriedIsOneThatScenariosTake() {
        for (String protocol : List.of("classic", "consumer")) {
            Scenario world = WORLD.with("", Map.of("group.protocol", protocol));
            for (SettingVariants.Setting setting : SettingVariants.of(world.client())) {
                for (String value : setting.values()) {
                    assertThat(world.with("", Map.of(setting.key(), value))
                                    .toWorld(1)
                                    .clientConfig())
                            .satisfiesAnyOf(
                                    client -> assertThat(client).containsEntry(setting.key(), value),
                                    client -> assertThat(setting.key()).isEqualTo("group.protocol"));
                }
            }
        }
    }

    @Test
    void theSameRunGivesTheSame() {
        assertThat(Remedies.of(WORLD, HASTY, 1)).isEqualTo(Remedies.of(WORLD, HASTY, 1));
    }

    @Test
    void whatIsTooMuchIsLeftOutAndCounted() {
        PassesIf found = Remedies.of(WORLD, HASTY, 1, 1);
        assertThat(found.tried()).isEqualTo(1);
        assertThat(found.left()).isGreaterThan(20);
        assertThat(found.summary()).contains("left out, because the world is large");
    }

    @Test
    void codeOfOnesOwnKeepsItsAnswers() {
        Application own = new Application() {
            @Override
            public Policy policy() {
                return HASTY;
            }

            @Override
            public Programs begin() {
                return Application.of(HASTY).begin();
            }
        };
        PassesIf found = Remedies.of(WORLD, own, 1);
        assertThat(found.tried()).isGreaterThan(10);
        assertThat(found.changes()).extracting(Change::kind).doesNotContain(Kind.ANSWER);
    }
}
