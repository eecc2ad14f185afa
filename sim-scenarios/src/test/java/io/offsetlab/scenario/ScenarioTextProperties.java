package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.policy.Policy;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Risk: a scenario that was written comes back as another one. */
@Domain(Scenarios.class)
final class ScenarioTextProperties {
    private static final Policy POLICY = Policy.named("any").build();

    @Property(tries = 500)
    void yamlReadsBackAsAnEqualScenario(@ForAll Scenario scenario) {
        assertThat(ScenarioText.read("written.yaml", ScenarioText.yaml(scenario)))
                .isEqualTo(scenario);
    }

    @Property(tries = 500)
    void jsonReadsBackAsAnEqualScenario(@ForAll Scenario scenario) {
        assertThat(ScenarioText.read("written.json", ScenarioText.json(scenario)))
                .isEqualTo(scenario);
    }

    @Property(tries = 200)
    void aTokenHoldsTheWholeScenario(@ForAll Scenario scenario) {
        ScenarioToken token = new ScenarioToken(scenario, POLICY, Long.MIN_VALUE, 1, "0123456789abcdef");
        assertThat(ScenarioToken.parse(token.text())).isEqualTo(token);
    }
}
