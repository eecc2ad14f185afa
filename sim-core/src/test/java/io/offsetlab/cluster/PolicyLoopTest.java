package io.offsetlab.cluster;

import static io.offsetlab.cluster.SmallWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.log.Arrivals;
import io.offsetlab.policy.Answers;
import io.offsetlab.policy.Answers.AtHandOver;
import io.offsetlab.policy.Answers.Send;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.CallFact.CallLeft;
import io.offsetlab.trace.CallKind;
import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.CommitFact.CommitAsked;
import io.offsetlab.trace.RecordFact.Returned;
import io.offsetlab.trace.RecordFact.Started;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** Each answer of a policy is what its loop does. */
final class PolicyLoopTest {

    /** One member, one partition of 100 records that are there from the beginning, 40 a poll. */
    private static SmallWorld alone() {
        return new SmallWorld().members(1, 0).partitions(1).arrivals(Arrivals.burst(100));
    }

    private static Watched run(Policy policy, Fault... faults) {
        return new Watched(alone().with(faults).build(), policy);
    }

    private static List<Long> committed(Watched run) {
        return run.facts(CommitApplied.class).stream()
                .map(CommitApplied::newOffset)
                .toList();
    }

    @Test
    void afterABatchThePositionIsCommittedOnceEverythingIsProcessed() {
        Watched run = run(Policies.SYNC_AFTER_BATCH);
        assertThat(committed(run)).containsExactly(40L, 80L, 100L);
        assertThat(run.facts(CommitAsked.class).get(0).at()).isEqualTo(run.effectsUpTo(0, 40));
    }

    @Test
    void beforeABatchItIsCommittedBeforeTheFirstRecordStarts() {
        Watched run = run(Policies.SYNC_BEFORE_BATCH);
        assertThat(committed(run)).containsExactly(40L, 80L, 100L);
        assertThat(run.facts(CommitApplied.class).get(0).at())
                .isLessThanOrEqualTo(run.facts(Started.class).get(0).at());
    }

    @Test
    void inTheMiddleOfABatchHalfOfItIsProcessedAndAllOfItCommitted() {
        Policy careless =
                Policy.named("mid").commits(Which.POSITION).midBatch().sync().build();
        Watched run = run(careless);
        assertThat(committed(run)).containsExactly(40L, 80L, 100L);
        assertThat(run.facts(CommitAsked.class).get(0).at()).isEqualTo(run.effectsUpTo(0, 20));
    }

    @Test
    void afterEachSoManyRecordsOverBatchBoundaries() {
        assertThat(committed(run(Policies.everyN(30)))).containsExactly(30L, 60L, 90L);
        assertThat(committed(run(Policies.everyN(1)))).hasSize(100);
    }

    @Test
    void onCloseTheRestIsCommitted() {
        Watched run = run(Policies.everyN(30), Fault.leave(new Anchor.RecordFinished(0, 99), 0, SECOND));
        assertThat(committed(run)).startsWith(30L, 60L, 90L, 100L);
    }

    @Test
    void onRevokeTheRestIsCommitted() {
        World world = new SmallWorld()
                .members(1, 1)
                .partitions(1)
                .arrivals(Arrivals.burst(100))
                .with(Fault.join(new Anchor.RecordFinished(0, 99), 1))
                .build();
        assertThat(committed(new Watched(world, Policies.everyN(30)))).startsWith(30L, 60L, 90L, 100L);
    }

    @Test
    void withoutConfirmationABatchIsNotProcessedButReadAgain() {
        Fault dropped = Fault.answerDropped(new Anchor.AtTime(100), 0, 1, Request.Kind.OFFSET_COMMIT);
        World world =
                alone().with("default.api.timeout.ms", "2000").with(dropped).build();
        Watched run = new Watched(world, Policies.SYNC_BEFORE_BATCH).endedWell();

        assertThat(run.facts(Returned.class).get(0).from()).isZero();
        assertThat(run.facts(Returned.class).get(1).from()).as("the same again").isZero();
        assertThat(run.facts(Started.class).get(0).at())
                .isGreaterThan(run.facts(Returned.class).get(1).at());
        CallLeft refused = run.facts(CallLeft.class).stream()
                .filter(left -> left.call() == CallKind.COMMIT_SYNC)
                .findFirst()
                .orElseThrow();
        assertThat(run.facts(Returned.class).get(1).at() - refused.at())
                .as("it rests for retry.backoff.ms first")
                .isGreaterThanOrEqualTo(100_000);
    }

