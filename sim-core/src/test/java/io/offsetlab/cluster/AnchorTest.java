package io.offsetlab.cluster;

import static io.offsetlab.cluster.SmallWorld.MS;
import static io.offsetlab.cluster.SmallWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Anchor.Step;
import io.offsetlab.fault.Fault;
import io.offsetlab.policy.Policies;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.RunFact.FaultFired;
import io.offsetlab.trace.RunFact.FaultNotReached;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fault happens exactly where its anchor says, or the run says that it did not. */
final class AnchorTest {

    private static Watched run(Fault... faults) {
        return new Watched(new SmallWorld().with(faults).build(), Policies.SYNC_AFTER_BATCH);
    }

    private static Fault slowAt(Anchor anchor) {
        return Fault.slow(anchor, 0, MS, MS);
    }

    @Test
    void atATime() {
        assertThat(run(slowAt(new Anchor.AtTime(1_234_567))).only(FaultFired.class))
                .isEqualTo(new FaultFired(1_234_567, 0));
    }

    @Test
    void whenARecordIsFirstFinishedByAnybody() {
        Watched run = run(slowAt(new Anchor.RecordFinished(1, 77)));
        assertThat(run.only(FaultFired.class).at()).isEqualTo(firstEffectOf(run, 1, 77));
    }

    private static long firstEffectOf(Watched run, int partition, long offset) {
        for (RecordFact.Effect effect : run.facts(RecordFact.Effect.class)) {
            if (effect.partition() == partition && effect.to() == offset + 1) {
                return effect.lastAt();
            }
        }
        throw new AssertionError("the range does not end at the anchor");
    }

    @Test
    void whenTheGroupHasFinishedSoManyDifferentRecords() {
        Watched run = run(slowAt(new Anchor.GroupFinished(321)));
        long distinct = 0;
        long at = -1;
        for (Fact fact : run.facts) {
            if (fact instanceof RecordFact.Effect effect && at < 0) {
                distinct += effect.to() - effect.from();
                at = distinct >= 321 ? effect.lastAt() : -1;
            }
        }
        assertThat(distinct).isEqualTo(321);
        assertThat(run.only(FaultFired.class).at()).isEqualTo(at);
    }

    private static boolean is(Fact fact, Step step) {
        return switch (step) {
            case CALL_ENTERED -> fact instanceof CallFact.CallEntered;
            case CALL_LEFT -> fact instanceof CallFact.CallLeft;
            case RECORD_STARTED -> fact instanceof RecordFact.Started;
            case EFFECT -> fact instanceof RecordFact.Effect;
            case COMMIT_SENT -> fact instanceof CommitFact.CommitAsked;
            case COMMIT_ANSWERED -> fact instanceof CommitFact.CommitAnswered;
            case ASSIGNED -> fact instanceof GroupFact.Assigned;
            case REVOKED -> fact instanceof GroupFact.Revoked;
            default -> false;
        };
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {
                "CALL_ENTERED",
                "CALL_LEFT",
                "RECORD_STARTED",
                "EFFECT",
                "COMMIT_SENT",
                "COMMIT_ANSWERED",
                "ASSIGNED",
                "REVOKED"
            })
    void atAPlaceOfOneLife(Step step) {
        int number = step == Step.ASSIGNED || step == Step.REVOKED ? 1 : 3;
        Fault join = Fault.join(new Anchor.AtTime(SECOND), 2);
        Fault slow = slowAt(new Anchor.Place(0, 0, step, number));
        World world = new SmallWorld().members(2, 1).with(slow, join).build();
        Watched run = new Watched(world, Policies.SYNC_AFTER_BATCH);
        FaultFired fired = run.facts(FaultFired.class).stream()
                .filter(fact -> fact.index() == 0)
                .findFirst()
                .orElseThrow();

        List<Fact> steps = run.facts.stream()
                .filter(fact -> fact.lane() == 0 && is(fact, step))
                .toList();
        assertThat(steps.get(number - 1).at()).isEqualTo(fired.at());
        long until = run.facts.stream()
                .takeWhile(fact -> fact != fired)
                .filter(steps::contains)
                .count();
        assertThat(until).as("steps before it").isGreaterThanOrEqualTo(number);
    }

    @Test
    void aLostAnswerAtARequestIsTheAnswerToThatVeryRequest() {
        Anchor third = new Anchor.Place(0, 0, Step.OFFSET_COMMIT_SENT, 3);
        Watched run = run(Fault.answerDropped(third, 0, 1, Request.Kind.OFFSET_COMMIT));
        CommitFact.CommitAsked asked = asked(run, 2);
        CommitFact.CommitApplied applied = run.facts(CommitFact.CommitApplied.class).stream()
                .filter(fact -> fact.member() == 0 && fact.commit() == 2)
                .findFirst()
                .orElseThrow();

        assertThat(run.only(FaultFired.class).at()).isEqualTo(asked.at());
        assertThat(applied.at()).isLessThan(asked.at() + SECOND);
        assertThat(answeredAt(run, 2)).isGreaterThan(asked.at() + 10 * SECOND);
    }

