package io.offsetlab.testkit;

import static io.offsetlab.testkit.OffsetlabAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.offsetlab.byo.OwnLoop;
import io.offsetlab.counterexample.Replay;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import io.offsetlab.scenario.ScenarioToken;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Guards that an assertion judges the instant, that its text is the bug report, and that the last line replays it. */
final class OutcomeAssertTest {
    private static final ScenarioSource WORLDS = ScenarioSource.named("generated:records=200..2000");

    private static Outcome outcome(Policy policy, long seed) {
        return Outcome.of(WORLDS.draw(seed), policy, seed);
    }

    private static AssertionError firstFailure(Policy policy, Consumer<Outcome> assertion) {
        for (long seed = 1; seed <= 100; seed++) {
            Outcome outcome = outcome(policy, seed);
            AssertionError failure = catchThrowableOfType(AssertionError.class, () -> assertion.accept(outcome));
            if (failure != null) {
                return failure;
            }
        }
        throw new AssertionError("no world of a hundred showed what " + policy.name() + " does wrong");
    }

    @Test
    void aSoundPolicyPassesTheWholeChain() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(outcome(Policies.SYNC_AFTER_BATCH, seed))
                    .lostNothing()
                    .committedOnlyWhatItOwned()
                    .neverCommittedBeyondTheEnd()
                    .caughtUp()
                    .keptItsPromise();
        }
    }

    @Test
    void aLossIsToldAsABugReportWhoseLastLineReplaysIt() {
        AssertionError failure = firstFailure(
                Policies.SYNC_BEFORE_BATCH, outcome -> assertThat(outcome).lostNothing());

        assertThat(failure.getMessage())
                .startsWith("LOSS")
                .contains("What happened:", "The ledger of commits:", "It passes if (", "the answer \"when\" were");
        List<String> lines = failure.getMessage().lines().toList();
        String last = lines.get(lines.size() - 1);
        assertThat(last).startsWith("offsetlab replay ol1:");
        Replay again = Replay.of(ScenarioToken.parse(last.substring("offsetlab replay ".length())));
        assertThat(again.outcome()).isEqualTo(Replay.Outcome.FAILS_AGAIN);
        assertThat(again.run().report(List.of(last)).text().lines().findFirst())
                .as("the same first sentence")
                .contains(lines.get(0));
    }

    @Test
    void moreRepeatsThanAllowedFailAndFewerDoNot() {
        AssertionError failure =
                firstFailure(Policies.NEVER, outcome -> assertThat(outcome).repeatedAtMost(50));
        assertThat(failure.getMessage()).startsWith("BOUND").contains("at most 50 repeats an incident");

        for (long seed = 1; seed <= 20; seed++) {
            Outcome outcome = outcome(Policies.NEVER, seed);
            assertThat(outcome).repeatedAtMost(outcome.repeated());
        }
    }

    @Test
    void whatIsLeftUncommittedIsBounded() {
        AssertionError failure =
                firstFailure(Policies.NEVER, outcome -> assertThat(outcome).leftUncommittedAtMost(10));
        assertThat(failure.getMessage()).startsWith("RESIDUE");
        assertThat(outcome(Policies.SYNC_AFTER_BATCH, 1)).leftUncommittedAtMost(0);
    }

    @Test
    void anExternalStoreRepeatsNothing() {
        assertThat(outcome(Policies.EXTERNAL_STORE, 1))
                .lostNothing()
                .repeatedNothing()
                .keptOrder();
        AssertionError failure = firstFailure(
                Policies.SYNC_AFTER_BATCH, outcome -> assertThat(outcome).repeatedNothing());
        assertThat(failure.getMessage()).startsWith("DUP");
    }

    @Test
    void theWorldIsReportedAsItWasRunOnRequest() {
        Outcome lossy = null;
        for (long seed = 1; lossy == null; seed++) {
            Outcome outcome = outcome(Policies.SYNC_BEFORE_BATCH, seed);
            lossy = outcome.lost() > 0 ? outcome : null;
        }
        Outcome outcome = lossy;
        AssertionError failure = catchThrowableOfType(
                AssertionError.class, () -> assertThat(outcome).asItWasRun().lostNothing());
        assertThat(failure.getMessage()).contains("No smaller world was tried");
        String last = failure.getMessage().lines().reduce((one, next) -> next).orElseThrow();
        Scenario replayed = ScenarioToken.parse(last.substring("offsetlab replay ".length()))
                .scenario();
        assertThat(replayed).isEqualTo(outcome.world());
    }

    @Test
    void aLoopOfOnesOwnIsReplayedInTheTestThatHasItsCode() {
        OwnLoop sound =
                OwnLoop.named("sound").config("enable.auto.commit", "false").runs(GroupSteps::sound);
        OwnLoop early =
                OwnLoop.named("early").config("enable.auto.commit", "false").runs(GroupSteps::commitsFirst);
        Scenario world = WORLDS.draw(1);
        assertThat(Outcome.of(world, sound, 1)).lostNothing().caughtUp().keptItsPromise();

        Outcome outcome = Outcome.of(world, early, 1);
        AssertionError failure = catchThrowableOfType(
                AssertionError.class,
                () -> assertThat(outcome).tryingAtMost(200).lostNothing());
        assertThat(failure.getMessage()).startsWith("LOSS");
        String last = failure.getMessage().lines().reduce((one, next) -> next).orElseThrow();
        assertThat(last).startsWith("Outcome.replay(\"ol1:").endsWith("\", loop)");
        Outcome again = Outcome.replay(last.substring(last.indexOf("ol1:"), last.lastIndexOf('"')), early);
        assertThat(again.run().broken()).isNotNull();
    }

    @Test
    void aDescriptionStandsBeforeTheReport() {
        AssertionError failure = firstFailure(
                Policies.SYNC_BEFORE_BATCH,
                outcome -> assertThat(outcome).as("the loop of billing").lostNothing());
        assertThat(failure.getMessage()).startsWith("[the loop of billing] LOSS");
    }

    @Test
    void aNegativeNumberNamesWhatIsAllowed() {
        Outcome outcome = outcome(Policies.AUTO, 1);
        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class,
                        () -> assertThat(outcome).repeatedAtMost(-1)))
                .hasMessage("repeatedAtMost: found -1, allowed is a number of at least 0");
    }
}