    @Test
    void afterAFailedCommitSyncTheLoopGoesOnAndMakesUpForIt() {
        Fault dropped = Fault.requestSwallowed(new Anchor.AtTime(100), 0, 1, Request.Kind.OFFSET_COMMIT);
        World world =
                alone().with("default.api.timeout.ms", "2000").with(dropped).build();
        Watched run = new Watched(world, Policies.SYNC_AFTER_BATCH).endedWell();

        assertThat(run.facts(CallLeft.class))
                .anyMatch(left -> left.call() == CallKind.COMMIT_SYNC && left.error() == Errors.REQUEST_TIMED_OUT);
        assertThat(committed(run)).startsWith(80L).endsWith(100L);
    }

    /** The last commit fails; no record comes after it, and still its offsets are committed in the end. */
    @Test
    void aFailedAsynchronousCommitIsMadeUpForByTheNext() {
        Policy processed = Policy.named("async-processed")
                .commits(Which.PROCESSED)
                .afterBatch()
                .async()
                .build();
        for (Policy policy : List.of(processed, Policies.ASYNC_AFTER_BATCH)) {
            Watched run = run(policy, Fault.coordinatorMoved(new Anchor.RecordFinished(0, 99), SECOND));
            assertThat(committed(run)).as(policy.name()).endsWith(100L);
            assertThat(run.facts(CommitAsked.class)).hasSizeGreaterThan(3);
        }
    }

    /** The first of two commits that overlap is refused and sent again when the second is stored already. */
    @Test
    void aNaiveRetryMovesTheOffsetBackAndAGuardedOneDoesNot() {
        Policy guarded =
                Policies.ASYNC_NAIVE_RETRY.withAnswers(withSend(Policies.ASYNC_NAIVE_RETRY, Send.ASYNC_GUARDED_RETRY));
        assertThat(rewinds(Policies.ASYNC_NAIVE_RETRY)).isPositive();
        assertThat(rewinds(guarded)).isZero();
    }

    private static Answers withSend(Policy policy, Send send) {
        return Policy.named("other")
                .commits(policy.answers().which())
                .afterBatch()
                .send(send)
                .build()
                .answers();
    }

    private static int rewinds(Policy policy) {
        int rewinds = 0;
        for (int offset = 5; offset < 95; offset += 5) {
            World world = alone().with(Fault.coordinatorMoved(new Anchor.RecordFinished(0, offset), 0))
                    .with("max.poll.records", "1")
                    .processing(500, 0)
                    .build();
            for (CommitApplied applied : new Watched(world, policy).facts(CommitApplied.class)) {
                rewinds += applied.newOffset() < applied.oldOffset() ? 1 : 0;
            }
        }
        return rewinds;
    }

    @Test
    void whatWasForgottenAtARevocationIsNotCommittedAnyMore() {
        Policy forgetful = Policies.everyN(30);
        World world = new SmallWorld()
                .members(1, 1)
                .partitions(2)
                .arrivals(Arrivals.burst(500))
                .with(Fault.join(new Anchor.GroupFinished(110), 1))
                .build();
        Watched run = new Watched(world, forgetful).endedWell();
        List<Offsets> carried =
                run.facts(CommitAsked.class).stream().map(CommitAsked::offsets).toList();

        assertThat(forgetful.answers().onRevoke()).isEqualTo(AtHandOver.COMMIT_PROCESSED);
        assertThat(carried.get(carried.size() - 1).size())
                .as("one partition each in the end")
                .isOne();
    }
}
