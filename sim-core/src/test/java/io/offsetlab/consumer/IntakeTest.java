package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.MS;
import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitFact;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/**
 * A process has one application thread: answers are taken in while it is inside a call, or by the heartbeat thread, which runs
 * from the answer to JoinGroup on (law 8).
 */
final class IntakeTest {
    private final Lab lab = new Lab(1, 10);

    private long answers() {
        return lab.facts(CommitFact.CommitAnswered.class).size();
    }

    @Test
    void withoutAHeartbeatThreadAnAnswerWaitsForTheNextCall() {
        Application alone = lab.application();
        alone.client.assign(new int[] {0});
        alone.commitSync(Offsets.of(0, 1));
        alone.commitAsync(Offsets.of(0, 2), "a");
        lab.pass(100 * SECOND);
        assertThat(lab.committed(0)).isEqualTo(2);
        assertThat(answers()).isEqualTo(1);

        long now = lab.simulation.now();
        alone.poll(0);
        assertThat(answers()).isEqualTo(2);
        assertThat(lab.facts(CommitFact.CommitAnswered.class).get(1).at()).isEqualTo(now);
    }

    @Test
    void withoutAHeartbeatThreadEvenAnErrorWaitsForTheNextCall() {
        Application alone = lab.application();
        alone.client.assign(new int[] {0});
        alone.commitSync(Offsets.of(0, 1));
        lab.coordinator.move(0);
        alone.commitAsync(Offsets.of(0, 2), "a");
        lab.pass(10 * SECOND);
        assertThat(answers()).isEqualTo(1);

        alone.poll(0);
        assertThat(alone.callbacks).containsExactly("committed a NOT_COORDINATOR");
    }

    @Test
    void theHeartbeatThreadTakesAnErrorInWithinRetryBackoff() {
        Application member = lab.application().subscribe();
        member.pollRecords();
        lab.coordinator.move(0);
        member.commitAsync(Offsets.of(0, 2), "a");
        long sentAt = lab.simulation.now();
        lab.pass(SECOND);

        assertThat(lab.facts(CommitFact.CommitAnswered.class)).singleElement().satisfies(answered -> {
            assertThat(answered.error()).isEqualTo(Errors.NOT_COORDINATOR);
            assertThat(answered.at()).isBetween(sentAt + 2 * MS, sentAt + 102 * MS);
        });
        assertThat(member.callbacks).as("a callback waits for the application").containsExactly("assigned [0]");
    }

    @Test
    void insideACallAnAnswerIsTakenInWhenItArrives() {
        Application member = lab.application().subscribe();
        member.pollRecords();
        long before = lab.simulation.now();
        member.commitSync(Offsets.of(0, 2));

        assertThat(lab.simulation.now()).isEqualTo(before + 2 * Lab.LATENCY);
    }

    /** The answer to JoinGroup itself is taken in only inside a poll: before it there is no heartbeat thread. */
    @Test
    void aJoinGoesOnOnlyWhileTheApplicationPolls() {
        Application member = lab.application().subscribe();
        while (lab.simulation.now() < 8 * MS) {
            member.poll(2 * MS);
        }
        lab.pass(2 * SECOND);
        int generation = lab.coordinator.currentGeneration();
        assertThat(member.callbacks).isEmpty();
        member.pollRecords();

        assertThat(generation).isLessThanOrEqualTo(1);
        assertThat(member.callbacks).containsExactly("assigned [0]");
    }

    @Test
    void aFrozenProcessTakesNothingInAndAnApplicationInsideACallbackNeither() {
        Application member = lab.application().subscribe();
        member.pollRecords();
        member.commitAsync(Offsets.of(0, 2), "a");
        lab.coordinator.move(0);
        member.actor.freeze(lab.simulation.now() + 10 * SECOND);
        lab.pass(9 * SECOND);
        assertThat(answers()).isZero();
        lab.pass(2 * SECOND);
        member.poll(0);

        assertThat(answers()).isEqualTo(1);
    }
}
