package io.offsetlab.counterexample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.BuiltinScenarios;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioToken;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.RunHeader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guards that a failure stays the failure it was: while it is made smaller, in its token, and when it is run again. */
final class CounterexampleTest {
    private static final Scenario WORLD = BuiltinScenarios.get("commit-before-processing");

    /** Commits what it has not processed, and promises not to lose. */
    private static final Policy HASTY = Policy.named("hasty")
            .commits(Which.POSITION)
            .beforeBatch()
            .sync()
            .promises(InvariantName.LOSS)
            .build();

    private final Counterexample found = Counterexample.of(WORLD, HASTY, 1, 300);

    @Test
    void smallerWorldBreaksTheSamePromise() {
        assertThat(found.violation().invariant()).isEqualTo(InvariantName.LOSS);
        assertThat(found.violation().promised()).isTrue();
    }

    @Test
    void smallerWorldIsSmaller() {
        assertThat(found.scenario().records()).isLessThan(WORLD.records());
        assertThat(found.scenario().faults().size())
                .isLessThanOrEqualTo(WORLD.faults().size());
        assertThat(found.tried()).isPositive();
    }

    @Test
    void shrinkingIsDeterministic() {
        assertThat(Counterexample.of(WORLD, HASTY, 1, 300).token().text())
                .isEqualTo(found.token().text());
    }

    @Test
    void policyThatKeepsItsPromiseHasNoCounterexample() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Counterexample.of(WORLD, Policies.SYNC_AFTER_BATCH, 1, 10))
                .withMessageContaining("keeps its promise");
    }

    @Test
    void theFirstBadStepIsTheFactThatWasJudged() {
        Fact judged = found.run().facts().get((int) found.violation().factNumber());
        int bad = found.run().story().firstBad();
        assertThat(found.run().story().steps().get(bad).at()).isEqualTo(judged.at());
        assertThat(found.run().story().steps().get(bad).lane()).isEqualTo(judged.lane());
    }

    @Test
    void tokenFailsAgainWithTheSameDigest() {
        Replay replay = Replay.of(ScenarioToken.parse(found.token().text()));
        assertThat(replay.outcome()).isEqualTo(Replay.Outcome.FAILS_AGAIN);
        assertThat(replay.sentence()).contains("the same digest " + found.run().digest());
    }

    @Test
    void otherDigestUnderTheSameEngineIsNondeterminism() {
        ScenarioToken token = new ScenarioToken(WORLD, HASTY, 1, RunHeader.ENGINE_VERSION, "0000000000000000");
        assertThat(Replay.of(token).outcome()).isEqualTo(Replay.Outcome.DIFFERS);
    }

    @Test
    void otherDigestUnderAnotherEngineIsNews() {
        ScenarioToken token = new ScenarioToken(WORLD, HASTY, 1, RunHeader.ENGINE_VERSION + 1, "0000000000000000");
        Replay replay = Replay.of(token);
        assertThat(replay.outcome()).isEqualTo(Replay.Outcome.FAILS_AGAIN);
        assertThat(replay.sentence()).contains("another digest");
    }

    @Test
    void tokenThatNoLongerFailsSaysSo() {
        ScenarioToken token = new ScenarioToken(
                WORLD, Policies.SYNC_AFTER_BATCH, 1, RunHeader.ENGINE_VERSION + 1, "0000000000000000");
        Replay replay = Replay.of(token);
        assertThat(replay.outcome()).isEqualTo(Replay.Outcome.NO_LONGER_FAILS);
        assertThat(replay.sentence()).startsWith("It no longer fails");
    }

    @Test
    void runThatHoldsIsNoBug() {
        JudgedRun run = JudgedRun.of(WORLD, Policies.SYNC_AFTER_BATCH, 1);
        assertThatIllegalStateException().isThrownBy(() -> run.report(List.of()));
    }

    @Test
    void faultsAreToldInWords() {
        assertThat(JudgedRun.of(WORLD, HASTY, 1).faults())
                .isNotEmpty()
                .allMatch(phrase -> phrase.startsWith("kill of ") && phrase.endsWith(" was finished)"));
    }

    @Test
    void runsOfDifferentSeedsDiffer() {
        JudgedRun one = JudgedRun.of(WORLD, HASTY, 1);
        String difference = Verification.difference(one, JudgedRun.of(WORLD, HASTY, 2), "run twice");
        assertThat(difference).startsWith("run twice, it differs at ").contains(one.digest());
        assertThat(Verification.difference(one, one, "run twice")).isNull();
    }
}
