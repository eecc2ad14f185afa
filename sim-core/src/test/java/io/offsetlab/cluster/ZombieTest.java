package io.offsetlab.cluster;

import static io.offsetlab.cluster.SmallWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.log.Arrivals;
import io.offsetlab.policy.Answers;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.CommitFact.CommitAsked;
import io.offsetlab.trace.GroupFact.Assigned;
import io.offsetlab.trace.GroupFact.Evicted;
import io.offsetlab.trace.ProcessFact.Resumed;
import io.offsetlab.trace.RecordFact.ExternalRefused;
import org.junit.jupiter.api.Test;

/** A process that stood still for too long goes on with partitions that others own by now. */
final class ZombieTest {

    /** One of both members stands still, the one that owns partition 0. */
    private static Watched run(Policy policy) {
        for (int member = 0; member < 2; member++) {
            Fault pause = Fault.pause(new Anchor.RecordFinished(0, 50), member, 15 * SECOND);
            World world =
                    new SmallWorld().arrivals(Arrivals.burst(300)).with(pause).build();
            Watched run = new Watched(world, policy);
            if (ownsPartitionZero(run, member)) {
                return run;
            }
        }
        throw new AssertionError("nobody owns partition 0");
    }

    private static boolean ownsPartitionZero(Watched run, int member) {
        return run.facts(Assigned.class).stream()
                .filter(assigned -> assigned.member() == member)
                .reduce((earlier, later) -> later.at() < 2 * SECOND ? later : earlier)
                .map(assigned -> assigned.partitions().length > 0 && assigned.partitions()[0] == 0)
                .orElse(false);
    }

    @Test
    void aZombieCannotCommit() {
        Watched run = run(Policies.PER_RECORD).endedWell();
        Evicted evicted = run.only(Evicted.class);
        long back = run.facts(Assigned.class).stream()
                .filter(assigned -> assigned.member() == evicted.member() && assigned.at() > evicted.at())
                .findFirst()
                .orElseThrow()
                .at();

        assertThat(back).isGreaterThan(run.only(Resumed.class).at());
        assertThat(run.facts(CommitApplied.class))
                .noneMatch(applied ->
                        applied.member() == evicted.member() && applied.at() > evicted.at() && applied.at() < back);
    }

    @Test
    void withoutACheckOfItsOwnTheApplicationRepeatsWhatItHadInHand() {
        Watched run = run(Policies.SYNC_AFTER_BATCH).endedWell();
        assertThat(run.judge.count(InvariantName.DUP)).isBetween(1L, 80L);
    }

    @Test
    void theExternalStoreRefusesTheZombieAndTakesEachRecordExactlyOnce() {
        Watched run = run(Policies.EXTERNAL_STORE).endedWell();
        assertThat(run.facts(ExternalRefused.class)).isNotEmpty();
        assertThat(run.effects())
                .hasSize(600)
                .allSatisfy((record, count) -> assertThat(count).isOne());
    }

    @Test
    void withFourMembersAndEachOfThemAZombieOnceTheStoreStillTakesEachRecordOnce() {
        SmallWorld world = new SmallWorld().members(4, 0).partitions(4).arrivals(Arrivals.burst(300));
        for (int member = 0; member < 4; member++) {
            world.with(Fault.pause(new Anchor.GroupFinished(100 + 150 * member), member, 12 * SECOND));
        }
        Watched run = new Watched(world.chaos(200 * SECOND).build(), Policies.EXTERNAL_STORE).endedWell();

        assertThat(run.effects())
                .hasSize(1200)
                .allSatisfy((record, count) -> assertThat(count).isOne());
    }

    @Test
    void aPolicyThatCommitsOnRevokeDoesNotDoSoWhenItsPartitionsAreLost() {
        Policy careless = Policy.named("careless")
                .commits(Answers.Which.PROCESSED)
                .onRevoke(Answers.AtHandOver.COMMIT_PROCESSED)
                .build();
        Watched run = run(careless);
        long resumed = run.only(Resumed.class).at();
        int zombie = run.only(Evicted.class).member();

        assertThat(run.facts(CommitAsked.class)).noneMatch(asked -> asked.member() == zombie && asked.at() == resumed);
        assertThat(run.result.complete()).isTrue();
    }
}
