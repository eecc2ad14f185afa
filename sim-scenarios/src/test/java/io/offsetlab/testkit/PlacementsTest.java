package io.offsetlab.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.offsetlab.byo.Member;
import io.offsetlab.byo.OwnLoop;
import io.offsetlab.byo.loops.Loops;
import io.offsetlab.counterexample.DeviationKind;
import io.offsetlab.counterexample.Exploration;
import io.offsetlab.counterexample.Replay;
import io.offsetlab.policy.Policies;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.ScenarioToken;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Risk: code over Consumer is let off placements that a policy has to pass, or is pruned by a state that nobody knows. */
final class PlacementsTest {
    private static final OwnLoop RIGHT = OwnLoop.named("commits-behind-effects")
            .config("enable.auto.commit", "false")
            .runs(Loops.byPolicy().get(Policies.SYNC_AFTER_BATCH));

    /** Commits what was returned and then applies it: nothing is lost unless a crash comes between. */
    private static final OwnLoop WRONG = OwnLoop.named("commits-before-effects")
            .config("enable.auto.commit", "false")
            .promises(InvariantName.STUCK)
            .runs(PlacementsTest::commitsFirst);

    private static void commitsFirst(Member member) {
        try (Consumer<String, String> consumer = member.consumer(new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(member.topics());
            while (!member.isStopping()) {
                ConsumerRecords<String, String> records = consumer.poll(member.pollTimeout());
                if (!records.isEmpty()) {
                    consumer.commitSync();
                    records.forEach(member.effects()::apply);
                }
            }
        } catch (WakeupException stopped) {
            // asked to end
        }
    }

    private static Placements crashing() {
        return Placements.of(WRONG).kinds(DeviationKind.CRASH);
    }

    @Test
    void aRightLoopHoldsInAllPlacementsAndTheStatementSaysThatNothingWasPruned() {
        Exploration explored = Placements.of(RIGHT).records(2).faults(1).allHold();
        assertThat(explored.complete()).isTrue();
        assertThat(explored.placements()).isGreaterThan(explored.places());
        assertThat(explored.runs())
                .as("that without faults is run for each number of faults")
                .isEqualTo(explored.placements() + 1);
        assertThat(explored.statement())
                .startsWith("held in all " + explored.placements() + " placements of up to 1 fault (")
                .endsWith("without fault, nothing pruned: the state of code of one's own is not known).");
    }

    @Test
    void aLoopPassesThePlacesOfThePolicyThatItWritesOut() {
        Exploration loop = Placements.of(RIGHT)
                .members(2)
                .partitions(2)
                .kinds(DeviationKind.ANSWER_DROPPED, DeviationKind.REQUEST_SWALLOWED)
                .explore();
        Exploration policy = Placements.of(Policies.SYNC_AFTER_BATCH)
                .members(2)
                .partitions(2)
                .kinds(DeviationKind.ANSWER_DROPPED, DeviationKind.REQUEST_SWALLOWED)
                .explore();
        assertThat(loop.placements()).isEqualTo(policy.placements());
        assertThat(loop.broken()).isEqualTo(policy.broken());
    }

    @Test
    void theSmallestPlacementThatBreaksAPromiseIsFoundAndTold() {
        AssertionError failure = catchThrowableOfType(
                AssertionError.class, () -> crashing().faults(2).allHold());
        assertThat(failure)
                .hasMessageStartingWith("STUCK ")
                .hasMessageContaining("own:commits-before-effects: broken by a placement of 1 fault, found after")
                .hasMessageContaining("none of fewer faults breaks a promise");
    }

    @Test
    void itsTokenRunsTheSameFailureAgain() {
        AssertionError failure = catchThrowableOfType(
                AssertionError.class, () -> crashing().faults(1).allHold());
        Matcher line =
                Pattern.compile("Outcome\\.replay\\(\"(ol1:[^\"]+)\", loop\\)$").matcher(failure.getMessage());
        assertThat(line.find()).isTrue();
        ScenarioToken token = ScenarioToken.parse(line.group(1));
        assertThat(token.scenario().faults())
                .as("a crash, or what is weaker and breaks it too")
                .hasSize(1);
        assertThat(Replay.of(token, WRONG).outcome()).isEqualTo(Replay.Outcome.FAILS_AGAIN);
    }

    @Test
    void threadsChangeNothing() {
        Exploration one = Placements.of(RIGHT).records(2).explore();
        Exploration two = Placements.of(RIGHT).records(2).threads(2).explore();
        assertThat(two.statement()).isEqualTo(one.statement());
    }

    @Test
    void whatWasNotTriedWithinTheBudgetDoesNotHold() {
        assertThatThrownBy(() -> Placements.of(RIGHT).faults(2).budget(20).allHold())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("that were tried before the budget ended")
                .hasMessageEndingWith("A larger budget(runs) tries the rest.");
    }

    @Test
    void numbersThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> Placements.of(RIGHT).faults(9))
                .isInstanceOf(BadInput.class)
                .hasMessage("faults: found 9, allowed is a number from 0 to 8");
        assertThatThrownBy(() -> Placements.of(RIGHT).budget(0)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> Placements.of(RIGHT).threads(0)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> Placements.of(RIGHT).members(17).explore()).isInstanceOf(BadInput.class);
    }
}
