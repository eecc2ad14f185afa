package io.offsetlab.cluster;

import static io.offsetlab.cluster.SmallWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.log.Arrivals;
import io.offsetlab.policy.Policies;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.CommitFact.CommitAsked;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.GroupFact.Revoked;
import io.offsetlab.trace.ProcessFact.Crashed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bound that is no policy: what a crash interrupts is committed at the instant before. */
final class ClairvoyantTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 123, 250, 411, 599})
    void aCrashRepeatsNothing(int records) {
        Fault crash = Fault.crash(new Anchor.GroupFinished(records), records % 2, SECOND);
        Watched run = new Watched(new SmallWorld().with(crash).build(), Policies.CLAIRVOYANT).endedWell();

        assertThat(run.facts(Crashed.class)).hasSize(1);
        assertThat(run.judge.count(InvariantName.DUP)).isZero();
    }

    @Test
    void whatItCommitsAreItsOnlyCommitsAndEachCountsOnce() {
        Fault crash = Fault.crash(new Anchor.GroupFinished(200), 0, SECOND);
        Watched run = new Watched(new SmallWorld().with(crash).build(), Policies.CLAIRVOYANT);

        assertThat(run.facts(CommitAsked.class))
                .isNotEmpty()
                .allSatisfy(asked -> assertThat(asked.kind()).isEqualTo(CommitKind.CLAIRVOYANT));
        assertThat(run.facts(CommitAsked.class))
                .anySatisfy(asked ->
                        assertThat(asked.at()).isEqualTo(run.only(Crashed.class).at()));
    }

    @Test
    void aGracefulLeaveRepeatsNothingEither() {
        Fault leave = Fault.leave(new Anchor.GroupFinished(200), 0, SECOND);
        Watched run = new Watched(new SmallWorld().with(leave).build(), Policies.CLAIRVOYANT).endedWell();
        assertThat(run.judge.count(InvariantName.DUP)).isZero();
    }

    @Test
    void neitherDoesAHandOver() {
        World world = new SmallWorld()
                .members(1, 1)
                .arrivals(Arrivals.burst(400))
                .with(Fault.join(new Anchor.GroupFinished(100), 1))
                .build();
        Watched run = new Watched(world, Policies.CLAIRVOYANT).endedWell();
        assertThat(run.facts(Revoked.class)).isNotEmpty();
        assertThat(run.judge.count(InvariantName.DUP)).isZero();
    }
}
