package io.offsetlab.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guards what JUnit shows of a simulated test: which cases there are, how they are called, and what a red one says. */
final class SimulatedTest {
    private static final String KAFKA = "io.offsetlab.byo.SimulatedKafka";

    private static Ran run(String method, String... parameters) {
        return Ran.method(KafkaSteps.class, method + "(" + KAFKA + ")", parameters);
    }

    @Test
    void seedsThatHoldAreOneCase() {
        Ran ran = Ran.method(KafkaSteps.class, "holds(" + KAFKA + ", org.junit.jupiter.api.TestInfo)");
        assertThat(ran.cases()).containsExactly(entry("5 seeds from 1", "SUCCESSFUL"));
    }

    @Test
    void aSeedThatFailsIsACaseOfItsOwnNameWhoseLastLineReplaysIt() {
        Ran ran = run("failsWithSomeSeed");
        assertThat(ran.names()).hasSize(2).first().isEqualTo("50 seeds from 100");
        assertThat(ran.cases()).containsEntry("50 seeds from 100", "ABORTED");

        String name = ran.names().get(1);
        assertThat(name).matches("seed 1[0-9][0-9]");
        List<String> message = ran.cases().get(name).lines().toList();
        assertThat(message.get(0)).startsWith("joined after");
        String replay = "mvn test -Dtest=io.offsetlab.testkit.KafkaSteps#failsWithSomeSeed -Doffsetlab.replay=";
        assertThat(message.get(message.size() - 1)).isEqualTo(replay + name.substring("seed ".length()));
    }

    @Test
    void theSeedOfTheReplayLineRunsAloneAndFailsAgain() {
        String failed = run("failsWithSomeSeed").names().get(1).substring("seed ".length());
        Ran again = run("failsWithSomeSeed", SimulatedExtension.REPLAY, failed);
        assertThat(again.names()).containsExactly("replay of " + failed);
        assertThat(again.cases().get("replay of " + failed)).startsWith("joined after");

        Ran other = run("failsWithSomeSeed", SimulatedExtension.REPLAY, "100");
        assertThat(other.cases()).containsExactly(entry("replay of 100", "SUCCESSFUL"));
    }

    /** A failing seed is known only when the sweep is over, so that the cases of a method must not run beside one another. */
    @Test
    void casesFollowOneAnotherEvenWhereTestsRunInParallel() {
        Ran ran = run(
                "failsWithSomeSeed",
                "junit.jupiter.execution.parallel.enabled",
                "true",
                "junit.jupiter.execution.parallel.mode.default",
                "concurrent");
        assertThat(ran.names()).isEqualTo(run("failsWithSomeSeed").names()).hasSize(2);
    }

    @Test
    void moreFailingSeedsAreReportedOnRequest() {
        assertThat(run("failsWithThreeSeeds").names()).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void theBaseIsAPropertyAndPartOfTheName() {
        assertThat(run("failsWithThreeSeeds", SimulatedExtension.BASE, "5000").names())
                .first()
                .isEqualTo("50 seeds from 5000");
    }

    @Test
    void theCorpusRunsFirstAndSaysWhy() {
        assertThat(run("hasACorpus").cases())
                .containsExactly(
                        entry("some-seeds.txt, line 3: a revoke that overtook a commit", "SUCCESSFUL"),
                        entry("some-seeds.txt, line 4: 8", "SUCCESSFUL"),
                        entry("3 seeds from 1", "SUCCESSFUL"));
    }

    @Test
    void aSeedThatFailsOnlyOnceIsATestThatIsNotDeterministic() {
        assertThat(run("failsOnlyOnce").cases().get("seed 4"))
                .startsWith("seed 4 failed and held when it was run once more")
                .contains("the fourth call");
    }

    @Test
    void assumptionsThatNeverHoldAbort() {
        assertThat(run("assumesTooMuch").cases()).isEqualTo(Map.of("4 seeds from 1", "ABORTED"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hasNoSeeds | @Simulated(seeds): found 0, allowed is a whole number from 1 to 1000000",
                "hasTooManyMembers | @Simulated(members): found \"65\", allowed is a whole number from 1 to 64",
                "hasAnUnknownProtocol | @Simulated(protocol): found \"raft\", allowed is classic, consumer, drawn",
                "hasASettingWithoutAValue | @Simulated(client): found \"max.poll.records\", allowed is a key of Kafka's and"
                        + " a value",
                "hasAWorldItDoesNotUse | @Simulated: found attributes of worlds at hasAWorldItDoesNotUse, allowed beside a"
                        + " SimulatedKafka are seeds, base, failures and corpus",
                "hasABadCorpus | bad-seeds.txt, line 2: found \"seventeen\", allowed is a seed,",
            })
    void whatCannotBeUsedNamesWhatIsAllowed(String method, String message) {
        assertThat(run(method).error()).startsWith(message);
    }

    @Test
    void aMethodWithoutAParameterOfOursSaysSo() {
        assertThat(Ran.method(KafkaSteps.class, "hasNoParameter()").error())
                .isEqualTo(
                        "@Simulated: found 0 parameters of Offsetlab's at hasNoParameter, allowed is one, a SimulatedGroup"
                                + " or a SimulatedKafka");
    }

    @Test
    void aSeedToReplayThatIsNoneSaysSo() {
        assertThat(run("failsWithSomeSeed", SimulatedExtension.REPLAY, "ol1:broken")
                        .error())
                .startsWith("offsetlab.replay, token: its checksum does not match");
    }

    @Test
    void theReplayLineSpeaksTheLanguageOfTheBuild() {
        Seed seed = new Seed.Drawn(17);
        assertThat(ReplayLine.of("com.example.BillingTest$Nested", "bills", false)
                        .of(seed))
                .isEqualTo("mvn test -Dtest='com.example.BillingTest$Nested#bills' -Doffsetlab.replay=17");
        assertThat(ReplayLine.of("com.example.BillingTest", "bills", true).of(seed))
                .isEqualTo("gradle test --tests com.example.BillingTest.bills -Doffsetlab.replay=17");
    }
}
