package io.offsetlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.byo.OwnLoop;
import io.offsetlab.counterexample.Verification;
import io.offsetlab.policy.Policies;
import io.offsetlab.scenario.BuiltinScenarios;
import io.offsetlab.scenario.ScenarioToken;
import io.offsetlab.trace.RunHeader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A run that comes out differently ends with code 3, and the first fact that differs is named. */
final class VerifyCommandTest {
    private static final String WORLD = "--scenario rolling-restart --policy sync-after-batch --seed 1";

    /** Waits as long as an identity hash says. */
    private static final OwnLoop PLANTED = OwnLoop.named("planted")
            .runs(member -> member.sleep(Duration.ofMillis(Math.floorMod(System.identityHashCode(new Object()), 97))));

    private static Launch verify(VerifyCommand.Verifier verifier) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        VerifyCommand command = new VerifyCommand(verifier);
        new CommandLine(command).parseArgs(WORLD.split(" "));
        int code = command.run(new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                SweepJvm.NONE));
        return new Launch(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void plantedNondeterminismEndsWithThreeAndNamesTheFirstFact() {
        Launch launch = verify((scenario, policy, seed) -> Verification.difference(scenario, PLANTED, seed));
        assertThat(launch.err())
                .startsWith("policy sync-after-batch, scenario rolling-restart, seed 1: run twice, it differs at ")
                .contains(" us in the lane of ", "{\"fact\":");
        assertThat(launch.out()).isEmpty();
        assertThat(launch.code()).isEqualTo(ExitCode.OURS);
    }

    @Test
    void theOtherJvmIsAskedToo() {
        assertThat(Launch.line("verify " + WORLD).out()).contains("and in another JVM.");
    }

    @Test
    void theOtherJvmSaysTheDigestsThatThisOneFinds() {
        List<String> args = List.of(("verify --digests " + WORLD).split(" "));
        assertThat(OtherJvm.lines(args))
                .isEqualTo(Launch.line(String.join(" ", args)).out().lines().toList())
                .hasSize(1);
    }

    @Test
    void aCommandThatFailsElsewhereGivesNothing() {
        assertThat(OtherJvm.lines(List.of("verify", "--no-such-option"))).isNull();
    }

    @Test
    void tokenWithAnotherDigestEndsWithThree() {
        ScenarioToken token = new ScenarioToken(
                BuiltinScenarios.get("rolling-restart"),
                Policies.SYNC_AFTER_BATCH,
                1,
                RunHeader.ENGINE_VERSION,
                "0000000000000000");
        Launch launch = Launch.of("replay", token.text());
        assertThat(launch.out()).contains("The run came out differently under the same engine version");
        assertThat(launch.code()).isEqualTo(ExitCode.OURS);
    }
}
