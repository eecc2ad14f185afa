package io.offsetlab.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.ScenarioSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Guards that an attribute that cannot be used says where it stands, what was found and what is allowed. */
final class WorldSourceTest {
    static ScenarioSource generated() {
        return ScenarioSource.named(ScenarioSource.GENERATED);
    }

    @Test
    void aNumberOutOfRangeNamesWhatIsAllowed() {
        assertThatThrownBy(() -> WorldSource.of("@Worlds", "generated", Map.of("members", "0..3")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("@Worlds(members): found \"0\", allowed is a whole number from 1 to 64");
    }

    @Test
    void rangesBelongToTheGeneratorAlone() {
        assertThatThrownBy(() -> WorldSource.of("@Worlds", "zombie-pause", Map.of("members", "3")))
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "@Worlds(members): found \"3\" beside scenario = \"zombie-pause\", allowed is one of the two:"
                                + " only generated worlds have ranges");
    }

    @Test
    void anUnknownScenarioNamesTheAttribute() {
        assertThatThrownBy(() -> WorldSource.of("@Worlds", "zombie-pauze", Map.of()))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("@Worlds(scenario): found \"zombie-pauze\"")
                .hasMessageEndingWith("did you mean \"zombie-pause\"?");
    }
}
