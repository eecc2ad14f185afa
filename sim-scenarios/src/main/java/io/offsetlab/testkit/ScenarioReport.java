package io.offsetlab.testkit;

import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioText;
import java.util.Optional;
import net.jqwik.api.SampleReportingFormat;

/** How jqwik prints a world: as the scenario file that it is; registered as a service. */
public final class ScenarioReport implements SampleReportingFormat {

    @Override
    public boolean appliesTo(Object value) {
        return value instanceof Scenario;
    }

    @Override
    public Object report(Object value) {
        return ScenarioText.yaml((Scenario) value).lines().toList();
    }

    @Override
    public Optional<String> label(Object value) {
        return Optional.of("scenario file ");
    }
}
