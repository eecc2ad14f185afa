package io.offsetlab.cluster;

import static io.offsetlab.cluster.SmallWorld.MS;
import static io.offsetlab.cluster.SmallWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.log.Arrivals;
import io.offsetlab.policy.Policies;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.GroupFact.GenerationFormed;
import io.offsetlab.trace.ProcessFact.Restarted;
import io.offsetlab.trace.ProcessFact.Resumed;
import io.offsetlab.trace.RunFact.Healed;
import io.offsetlab.trace.RunFact.Quiet;
import org.junit.jupiter.api.Test;

/** Chaos, then healing, then quiet within a bound. */
final class HealingTest {
    private static final Anchor AT_ONE = new Anchor.AtTime(SECOND);

    private static Watched run(SmallWorld world) {
        return new Watched(world.build(), Policies.SYNC_AFTER_BATCH);
    }

    @Test
    void fromTheHealingOnNothingGoesWrong() {
        SmallWorld world = new SmallWorld()
                .chaos(3 * SECOND)
                .with(
                        Fault.connectionBroken(AT_ONE, 0, 1_000 * SECOND),
                        Fault.slow(AT_ONE, 1, 1_000 * SECOND, SECOND),
                        Fault.requestSwallowed(AT_ONE, 1, 1_000, null));
        Watched run = run(world).endedWell();

        assertThat(run.only(Healed.class).at()).isEqualTo(3 * SECOND);
    }

    @Test
    void whoWasToRestartLaterRestartsAtTheHealing() {
        Watched run = run(new SmallWorld().chaos(3 * SECOND).with(Fault.crash(AT_ONE, 0, 1_000 * SECOND)));
        assertThat(run.facts(Restarted.class)).contains(new Restarted(3 * SECOND, 0, 1));
    }

    @Test
    void whoWasNeverToRestartDoesNot() {
        Watched run = run(new SmallWorld().with(Fault.crash(AT_ONE, 0, Fault.FOREVER)));
        assertThat(run.facts(Restarted.class)).hasSize(2);
        run.endedWell();
    }

    @Test
    void ifEverybodyIsGoneSomebodyStartsAllTheSame() {
        Watched run = run(
                new SmallWorld().with(Fault.crash(AT_ONE, 0, Fault.FOREVER), Fault.crash(AT_ONE, 1, Fault.FOREVER)));
        assertThat(run.facts(Restarted.class)).last().isEqualTo(new Restarted(30 * SECOND, 0, 1));
        run.endedWell();
    }

    @Test
    void aPauseEndsAtTheHealingAtTheLatest() {
        Watched run = run(new SmallWorld().chaos(5 * SECOND).with(Fault.pause(AT_ONE, 0, 1_000 * SECOND)));
        assertThat(run.only(Resumed.class).at()).isEqualTo(5 * SECOND);
        run.endedWell();
    }

    @Test
    void aRunThatIsNotQuietInTimeSaysSo() {
        Watched run = run(new SmallWorld().chaos(SECOND).quiesce(SECOND));
        assertThat(run.result.complete()).isFalse();
        assertThat(run.only(Quiet.class)).isEqualTo(new Quiet(2 * SECOND, false));
    }

    @Test
    void aRunWaitsForAllRecordsThatAreStillToArrive() {
        Watched run =
                run(new SmallWorld().arrivals(Arrivals.rate(20, 5 * SECOND, 0))).endedWell();
        assertThat(run.only(Quiet.class).at()).isGreaterThan(100 * SECOND);
        assertThat(run.effects()).hasSize(40);
    }

    @Test
    void quietComesSoonAfterTheLastWork() {
        Watched run = run(new SmallWorld()).endedWell();
        assertThat(run.only(Quiet.class).at()).isBetween(32 * SECOND, 34 * SECOND);
        assertThat(run.result.endedAtMicros()).isEqualTo(run.only(Quiet.class).at());
    }

    @Test
    void autoCommitGetsTheTimeForItsLastCommit() {
        Watched run = new Watched(
                new SmallWorld()
                        .with("auto.commit.interval.ms", "30000")
                        .chaos(100 * MS)
                        .build(),
                Policies.AUTO);
        run.endedWell();
        assertThat(run.only(Quiet.class).at()).isGreaterThan(60 * SECOND);
    }

    /** A commit before a rebalance that was swallowed holds the group up until its request times out. */
    @Test
    void aRunIsNotQuietAsLongAsTheGroupIsNotStable() {
        Watched run = new Watched(
                new SmallWorld()
                        .members(1, 1)
                        .arrivals(Arrivals.burst(50))
                        .chaos(8 * SECOND)
                        .with(Fault.requestSwallowed(new Anchor.AtTime(2 * SECOND), 0, 10, Request.Kind.OFFSET_COMMIT))
                        .with(Fault.join(new Anchor.AtTime(5 * SECOND), 1))
                        .build(),
                Policies.AUTO);
        run.endedWell();
        assertThat(run.facts(GenerationFormed.class)).last().satisfies(formed -> {
            assertThat(formed.members()).containsExactlyInAnyOrder(0, 1);
            assertThat(formed.at()).isLessThan(run.only(Quiet.class).at());
        });
    }
}
