package io.offsetlab.cluster;

import static io.offsetlab.cluster.SmallWorld.MS;
import static io.offsetlab.cluster.SmallWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Request.Kind;
import io.offsetlab.trace.CommitFact.CommitAnswered;
import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.CommitFact.CommitAsked;
import io.offsetlab.trace.CommitFact.CommitRefused;
import io.offsetlab.trace.CommitFact.CommitUnknown;
import io.offsetlab.trace.EvictionCause;
import io.offsetlab.trace.GroupFact.CoordinatorMoved;
import io.offsetlab.trace.GroupFact.Evicted;
import io.offsetlab.trace.GroupFact.GenerationFormed;
import io.offsetlab.trace.GroupFact.Left;
import io.offsetlab.trace.GroupFact.Lost;
import io.offsetlab.trace.LinkState;
import io.offsetlab.trace.ProcessFact.Crashed;
import io.offsetlab.trace.ProcessFact.LinkChanged;
import io.offsetlab.trace.ProcessFact.Paused;
import io.offsetlab.trace.ProcessFact.Restarted;
import io.offsetlab.trace.ProcessFact.Resumed;
import io.offsetlab.trace.ProcessFact.Stopped;
import io.offsetlab.trace.RecordFact.Effect;
import io.offsetlab.trace.RunFact.FaultFired;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of fault happens, is seen for what it is, and does not keep the group from its work. */
final class FaultKindsTest {
    private static final Anchor AT_TWO = new Anchor.AtTime(2 * SECOND);

    private static final List<Fault> ONE_OF_EACH = List.of(
            Fault.crash(AT_TWO, 0, SECOND),
            Fault.pause(AT_TWO, 0, 15 * SECOND),
            Fault.slowProcessing(AT_TWO, 0, 25 * SECOND),
            Fault.leave(AT_TWO, 0, SECOND),
            Fault.join(AT_TWO, 2),
            Fault.answerDropped(AT_TWO, 0, 1, Kind.OFFSET_COMMIT),
            Fault.requestSwallowed(AT_TWO, 0, 1, Kind.OFFSET_COMMIT),
            Fault.connectionBroken(AT_TWO, 0, 3 * SECOND),
            Fault.slow(AT_TWO, 0, 3 * SECOND, 40 * MS),
            Fault.coordinatorMoved(AT_TWO, SECOND));

    private static World world(Fault fault) {
        return new SmallWorld()
                .members(2, 1)
                .with("request.timeout.ms", "3000")
                .with(fault)
                .build();
    }

    private static Watched run(Fault fault) {
        Watched run = new Watched(world(fault), Policies.SYNC_AFTER_BATCH).endedWell();
        assertThat(run.only(FaultFired.class).at()).isEqualTo(2 * SECOND);
        return run;
    }

