package io.offsetlab.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioToken;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Guards what jqwik itself makes of a red property: a small world, told as a file and as a report. */
final class JqwikTest {

    private static Events run(String method) {
        return EngineTestKit.engine("jqwik")
                .selectors(selectMethod(LossyWorlds.class, method, Scenario.class))
                .configurationParameter("jqwik.database", "target/jqwik-of-jqwik-test")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .execute()
                .allEvents();
    }

    private static String failure(Events events) {
        return events.failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> result.getThrowable().orElseThrow().getMessage())
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> entries(Events events) {
        Map<String, String> entries = new LinkedHashMap<>();
        events.reportingEntryPublished().stream()
                .map(event -> event.getRequiredPayload(ReportEntry.class))
                .forEach(entry -> entries.putAll(entry.getKeyValuePairs()));
        return entries;
    }

    @Test
    void aRedPropertyShrinksToOneMemberThatCommitsBeforeItProcesses() {
        Events events = run("nothingIsLost");
        String message = failure(events);
        assertThat(message).startsWith("LOSS");
        String last = message.lines().reduce((one, next) -> next).orElseThrow();
        Scenario world = ScenarioToken.parse(last.substring("offsetlab replay ".length()))
                .scenario();
        assertThat(world.faults()).isEmpty();
        assertThat(world.members()).hasSize(1);
        assertThat(world.partitions()).hasSize(1);
        assertThat(world.records()).isLessThanOrEqualTo(2);
        assertThat(String.join("\n", entries(events).values())).contains("scenario file", "name: generated");
    }

    @Test
    void anAnnotationOutOfRangeNamesWhatIsAllowed() {
        assertThat(failure(run("hasNoSuchWorld")))
                .contains("@Worlds(members): found \"0\", allowed is a whole number from 1 to 64");
    }
}
