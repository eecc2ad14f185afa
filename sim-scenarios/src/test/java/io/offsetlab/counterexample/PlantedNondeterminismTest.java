package io.offsetlab.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.byo.Member;
import io.offsetlab.byo.OwnLoop;
import io.offsetlab.narrative.FactLines;
import io.offsetlab.scenario.BuiltinScenarios;
import io.offsetlab.scenario.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever makes a run come out differently is planted, and has to be caught and its first fact named. */
final class PlantedNondeterminismTest {
    private static final Scenario WORLD = BuiltinScenarios.get("rolling-restart");
    private static final int STARTS = 8;

    /** Numbers that a simulation must not use. */
    private enum Planted {
        IDENTITY_HASH(() -> System.identityHashCode(new Object())),
        REAL_CLOCK(System::nanoTime),
        /** Which element comes first is drawn when the JVM starts. */
        SALTED_SET(() ->
                Set.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L).iterator().next());

        private final LongSupplier number;

        Planted(LongSupplier number) {
            this.number = number;
        }

        /** Takes so much longer for a record as its number says. */
        OwnLoop loop() {
            return OwnLoop.named("planted")
                    .config("enable.auto.commit", "false")
                    .runs(member -> run(member, number));
        }

        private static void run(Member member, LongSupplier number) {
            try (Consumer<String, String> consumer =
                    member.consumer(new StringDeserializer(), new StringDeserializer())) {
                consumer.subscribe(member.topics());
                while (!member.isStopping()) {
                    ConsumerRecords<String, String> records = consumer.poll(member.pollTimeout());
                    for (ConsumerRecord<String, String> record : records) {
                        member.effects().apply(record);
                        member.sleep(Duration.ofMillis(Math.floorMod(number.getAsLong(), 5)));
                    }
                    if (!records.isEmpty()) {
                        consumer.commitSync();
                    }
                }
            } catch (WakeupException stopped) {
                // asked to end
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Planted.class,
            names = {"IDENTITY_HASH", "REAL_CLOCK"})
    void isCaughtByRunningTwiceAndItsFirstFactIsNamed(Planted planted) {
        String difference = Verification.difference(WORLD, planted.loop(), 1);
        assertThat(difference)
                .matches("run twice, it differs at [0-9]+ us in the lane of \\S+: once \\{\"fact\":.*, once .*");
    }

    @Test
    void isFoundAgainWhenASweepHasSeenIt() {
        assertThat(Verification.hunt(WORLD, Planted.IDENTITY_HASH.loop(), 1, 20))
                .startsWith("run again, it differs at ");
    }

    @Test
    void whatIsTheSameTwiceIsNoDifference() {
        assertThat(Verification.hunt(WORLD, Planted.SALTED_SET.loop(), 1, 2)).contains("came out the same each time");
    }

    @Test
    void aSaltedSetIsCaughtInAnotherJvmAndItsFirstFactIsNamed() throws Exception {
        List<String> here = lines();
        String difference = null;
        for (int i = 0; i < STARTS && difference == null; i++) {
            difference = LineDifference.between(here, linesOfAnotherJvm());
        }
        assertThat(difference).matches("at [0-9]+ us in the lane of \\S+: once \\{\"fact\":.*, once .*");
    }

    private static List<String> lines() {
        JudgedRun run = JudgedRun.of(WORLD, Planted.SALTED_SET.loop(), 1);
        return run.facts().stream()
                .map(fact -> FactLines.line(run.header(), fact))
                .toList();
    }

    private static List<String> linesOfAnotherJvm() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Elsewhere.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return out.lines().toList();
    }

    /** What the other JVM carries out. */
    static final class Elsewhere {
        private Elsewhere() {}

        public static void main(String[] args) {
            PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
            lines().forEach(out::println);
            out.flush();
            System.exit(0);
        }
    }
}
