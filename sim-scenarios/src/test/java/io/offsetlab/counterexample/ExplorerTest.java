package io.offsetlab.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.cluster.Application;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Request;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioToken;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Risk: a placement is left out, a state is taken for another, or what is found depends on threads. */
final class ExplorerTest {
    private static final long ENOUGH = 1_000_000;

    /** Commits what it has only been given, in the middle of a batch. */
    private static final Policy EAGER = Policy.named("eager")
            .commits(Which.POSITION)
            .midBatch()
            .sync()
            .promises(InvariantName.LOSS)
            .build();

    /** Repeats what was not committed, which only a fault brings about. */
    private static final Policy PROMISES_TOO_MUCH = Policy.named("no-repeats")
            .commits(Which.POSITION)
            .afterBatch()
            .sync()
            .promises(InvariantName.DUP)
            .build();

    private static Explorer.Plan plan(Policy policy, Set<DeviationKind> kinds, int members, int faults) {
        Scenario world = new SmallGroup(members, members, 4, 1_000_000, Map.of()).scenario(faults);
        return new Explorer.Plan(world, Application.of(policy), kinds, faults, true, false, ENOUGH, 2);
    }

    private static Explorer.Plan unpruned(Explorer.Plan plan) {
        return new Explorer.Plan(
                plan.scenario(), plan.application(), plan.kinds(), plan.faults(), false, plan.goesOn(), ENOUGH, 2);
    }

    private static Explorer.Plan goingOn(Explorer.Plan plan, int jobs) {
        return new Explorer.Plan(
                plan.scenario(), plan.application(), plan.kinds(), plan.faults(), plan.pruning(), true, ENOUGH, jobs);
    }

    private static Exploration explore(Explorer.Plan plan) {
        return Explorer.explore(plan, tried -> {});
    }

    @Test
    void aPolicyThatKeepsItsPromiseHoldsInEveryPlacementOfOneFault() {
        Exploration explored = explore(plan(Policies.SYNC_AFTER_BATCH, EnumSet.allOf(DeviationKind.class), 2, 1));
        assertThat(explored.complete()).isTrue();
        assertThat(explored.broken()).isEmpty();
        assertThat(explored.placements()).isGreaterThan(explored.places());
        assertThat(explored.statement())
                .startsWith("held in all " + explored.placements() + " placements of up to 1 fault (")
                .endsWith(" states pruned as equal).");
    }

    @ParameterizedTest
    @EnumSource(value = DeviationKind.class, mode = EnumSource.Mode.EXCLUDE, names = "RACE")
    void everyKindFindsPlaces(DeviationKind kind) {
        Exploration explored = explore(unpruned(plan(Policies.ASYNC_THEN_SYNC, EnumSet.of(kind), 2, 1)));
        assertThat(explored.placements()).as("with the run without faults").isGreaterThan(1);
    }

    @Test
    void racesComeUpWhereAFaultBringsThemAbout() {
        Set<DeviationKind> moves = EnumSet.of(DeviationKind.COORDINATOR_MOVED);
        Set<DeviationKind> both = EnumSet.of(DeviationKind.COORDINATOR_MOVED, DeviationKind.RACE);
        assertThat(explore(unpruned(plan(Policies.ASYNC_THEN_SYNC, both, 1, 2))).placements())
                .isGreaterThan(explore(unpruned(plan(Policies.ASYNC_THEN_SYNC, moves, 1, 2)))
                        .placements());
    }

    @Test
    void aPromiseThatNeedsNoFaultIsBrokenByNone() {
        Exploration explored = explore(plan(EAGER, EnumSet.of(DeviationKind.CRASH), 1, 2));
        assertThat(explored.broken()).containsExactly(InvariantName.LOSS);
        assertThat(explored.smallest()).isNotNull();
        assertThat(explored.smallest().faults()).isEmpty();
    }

