package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Risk: the name in a seed line leads to another world. */
final class ScenarioSourceTest {
    @TempDir
    Path folder;

    @Test
    void theNameOfANarrowedGeneratorDrawsTheSame() {
        ScenarioSource narrowed =
                ScenarioSource.generated(Ranges.DEFAULT.with("members", "3").with("duration", "60s..90s"));
        assertThat(narrowed.name()).isEqualTo("generated:members=3,duration=1m..90s");
        assertThat(ScenarioSource.named(narrowed.name()).draw(5)).isEqualTo(narrowed.draw(5));
        assertThat(ScenarioSource.named("generated").draw(5)).isNotEqualTo(narrowed.draw(5));
    }

    private static List<String> builtins() {
        return BuiltinScenarios.names();
    }

    @ParameterizedTest
    @MethodSource("builtins")
    void builtInScenariosAreFoundByTheirOwnName(String name) {
        Scenario scenario = ScenarioSource.named(name).draw(1);
        assertThat(scenario.name()).isEqualTo(name);
        assertThat(scenario.about()).isNotBlank().hasSizeLessThan(140);
        assertThat(scenario.faults()).isNotEmpty();
        assertThat(ScenarioText.read(name, ScenarioText.yaml(scenario))).isEqualTo(scenario);
    }

    @Test
    void aFileIsFoundByItsPath() throws Exception {
        Path file =
                Files.writeString(folder.resolve("mine.yaml"), "{name: mine, members: 1, topics: {t: {records: 9}}}");
        assertThat(ScenarioSource.named(file.toString()).draw(7).name()).isEqualTo("mine");
    }

    @Test
    void anUnknownNameGetsTheNearest() {
        assertThatThrownBy(() -> ScenarioSource.named("scale-up"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(
                        "--scenario: found \"scale-up\", allowed is a file or one of generated, committed-below-")
                .hasMessageEndingWith("; did you mean \"scale-out\"?");
        assertThatThrownBy(() -> ScenarioSource.named("generated:members"))
                .hasMessage("generated: found \"members\", allowed is an option such as members=3");
    }
}
