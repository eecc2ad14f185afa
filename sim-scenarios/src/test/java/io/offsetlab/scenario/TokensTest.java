package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.policy.Policy;
import org.junit.jupiter.api.Test;

/** Risk: a damaged token replays something else. */
final class TokensTest {
    private static final String DAMAGED =
            "token: its checksum does not match, it is damaged or incomplete; copy it as a whole";

    private final ScenarioToken token = new ScenarioToken(
            BuiltinScenarios.get("zombie-pause"), Policy.named("mine").every(7).build(), -1, 3, "00ff");

    @Test
    void aTokenIsOneWordThatReadsBack() {
        assertThat(token.text()).matches("ol1:[A-Za-z0-9_-]+").hasSizeLessThan(1_200);
        assertThat(ScenarioToken.parse(" " + token.text() + "\n")).isEqualTo(token);
    }

    @Test
    void everyChangedCharacterIsNoticed() {
        String text = token.text();
        for (int i = 4; i < text.length() - 1; i++) {
            String changed = text.substring(0, i) + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);
            assertThatThrownBy(() -> ScenarioToken.parse(changed))
                    .isInstanceOf(BadInput.class)
                    .hasMessage(DAMAGED);
        }
    }

    @Test
    void everyCutIsNoticed() {
        String text = token.text();
        for (int i = 4; i < text.length() - 1; i++) {
            String cut = text.substring(0, i);
            assertThatThrownBy(() -> ScenarioToken.parse(cut))
                    .isInstanceOf(BadInput.class)
                    .hasMessage(DAMAGED);
        }
    }

    @Test
    void otherFormatsAreNamed() {
        assertThatThrownBy(() -> ScenarioToken.parse("ol2:abc"))
                .isInstanceOf(BadInput.class)
                .hasMessage("token: found the format ol2:, this build reads ol1:");
        assertThatThrownBy(() -> ScenarioToken.parse("file.yaml"))
                .isInstanceOf(BadInput.class)
                .hasMessage("token: found \"file.yaml\", allowed is a text that starts with ol1:");
    }

    @Test
    void aSeedLineReadsBack() {
        SeedLine line = new SeedLine("generated:members=3", "sync-after-batch", -7, 2);
        assertThat(line.text())
                .isEqualTo("--scenario generated:members=3 --policy sync-after-batch --seed -7 --engine 2");
        assertThat(SeedLine.parse(line.text())).isEqualTo(line);
    }

    @Test
    void whatIsNoSeedLineIsNamed() {
        assertThatThrownBy(() -> SeedLine.parse("--seed 5"))
                .hasMessage(
                        "seed line: found \"--seed 5\", allowed is --scenario NAME --policy NAME --seed NUMBER --engine NUMBER");
        assertThatThrownBy(() -> SeedLine.parse("--scenario a --policy b --seed 9999999999999999999 --engine 1"))
                .hasMessage("seed line: found seed 9999999999999999999, allowed is a number of 64 bits");
    }
}
