package io.offsetlab.byo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.offsetlab.cluster.Application;
import io.offsetlab.counterexample.Counterexample;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.counterexample.Replay;
import io.offsetlab.experiment.Experiment;
import io.offsetlab.experiment.Plan;
import io.offsetlab.experiment.SweepResult;
import io.offsetlab.policy.Policies;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import io.offsetlab.scenario.ScenarioToken;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Risk: a loop that loses records is not caught, or what is said of it cannot be run again. */
final class OwnLoopFoundTest {
    private static final ScenarioSource WORLDS = ScenarioSource.generated(Ranges.DEFAULT
            .with("members", "1..3")
            .with("partitions", "1..3")
            .with("records", "40..200")
            .with("faults", "2..4")
            .with("duration", "20s..40s"));

    private static final OwnLoop HASTY = OwnLoop.named("hasty")
            .config("enable.auto.commit", "false")
            .promises(InvariantName.LOSS)
            .runs(OwnLoopFoundTest::commitFirst);

    /** commitSync() before the records are processed. */
    private static void commitFirst(Member member) {
        try (Consumer<String, String> consumer = member.consumer(new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(member.topics());
            while (!member.isStopping()) {
                ConsumerRecords<String, String> records = consumer.poll(member.pollTimeout());
                consumer.commitSync();
                records.forEach(member.effects()::apply);
            }
        } catch (WakeupException stopped) {
            // asked to end
        }
    }

    private static Counterexample found() {
        for (long seed = 1; seed <= 20; seed++) {
            Scenario world = WORLDS.draw(seed);
            if (JudgedRun.of(world, HASTY, seed).broken() != null) {
                return Counterexample.of(world, HASTY, seed, 300);
            }
        }
        throw new AssertionError("the wrong loop was not caught in 20 worlds");
    }

    @Test
    void aWrongLoopIsCaughtMadeSmallAndRunAgainFromItsToken() {
        Counterexample smallest = found();

        assertThat(smallest.violation().invariant()).isEqualTo(InvariantName.LOSS);
        assertThat(smallest.scenario().members()).hasSize(1);
        assertThat(smallest.run().report(List.of("replay")).text()).startsWith("LOSS");

        ScenarioToken token = ScenarioToken.parse(smallest.token().text());
        assertThat(OwnLoop.describes(token.policy())).isTrue();
        assertThat(Replay.of(token, HASTY).outcome()).isEqualTo(Replay.Outcome.FAILS_AGAIN);
        OwnLoop other = OwnLoop.named("other").runs(OwnLoopFoundTest::commitFirst);
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> Replay.of(token, other))
                .withMessage("found a token of own:hasty, allowed is one of own:other");
    }

    @Test
    void anExperimentComparesLoopsAndPoliciesInTheSameWorlds() {
        List<Application> both = List.of(Application.of(Policies.SYNC_AFTER_BATCH), HASTY);
        Plan plan = Plan.forApplications(WORLDS, both, 1, 20).withJobs(2);
        SweepResult result = Experiment.run(plan, both, (done, total) -> {});

        assertThat(result.rowsOf(0)).allMatch(row -> row.kept());
        assertThat(result.rowsOf(1)).anyMatch(row -> !row.kept());
        assertThat(result.plan().policies().get(1).name()).isEqualTo("own:hasty");
    }
}
