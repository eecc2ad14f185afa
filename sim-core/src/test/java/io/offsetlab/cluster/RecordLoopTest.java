package io.offsetlab.cluster;

import static io.offsetlab.cluster.SmallWorld.MS;
import static io.offsetlab.cluster.SmallWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Marked;
import io.offsetlab.app.Order;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.log.Arrivals;
import io.offsetlab.policy.Answers.AtHandOver;
import io.offsetlab.policy.Answers.Storing;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.OnError.Reaction;
import io.offsetlab.policy.Policy;
import io.offsetlab.policy.PolicyBuilder;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.sink.SinkSpec;
import io.offsetlab.trace.CallFact.CallLeft;
import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.ProcessFact.Restarted;
import io.offsetlab.trace.ProcessFact.Stopped;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.RecordFact.Durable;
import io.offsetlab.trace.RecordFact.Effect;
import io.offsetlab.trace.RecordFact.Keyed;
import io.offsetlab.trace.RecordFact.Returned;
import io.offsetlab.trace.RecordFact.Started;
import io.offsetlab.trace.RecordFact.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What an application does with single records is what its data says, and what follows an error is what the policy answers. */
final class RecordLoopTest {
    private static final Handling POISON = Handling.PLAIN.withPoison(Marked.only(0, 17), Handling.ALWAYS);

    /** One member, one partition of 100 records that are there from the beginning, 40 a poll. */
    private static SmallWorld alone(Handling application) {
        return new SmallWorld()
                .application(application)
                .members(1, 0)
                .partitions(1)
                .arrivals(Arrivals.burst(100))
                .quiesce(60 * SECOND);
    }

    private static Watched run(Handling application, PolicyBuilder policy, Fault... faults) {
        return new Watched(alone(application).with(faults).build(), policy.build());
    }

    private static PolicyBuilder afterBatch(Reaction reaction, int attempts) {
        return Policy.named("test").commits(Which.POSITION).afterBatch().sync().onError(reaction, attempts);
    }

    private static PolicyBuilder pool() {
        return Policy.named("test").commits(Which.CONTIGUOUS).everyMillis(100).async();
    }

    private static List<Outcome> outcomesOf(Watched run, long offset) {
        return run.facts(Effect.class).stream()
                .filter(effect -> effect.from() <= offset && offset < effect.to())
                .map(Effect::outcome)
                .toList();
    }

    private static List<Long> committed(Watched run) {
        return run.facts(CommitApplied.class).stream()
                .map(CommitApplied::newOffset)
                .toList();
    }

    @Test
    void aSkippedRecordIsTriedAsOftenAsThePolicySaysAndLeftOut() {
        Watched run = run(POISON, afterBatch(Reaction.SKIP, 3));
        assertThat(outcomesOf(run, 17))
                .containsExactly(Outcome.FAILED, Outcome.FAILED, Outcome.FAILED, Outcome.SKIPPED);
        assertThat(run.effects()).hasSize(99).doesNotContainKey("0@17");
        assertThat(run.judge.count(InvariantName.LOSS)).isZero();
        run.endedWell();
    }

    @Test
    void aRecordIsReadAgainBySeekingBackToItWithWhatWasPolledBehindIt() {
        Watched run = run(POISON.withPoison(Marked.only(0, 17), 1), afterBatch(Reaction.RETRY, 1));
        assertThat(outcomesOf(run, 17)).containsExactly(Outcome.FAILED, Outcome.DONE);
        assertThat(run.facts(RecordFact.ResetExplicit.class).stream().map(RecordFact.ResetExplicit::to))
                .containsExactly(0L, 17L);
        assertThat(run.facts(Returned.class).stream().map(Returned::from)).containsExactly(0L, 17L, 57L, 97L);
        assertThat(committed(run)).startsWith(17L, 57L);
        run.endedWell();
    }

    @Test
    void aDeadLetterIsTheEffectOfARecord() {
        Watched run = run(POISON, afterBatch(Reaction.DEAD_LETTER, 1));
        assertThat(outcomesOf(run, 17)).containsExactly(Outcome.FAILED, Outcome.DEAD_LETTERED);
        assertThat(run.judge.count(InvariantName.STUCK)).isZero();
    }

    @Test
    void anIgnoredErrorLosesTheRecordAtTheNextCommit() {
        Watched run = run(POISON, afterBatch(Reaction.IGNORE, 1));
        assertThat(committed(run)).containsExactly(40L, 80L, 100L);
        assertThat(run.judge.count(InvariantName.LOSS)).isEqualTo(1);
    }