    @Test
    void aLostRequestIsThatVeryRequest() {
        Anchor third = new Anchor.Place(0, 0, Step.OFFSET_COMMIT_SENT, 3);
        Watched run = run(Fault.requestSwallowed(third, 0, 1, Request.Kind.OFFSET_COMMIT));
        long first = run.facts(CommitFact.CommitApplied.class).stream()
                .filter(fact -> fact.member() == 0 && fact.commit() == 2)
                .mapToLong(CommitFact.CommitApplied::at)
                .min()
                .orElse(Long.MAX_VALUE);

        assertThat(run.only(FaultFired.class).at()).isEqualTo(asked(run, 2).at());
        assertThat(first).isGreaterThan(asked(run, 2).at() + 10 * SECOND);
    }

    private static CommitFact.CommitAsked asked(Watched run, int commit) {
        return run.facts(CommitFact.CommitAsked.class).stream()
                .filter(fact -> fact.member() == 0 && fact.commit() == commit)
                .findFirst()
                .orElseThrow();
    }

    private static long answeredAt(Watched run, int commit) {
        return run.facts(CommitFact.CommitAnswered.class).stream()
                .filter(fact -> fact.member() == 0 && fact.commit() == commit)
                .mapToLong(CommitFact.CommitAnswered::at)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    @Test
    void aCrashAfterTheLastEffectOfABatchComesBeforeItsCommit() {
        Watched run = run(Fault.crash(new Anchor.Place(0, 0, Step.EFFECT, 40), 0, SECOND));
        ProcessFact.Crashed crashed = run.only(ProcessFact.Crashed.class);
        long effects = run.facts(RecordFact.Effect.class).stream()
                .filter(fact -> fact.member() == 0 && fact.lastAt() <= crashed.at())
                .mapToLong(fact -> fact.to() - fact.from())
                .sum();

        assertThat(effects).isEqualTo(40);
        assertThat(run.facts(CommitFact.CommitAsked.class))
                .noneMatch(fact -> fact.member() == 0 && fact.at() <= crashed.at());
    }

    @Test
    void aPlaceOfALaterLifeIsNotOneOfTheFirst() {
        Fault crash = Fault.crash(new Anchor.AtTime(SECOND), 0, SECOND);
        Fault slow = slowAt(new Anchor.Place(0, 1, Step.CALL_ENTERED, 1));
        Watched run = run(crash, slow);
        ProcessFact.Restarted again = run.facts(ProcessFact.Restarted.class).get(2);

        assertThat(again.incarnation()).isEqualTo(1);
        assertThat(run.facts(FaultFired.class)).hasSize(2);
        assertThat(run.facts(FaultFired.class).get(1).at()).isGreaterThanOrEqualTo(again.at());
    }

    @Test
    void anAnchorThatIsNeverReachedIsToldAtTheHealing() {
        Watched run = run(
                slowAt(new Anchor.AtTime(30 * SECOND)),
                slowAt(new Anchor.RecordFinished(0, 300)),
                slowAt(new Anchor.GroupFinished(601)),
                slowAt(new Anchor.Place(0, 7, Step.CALL_ENTERED, 1)));

        assertThat(run.facts(FaultFired.class)).isEmpty();
        assertThat(run.facts(FaultNotReached.class))
                .containsExactly(
                        new FaultNotReached(30 * SECOND, 0),
                        new FaultNotReached(30 * SECOND, 1),
                        new FaultNotReached(30 * SECOND, 2),
                        new FaultNotReached(30 * SECOND, 3));
    }

    @Test
    void aFaultWhoseTargetIsGoneIsNotReached() {
        Watched run = run(
                Fault.crash(new Anchor.AtTime(SECOND), 0, Fault.FOREVER),
                Fault.pause(new Anchor.AtTime(2 * SECOND), 0, SECOND),
                Fault.join(new Anchor.AtTime(3 * SECOND), 0));

        assertThat(run.only(FaultFired.class).index()).isZero();
        assertThat(run.facts(FaultNotReached.class))
                .containsExactly(new FaultNotReached(2 * SECOND, 1), new FaultNotReached(3 * SECOND, 2));
    }

    @Test
    void aFaultHappensOnceThoughItsRecordIsFinishedAgain() {
        Fault crash = Fault.crash(new Anchor.RecordFinished(0, 5), 0, SECOND);
        Watched run = new Watched(new SmallWorld().members(1, 0).with(crash).build(), Policies.SYNC_AFTER_BATCH);

        assertThat(run.effects().get("0@5")).isEqualTo(2);
        assertThat(run.facts(FaultFired.class)).hasSize(1);
    }

    @Test
    void takingOneFaultOutMovesNoOther() {
        Fault slow = slowAt(new Anchor.AtTime(SECOND));
        Fault late = Fault.crash(new Anchor.AtTime(3 * SECOND), 1, SECOND);
        assertThat(run(slow, late).facts(FaultFired.class)).contains(new FaultFired(3 * SECOND, 1));
        assertThat(run(late).only(FaultFired.class).at()).isEqualTo(3 * SECOND);
    }
}