    static Stream<Arguments> faultsAndPolicies() {
        List<Arguments> all = new ArrayList<>();
        for (Fault fault : ONE_OF_EACH) {
            for (Policy policy : Policies.all()) {
                all.add(Arguments.of(fault.kind(), fault, policy));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("faultsAndPolicies")
    void everyPolicyGetsOverEachKindAndKeepsItsWord(Object kind, Fault fault, Policy policy) {
        Watched run = new Watched(world(fault), policy);
        assertThat(run.facts(FaultFired.class)).as("%s", kind).hasSize(1);
        run.endedWell();
    }

    @Test
    void aCrashIsTheEndOfALifeAndItsRestartTheBeginningOfAnother() {
        Watched run = run(ONE_OF_EACH.get(0));
        assertThat(run.only(Crashed.class)).isEqualTo(new Crashed(2 * SECOND, 0, 0));
        assertThat(run.facts(Restarted.class)).contains(new Restarted(3 * SECOND, 0, 1));
        assertThat(run.only(Evicted.class).cause()).isEqualTo(EvictionCause.SESSION_TIMEOUT);
        assertThat(run.only(Evicted.class).at()).isBetween(8 * SECOND, 12 * SECOND + 100 * MS);
    }

    @Test
    void aPausedProcessDoesNothingAndGoesOnAsAZombie() {
        Watched run = run(ONE_OF_EACH.get(1));
        long from = run.only(Paused.class).at();
        long to = run.only(Resumed.class).at();
        assertThat(to).isEqualTo(from + 15 * SECOND);
        assertThat(run.facts.stream().filter(fact -> fact.lane() == 0 && fact.at() > from && fact.at() < to))
                .isEmpty();
        assertThat(run.only(Evicted.class).member()).isZero();
        assertThat(run.facts(Lost.class))
                .singleElement()
                .satisfies(lost -> assertThat(lost.at()).isGreaterThan(to));
    }

    @Test
    void slowProcessingPastThePollIntervalMakesTheMemberLeaveByItself() {
        Watched run = run(ONE_OF_EACH.get(2));
        assertThat(run.facts(Left.class)).singleElement().satisfies(left -> {
            assertThat(left.member()).isZero();
            assertThat(left.at()).isBetween(20 * SECOND, 22 * SECOND + 100 * MS);
        });
        assertThat(run.facts(Evicted.class)).isEmpty();
        assertThat(run.facts(Lost.class)).extracting(Lost::member).containsExactly(0);
    }

    @Test
    void aLeavingMemberClosesItsConsumerAndComesBack() {
        Watched run = run(ONE_OF_EACH.get(3));
        long stoppedAt = run.only(Stopped.class).at();
        assertThat(run.only(Left.class).at()).isLessThanOrEqualTo(stoppedAt);
        assertThat(run.facts(Restarted.class)).contains(new Restarted(stoppedAt + SECOND, 0, 1));
        assertThat(run.facts(Evicted.class)).isEmpty();
    }

    @Test
    void aFurtherMemberJoins() {
        Watched run = run(ONE_OF_EACH.get(4));
        assertThat(run.facts(Restarted.class)).contains(new Restarted(2 * SECOND, 2, 0));
        assertThat(run.facts(GenerationFormed.class))
                .last()
                .satisfies(formed -> assertThat(formed.members()).containsExactlyInAnyOrder(0, 1, 2));
    }

    @Test
    void aDroppedAnswerIsACommitThatIsAppliedAndUnknown() {
        Watched run = run(ONE_OF_EACH.get(5));
        assertThat(run.facts(LinkChanged.class))
                .containsExactly(new LinkChanged(2 * SECOND, 0, LinkState.DROPS_ANSWERS));
        CommitUnknown unknown = run.only(CommitUnknown.class);
        assertThat(run.facts(CommitApplied.class))
                .anyMatch(applied -> applied.member() == 0 && applied.commit() == unknown.commit());
        assertThat(unknown.at()).isEqualTo(asked(run, unknown.commit()).at() + 3 * SECOND);
    }

    @Test
    void aSwallowedRequestIsACommitThatIsNotAppliedAndUnknown() {
        Watched run = run(ONE_OF_EACH.get(6));
        CommitUnknown unknown = run.only(CommitUnknown.class);
        assertThat(run.facts(CommitApplied.class))
                .noneMatch(applied -> applied.member() == 0 && applied.commit() == unknown.commit());
        assertThat(unknown.at()).isEqualTo(asked(run, unknown.commit()).at() + 3 * SECOND);
    }

    private static CommitAsked asked(Watched run, int commit) {
        return run.facts(CommitAsked.class).stream()
                .filter(asked -> asked.member() == 0 && asked.commit() == commit)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void overBrokenConnectionsNoCommitIsAppliedUntilTheyAreBack() {
        Watched run = run(ONE_OF_EACH.get(7));
        assertThat(run.facts(LinkChanged.class)).containsExactly(new LinkChanged(2 * SECOND, 0, LinkState.BROKEN));
        assertThat(run.facts(CommitApplied.class))
                .noneMatch(
                        applied -> applied.member() == 0 && applied.at() > 2 * SECOND + MS && applied.at() < 5 * SECOND)
                .anyMatch(applied -> applied.member() == 0 && applied.at() >= 5 * SECOND);
    }

    @Test
    void onASlowNetworkACommitTakesLonger() {
        Watched run = run(ONE_OF_EACH.get(8));
        assertThat(run.facts(LinkChanged.class)).containsExactly(new LinkChanged(2 * SECOND, 0, LinkState.SLOW));
        List<Long> during = new ArrayList<>();
        for (CommitAnswered answered : run.facts(CommitAnswered.class)) {
            long askedAt =
                    answered.member() == 0 ? asked(run, answered.commit()).at() : 0;
            if (askedAt > 2 * SECOND && askedAt < 5 * SECOND - 100 * MS) {
                during.add(answered.at() - askedAt);
            }
        }
        assertThat(during).isNotEmpty().allMatch(took -> took >= 80 * MS && took < 90 * MS);
    }

    @Test
    void aMovedCoordinatorRefusesUntilItHasLoaded() {
        Watched run = run(ONE_OF_EACH.get(9));
        assertThat(run.only(CoordinatorMoved.class)).isEqualTo(new CoordinatorMoved(2 * SECOND, 3 * SECOND));
        assertThat(run.facts(CommitRefused.class))
                .extracting(CommitRefused::error)
                .contains(Errors.NOT_COORDINATOR, Errors.COORDINATOR_LOAD_IN_PROGRESS);
        assertThat(run.facts(CommitApplied.class))
                .noneMatch(applied -> applied.at() > 2 * SECOND && applied.at() < 3 * SECOND);
    }

    @Test
    void aCrashRepeatsWhatWasNotCommittedAndNothingElse() {
        Watched run = run(Fault.crash(AT_TWO, 0, Fault.FOREVER));
        long crashed = run.only(Crashed.class).at();
        long repeated =
                run.effects().values().stream().filter(count -> count > 1).count();
        assertThat(repeated).isBetween(1L, 40L);
        assertThat(run.facts(Effect.class)).noneMatch(effect -> effect.member() == 0 && effect.at() > crashed);
    }
}