    @Test
    void aProcessThatStopsIsStartedAgainAndEverythingBehindThePoisonIsStuck() {
        Watched run = run(POISON.withRestart(2 * SECOND), afterBatch(Reaction.STOP, 1));
        List<Stopped> ends = run.facts(Stopped.class);
        List<Restarted> starts = run.facts(Restarted.class);
        assertThat(ends).hasSizeGreaterThan(5);
        assertThat(starts.get(1).at()).isEqualTo(ends.get(0).at() + 2 * SECOND);
        assertThat(run.judge.count(InvariantName.STUCK)).isEqualTo(83);
        assertThat(run.judge.count(InvariantName.LOSS)).isZero();
        assertThat(run.result.complete()).isFalse();
    }

    @Test
    void aProcessThatIsNotStartedAgainEndsOnce() {
        Watched run = run(POISON.withRestart(Handling.NEVER), afterBatch(Reaction.STOP, 2));
        assertThat(run.facts(Restarted.class).stream().map(Restarted::at))
                .as("the first start, and that of healing, which starts somebody in any case")
                .containsExactly(0L, 30 * SECOND);
        assertThat(outcomesOf(run, 17)).hasSize(4).containsOnly(Outcome.FAILED);
    }

    @Test
    void whatIsCommittedInTheFinallyBlockAfterAnErrorIsLost() {
        Watched run = run(POISON, afterBatch(Reaction.STOP, 1).onClose(AtHandOver.COMMIT_POSITION));
        assertThat(committed(run)).startsWith(40L);
        assertThat(run.judge.count(InvariantName.LOSS)).isPositive();
    }

    @Test
    void workersFinishOutOfOrderAndThePrefixIsCommitted() {
        Handling application = Handling.PLAIN.withWorkers(4, Order.NONE).withSlow(Marked.only(0, 3), 500 * MS);
        Watched run = run(application, pool());
        List<Long> order = run.facts(Effect.class).stream().map(Effect::from).toList();
        assertThat(order).isNotEqualTo(order.stream().sorted().toList());
        assertThat(run.facts(Effect.class).stream()
                        .map(Effect::worker)
                        .distinct()
                        .sorted())
                .containsExactly(1, 2, 3, 4);
        long slowDoneAt = run.facts(Effect.class).stream()
                .filter(effect -> effect.from() == 3)
                .findFirst()
                .orElseThrow()
                .at();
        assertThat(run.facts(CommitApplied.class))
                .allSatisfy(commit -> assertThat(commit.at() < slowDoneAt && commit.newOffset() > 3)
                        .isFalse());
        assertThat(run.judge.count(InvariantName.LOSS)).isZero();
        run.endedWell();
    }

    @Test
    void recordsOfAKeyAreProcessedOneAfterAnother() {
        Watched run = run(Handling.PLAIN.withWorkers(4, Order.KEY).withKeys(3), pool());
        Map<Long, Long> keys = new TreeMap<>();
        run.facts(Keyed.class).forEach(keyed -> keys.put(keyed.offset(), keyed.key()));
        Map<Long, List<Long>> orders = new TreeMap<>();
        run.facts(Effect.class)
                .forEach(effect -> orders.computeIfAbsent(keys.get(effect.from()), key -> new ArrayList<>())
                        .add(effect.from()));
        assertThat(orders).hasSize(3);
        orders.values().forEach(order -> assertThat(order).isSorted());
        assertThat(run.judge.count(InvariantName.ORDER)).isZero();
    }

    @Test
    void aPoolKeepsPollingAndTakesNoMoreThanItNeeds() {
        Watched run =
                run(Handling.PLAIN.withWorkers(2, Order.NONE).withSlow(Marked.oneIn(1), 30 * SECOND / 100), pool());
        List<Integer> inHand = new ArrayList<>();
        int polled = 0;
        int done = 0;
        for (Fact fact : run.facts) {
            if (fact instanceof Returned returned) {
                polled += (int) (returned.to() - returned.from());
                inHand.add(polled - done);
            } else if (fact instanceof Effect) {
                done++;
            }
        }
        assertThat(inHand).isNotEmpty().allSatisfy(held -> assertThat(held).isLessThanOrEqualTo(40 + 2 + 1));
        assertThat(run.facts(CallLeft.class)).isNotEmpty();
        run.endedWell();
    }

    @Test
    void aFailedRecordStaysWithItsWorkerWhileOthersGoOn() {
        Handling application = Handling.PLAIN.withWorkers(3, Order.NONE).withPoison(Marked.only(0, 5), 4);
        Watched run = run(application, pool().onError(Reaction.RETRY));
        assertThat(outcomesOf(run, 5))
                .containsExactly(Outcome.FAILED, Outcome.FAILED, Outcome.FAILED, Outcome.FAILED, Outcome.DONE);
        assertThat(run.facts(RecordFact.ResetExplicit.class)).hasSize(1);
        run.endedWell();
    }

