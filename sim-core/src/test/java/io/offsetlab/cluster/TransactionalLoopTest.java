package io.offsetlab.cluster;

import static io.offsetlab.cluster.SmallWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Anchor.Step;
import io.offsetlab.fault.Fault;
import io.offsetlab.invariant.Judge;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.LogFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.TransactionEnd;
import io.offsetlab.trace.TransactionFact;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Consume, transform, produce: S9.1 to S9.7. */
final class TransactionalLoopTest {
    private static final long ZOMBIE = 20 * SECOND;

    private final List<Fact> facts = new ArrayList<>();

    private Judge run(World world, Policy policy) {
        Judge judge = new Judge(Cluster.header(world, policy));
        facts.clear();
        RunResult result = new Cluster(world, policy, Skipping.ON, judge, facts::add).run();
        assertThat(result.complete()).as("everything is processed in the end").isTrue();
        return judge;
    }

    private static SmallWorld world() {
        return new SmallWorld().members(2, 0).with("session.timeout.ms", "6000").with("max.poll.records", "20");
    }

    private <F extends Fact> List<F> facts(Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void everyRecordHasItsEffectOnceWhenItsOutputBecomesVisible() {
        World world = world().build();
        Judge judge = run(world, Policies.TRANSACTIONAL);

        assertThat(judge.firstBrokenPromise()).isNull();
        long visible = facts(RecordFact.Durable.class).stream()
                .mapToLong(fact -> fact.to() - fact.from())
                .sum();
        long arrived = facts(LogFact.Appended.class).stream()
                .mapToLong(fact -> fact.to() - fact.from())
                .sum();
        assertThat(visible).isEqualTo(arrived);
        assertThat(facts(TransactionFact.Ended.class)).allMatch(TransactionFact.Ended::committed);
    }

    /** S9.4 */
    @Test
    void whoCrashesInTheMiddleHasItsTransactionAbortedByItsNextLife() {
        World world = world().with(Fault.crash(new Anchor.GroupFinished(50), 0, SECOND))
                .build();
        assertThat(run(world, Policies.TRANSACTIONAL).firstBrokenPromise()).isNull();
        assertThat(facts(TransactionFact.Ended.class))
                .extracting(TransactionFact.Ended::why)
                .contains(TransactionEnd.FENCED);
    }

    /** S9.7 */
    @Test
    void whoNeverComesBackHasItsTransactionTimedOut() {
        World world = world().with(Fault.crash(new Anchor.Place(0, 0, Step.END_TXN_SENT, 2), 0, Fault.FOREVER))
                .with(Fault.requestSwallowed(new Anchor.Place(0, 0, Step.END_TXN_SENT, 2), 0, 1, null))
                .chaos(120 * SECOND)
                .build();
        assertThat(run(world, Policies.TRANSACTIONAL).firstBrokenPromise()).isNull();
        assertThat(facts(TransactionFact.Ended.class))
                .extracting(TransactionFact.Ended::why)
                .contains(TransactionEnd.TIMED_OUT);
    }

    /** S9.2, I6: only the group's metadata lets the coordinator see that a former owner commits. */
    @Test
    void aZombieIsFencedByTheMetadataOfItsGroupAndByNothingElse() {
        World world = world().with(Fault.pause(new Anchor.Place(0, 0, Step.EFFECT, 30), 0, ZOMBIE))
                .build();
        assertThat(run(world, Policies.TRANSACTIONAL).firstBrokenPromise()).isNull();
        assertThat(facts(CommitFact.CommitRefused.class))
                .extracting(CommitFact.CommitRefused::error)
                .contains(Errors.UNKNOWN_MEMBER_ID);

        Judge careless = run(world, Policies.TRANSACTIONAL_WITHOUT_METADATA);
        assertThat(careless.firstBrokenPromise()).isNotNull();
        assertThat(careless.firstBrokenPromise().invariant()).isIn(InvariantName.DUP, InvariantName.ATOMIC);
    }

    /** S9.5, S9.6 */
    @Test
    void anAbortMovesNoPosition() {
        World world = world().members(1, 0)
                .with(Fault.pause(new Anchor.Place(0, 0, Step.EFFECT, 30), 0, ZOMBIE))
                .build();
        assertThat(run(world, Policies.TRANSACTIONAL).firstBrokenPromise()).isNull();

        World lost = world().with("max.poll.interval.ms", "600000")
                .with(Fault.requestSwallowed(new Anchor.Place(0, 0, Step.EFFECT, 30), 0, 9, Request.Kind.PRODUCE))
                .chaos(300 * SECOND)
                .build();
        Judge careless = new Judge(Cluster.header(lost, Policies.TRANSACTIONAL_WITHOUT_SEEK));
        new Cluster(lost, Policies.TRANSACTIONAL_WITHOUT_SEEK, Skipping.ON, careless).run();
        assertThat(careless.firstBrokenPromise()).isNotNull();
        assertThat(careless.firstBrokenPromise().invariant()).isIn(InvariantName.LOSS, InvariantName.ATOMIC);
    }

    @ParameterizedTest
    @EnumSource(
            value = Request.Kind.class,
            names = {"INIT_PRODUCER_ID", "PRODUCE", "TXN_OFFSET_COMMIT", "END_TXN", "FIND_COORDINATOR"})
    void anAnswerThatIsLostCostsNothingButTime(Request.Kind kind) {
        World world = world().with(Fault.answerDropped(new Anchor.AtTime(1), 0, 2, kind))
                .with(Fault.requestSwallowed(new Anchor.GroupFinished(60), 1, 2, kind))
                .chaos(300 * SECOND)
                .build();
        assertThat(run(world, Policies.TRANSACTIONAL).firstBrokenPromise()).isNull();
    }

    @Test
    void aCoordinatorThatMovesInTheMiddleKeepsTransactionsAndPendingOffsets() {
        for (int offsets = 1; offsets < 4; offsets++) {
            for (Step step : List.of(Step.TXN_OFFSET_COMMIT_ANSWERED, Step.END_TXN_SENT, Step.END_TXN_ANSWERED)) {
                World world = world().with(Fault.coordinatorMoved(new Anchor.Place(0, 0, step, offsets), SECOND))
                        .build();
                assertThat(run(world, Policies.TRANSACTIONAL).firstBrokenPromise())
                        .as("%s %d", step, offsets)
                        .isNull();
            }
        }
    }
}