    @Test
    void whatIsFoundIsASmallestPlacementAndItsTokenFailsAgain() {
        Exploration explored = explore(plan(PROMISES_TOO_MUCH, EnumSet.of(DeviationKind.CRASH), 1, 2));
        Scenario found = explored.smallest();
        assertThat(found).isNotNull();
        assertThat(found.faults()).hasSize(1);
        assertThat(found.faults().get(0).kind()).isEqualTo(FaultKind.CRASH);
        JudgedRun run = JudgedRun.of(found, PROMISES_TOO_MUCH, ExploredWorld.SEED);
        assertThat(run.broken()).isNotNull();
        ScenarioToken token = new ScenarioToken(found, PROMISES_TOO_MUCH, ExploredWorld.SEED, 0, run.digest());
        assertThat(Replay.of(ScenarioToken.parse(token.text())).outcome()).isEqualTo(Replay.Outcome.FAILS_AGAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "auto",
        "sync-after-batch",
        "async-then-sync",
        "per-record",
        "every-n",
        "external-store",
        "transactional"
    })
    void withoutPruningTheVerdictsAreTheSame(String policy) {
        Policy base = Policies.find(policy);
        assertThat(base).isNotNull();
        Policy much = new Policy("much", "", base.config(), base.answers(), PROMISES_TOO_MUCH.promise(), false);
        for (Policy tried : new Policy[] {base, much}) {
            Explorer.Plan plan = goingOn(plan(tried, EnumSet.allOf(DeviationKind.class), 1, 1), 2);
            Exploration pruned = explore(plan);
            Exploration whole = explore(unpruned(plan));
            assertThat(pruned.broken()).isEqualTo(whole.broken());
            assertThat(pruned.placements()).isLessThanOrEqualTo(whole.placements());
            assertThat(pruned.places()).isEqualTo(whole.places());
        }
    }

    @Test
    void transactionsHoldWhereverOneThingGoesWrong() {
        Exploration explored = explore(plan(Policies.TRANSACTIONAL, EnumSet.allOf(DeviationKind.class), 1, 2));
        assertThat(explored.smallest()).isNull();
        assertThat(explored.placements()).isGreaterThan(100);
    }

    @Test
    void twoFaultsWithoutPruningTheVerdictsAreTheSame() {
        Set<DeviationKind> kinds = EnumSet.of(DeviationKind.CRASH, DeviationKind.ANSWER_DROPPED);
        for (Policy policy : new Policy[] {Policies.SYNC_AFTER_BATCH, PROMISES_TOO_MUCH}) {
            Explorer.Plan plan = goingOn(plan(policy, kinds, 1, 2), 2);
            Exploration pruned = explore(plan);
            assertThat(pruned.pruned()).isPositive();
            assertThat(pruned.broken()).isEqualTo(explore(unpruned(plan)).broken());
        }
    }

    /** Found by exploration: heartbeats behind the delayed request were taken for answered. */
    @Test
    void whatWaitsBehindALongDelayIsNotTakenForHealthy() {
        Anchor join = new Anchor.Place(0, 0, Anchor.Step.JOIN_GROUP_SENT, 1);
        Anchor fetch = new Anchor.Place(1, 0, Anchor.Step.OFFSET_FETCH_SENT, 1);
        Scenario world = new SmallGroup(2, 2, 8, 1_000_000, Map.of())
                .scenario(2).toBuilder()
                        .faults(List.of(
                                Fault.answerDropped(join, 0, 1, Request.Kind.JOIN_GROUP),
                                Fault.slow(fetch, 1, 1, 301_994_501)))
                        .build();
        assertThat(JudgedRun.of(world, Policies.SYNC_AFTER_BATCH, ExploredWorld.SEED)
                        .broken())
                .isNull();
    }

    @Test
    void threadsChangeNothing() {
        Explorer.Plan plan = plan(PROMISES_TOO_MUCH, EnumSet.allOf(DeviationKind.class), 2, 1);
        Exploration one = explore(goingOn(plan, 1));
        Exploration two = explore(goingOn(plan, 2));
        assertThat(one.placements()).isEqualTo(two.placements());
        assertThat(one.pruned()).isEqualTo(two.pruned());
        assertThat(one.smallest()).isEqualTo(two.smallest());
    }

    @Test
    void theBudgetIsALimit() {
        Explorer.Plan plan = plan(Policies.SYNC_AFTER_BATCH, EnumSet.of(DeviationKind.CRASH), 1, 2);
        Exploration explored =
                explore(new Explorer.Plan(plan.scenario(), plan.application(), plan.kinds(), 2, true, false, 100, 2));
        assertThat(explored.complete()).isFalse();
        assertThat(explored.runs()).isLessThanOrEqualTo(100);
        assertThat(explored.statement()).contains("tried before the budget ended");
    }
}