    @Test
    void drainingWaitsForWhatIsBeingProcessedBeforePartitionsGo() {
        Handling application = Handling.PLAIN.withWorkers(2, Order.NONE).withSlow(Marked.oneIn(1), 600 * MS);
        World world = alone(application)
                .members(1, 1)
                .partitions(2)
                .with(Fault.join(new Anchor.GroupFinished(10), 1))
                .build();
        PolicyBuilder policy = pool().promises(InvariantName.LOSS, InvariantName.DUP);
        Watched hasty =
                new Watched(world, policy.onRevoke(AtHandOver.COMMIT_PROCESSED).build());
        Watched draining =
                new Watched(world, policy.onRevoke(AtHandOver.DRAIN_AND_COMMIT).build());

        assertThat(hasty.judge.count(InvariantName.DUP)).isPositive();
        assertThat(draining.judge.count(InvariantName.DUP)).isZero();
        draining.endedWell();
    }

    @Test
    void aBufferIsLostInACrashAndWhatWasDurableIsNot() {
        Handling application = Handling.PLAIN.withSink(SinkSpec.buffered(30, 20 * SECOND));
        Watched run = run(
                application,
                Policy.named("test").commits(Which.DURABLE).afterBatch().sync().promises(InvariantName.LOSS),
                Fault.crash(new Anchor.RecordFinished(0, 50), 0, SECOND));
        List<Durable> flushed = run.facts(Durable.class);
        assertThat(flushed.get(0).to()).isEqualTo(30);
        assertThat(flushed.get(1).from()).isEqualTo(30);
        assertThat(outcomesOf(run, 45)).containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED);
        assertThat(committed(run)).startsWith(30L);
        run.endedWell();
    }

    @Test
    void anOldBufferFlushesBeforeItIsFull() {
        Watched run = run(
                Handling.PLAIN.withSink(SinkSpec.buffered(1_000, 200 * MS)),
                Policy.named("test").commits(Which.DURABLE).afterBatch().sync());
        Durable first = run.facts(Durable.class).get(0);
        assertThat(first.at() - run.facts(Effect.class).get(0).at()).isEqualTo(200 * MS);
        run.endedWell();
    }

    @Test
    void anOffsetIsMarkedBeforeOrAfterProcessing() {
        PolicyBuilder before =
                Policy.named("test").commitsStored(Storing.BEFORE_PROCESSING).everyMillis(100);
        PolicyBuilder after =
                Policy.named("test").commitsStored(Storing.AFTER_PROCESSING).everyMillis(100);

        assertThat(run(Handling.PLAIN, before)
                        .names(Stored.class, Started.class)
                        .subList(0, 2))
                .containsExactly("Stored", "Started");
        assertThat(run(Handling.PLAIN, after).names(Stored.class, Started.class).subList(0, 2))
                .containsExactly("Started", "Stored");
    }

    @Test
    void aCommitInTheBackgroundDoesNotWaitForTheBatch() {
        Watched run = run(
                Handling.PLAIN,
                Policy.named("test")
                        .commitsStored(Storing.AFTER_PROCESSING)
                        .inBackgroundEveryMillis(50)
                        .promises(InvariantName.LOSS));
        assertThat(committed(run).get(0)).isBetween(1L, 39L);
        run.endedWell();
    }

    @Test
    void aTableInTheWriteOfTheEffectLetsNoneHappenAgain() {
        Handling application = Handling.PLAIN.withSink(SinkSpec.DEDUPE);
        Watched run = run(
                application,
                Policy.named("test").promises(InvariantName.DUP, InvariantName.STUCK),
                Fault.crash(new Anchor.RecordFinished(0, 50), 0, SECOND));
        assertThat(outcomesOf(run, 45)).containsExactly(Outcome.DONE, Outcome.REFUSED);
        run.endedWell();
    }

    @Test
    void aPauseIsNoTimeForWorkers() {
        Handling application = Handling.PLAIN.withWorkers(2, Order.NONE);
        Watched run = run(application, pool(), Fault.pause(new Anchor.RecordFinished(0, 20), 0, 5 * SECOND));
        Effect anchor = run.facts(Effect.class).stream()
                .filter(effect -> effect.from() == 20)
                .findFirst()
                .orElseThrow();
        assertThat(run.facts(Effect.class))
                .noneSatisfy(
                        effect -> assertThat(effect.at()).isBetween(anchor.at() + 1, anchor.at() + 5 * SECOND - 1));
        run.endedWell();
    }
}
