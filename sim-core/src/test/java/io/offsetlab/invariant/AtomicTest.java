package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CallKind;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.RunFact;
import io.offsetlab.trace.TransactionEnd;
import io.offsetlab.trace.TransactionFact;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Effects and the offset in an external store come and go together, however a run of records is told. */
final class AtomicTest {

    @Test
    void effectAndOffsetInOneInstantAreAtomic() {
        TestTrace trace = oneOwner(10)
                .storing()
                .returned(0, 0, 0, 5)
                .done(0, 0, 0, 5)
                .stored(0, 0, 0, 5)
                .returned(0, 0, 5, 10)
                .done(0, 0, 5, 10)
                .stored(0, 0, 5, 10)
                .ended();

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void anEffectWithoutItsOffsetIsTornWhenTheProcessDies() {
        TestTrace trace = oneOwner(10).storing().returned(0, 0, 0, 5).done(0, 0, 0, 5);
        int effect = trace.facts().size() - 1;
        trace.crashed(0);

        Violation atomic = trace.violation(InvariantName.ATOMIC);
        assertThat(trace.count(InvariantName.ATOMIC)).isEqualTo(5);
        assertThat(atomic.factNumber()).isEqualTo(effect);
        assertThat(atomic.sentence())
                .isEqualTo("ATOMIC orders-0@0-4: member-1 did it without writing the offset to the store");
    }

    @Test
    void aProcessMayDieAtTheInstantOfTheEffect() {
        TestTrace trace = oneOwner(10)
                .storing()
                .returned(0, 0, 0, 5)
                .fact(new RecordFact.Effect(5000, 5004, 0, 0, 0, 5, Outcome.DONE, 0))
                .fact(new ProcessFact.Crashed(5004, 0, 0));

        assertThat(trace.count(InvariantName.ATOMIC)).isEqualTo(5);
    }

    @Test
    void anOffsetThatWaitsForTheNextPollIsTorn() {
        TestTrace trace = oneOwner(10)
                .storing()
                .returned(0, 0, 0, 10)
                .fact(new RecordFact.Effect(5000, 5004, 0, 0, 0, 5, Outcome.DONE, 0))
                .fact(new RecordFact.Returned(5006, 0, 0, 5, 10))
                .fact(new RecordFact.Effect(5010, 5014, 0, 0, 5, 10, Outcome.DONE, 0))
                .fact(new RecordFact.ExternalStored(5000, 5014, 0, 0, 0, 10))
                .ended();

        assertThat(trace.violation(InvariantName.ATOMIC).from()).isZero();
    }

    @Test
    void anOffsetThatComesLaterIsTornEvenIfNobodyDies() {
        TestTrace trace = oneOwner(10)
                .storing()
                .returned(0, 0, 0, 5)
                .done(0, 0, 0, 5)
                .later()
                .stored(0, 0, 0, 5)
                .ended();

        assertThat(trace.count(InvariantName.ATOMIC)).isEqualTo(5);
    }

    @Test
    void anOffsetOverARecordWithoutEffectIsTorn() {
        TestTrace trace = oneOwner(10)
                .storing()
                .returned(0, 0, 0, 5)
                .done(0, 0, 0, 4)
                .stored(0, 0, 0, 5)
                .ended();

        assertThat(trace.count(InvariantName.ATOMIC)).isEqualTo(1);
    }

    @Test
    void aWriteMayCoverRecordsThatWereLeftOut() {
        TestTrace trace = oneOwner(10)
                .storing()
                .returned(0, 0, 0, 10)
                .done(0, 0, 0, 4)
                .stored(0, 0, 0, 4)
                .effect(0, 0, 4, 6, Outcome.SKIPPED)
                .fact(new RecordFact.Effect(5000, 5003, 0, 0, 6, 10, Outcome.DONE, 0))
                .fact(new RecordFact.ExternalStored(5000, 5003, 0, 0, 4, 10))
                .quiet();

        assertThat(trace.count(InvariantName.ATOMIC)).isZero();
    }

    @Test
    void howRunsAreToldMakesNoDifference() {
        TestTrace trace = oneOwner(10)
                .storing()
                .returned(0, 0, 0, 10)
                .fact(new RecordFact.Effect(5000, 5009, 0, 0, 0, 10, Outcome.DONE, 0))
                .fact(new RecordFact.ExternalStored(5000, 5003, 0, 0, 0, 4))
                .fact(new RecordFact.ExternalStored(5004, 5009, 0, 0, 4, 10))
                .ended();
        assertThat(trace.count(InvariantName.ATOMIC)).isZero();

        TestTrace other = oneOwner(10)
                .storing()
                .returned(0, 0, 0, 10)
                .fact(new RecordFact.Effect(5000, 5003, 0, 0, 0, 4, Outcome.DONE, 0))
                .fact(new RecordFact.Effect(5004, 5009, 0, 0, 4, 10, Outcome.DONE, 0))
                .fact(new RecordFact.ExternalStored(5000, 5009, 0, 0, 0, 10))
                .ended();
        assertThat(other.count(InvariantName.ATOMIC)).isZero();
    }

    @Test
    void withoutAStoreThereIsNothingToTear() {
        assertThat(oneOwner(10).returnedAndDone(0, 0, 0, 5).crashed(0).ended().count(InvariantName.ATOMIC))
                .isZero();
    }

    private static RecordFact.Effect done(long at, int partition, long from, long to) {
        return new RecordFact.Effect(at, at + to - from - 1, 0, partition, from, to, Outcome.DONE, 0);
    }

    private static RecordFact.ExternalStored stored(long at, int partition, long from, long to) {
        return new RecordFact.ExternalStored(at, at + to - from - 1, 0, partition, from, to);
    }

    private static TestTrace storing() {
        return oneOwner(20).appended(1, 0, 20).storing().returned(0, 0, 0, 20);
    }

    @Test
    void whatElseHappensAtTheInstantOfTheEffectTearsNothing() {
        TestTrace trace = storing()
                .fact(done(5000, 0, 0, 5))
                .fact(new CallFact.CallEntered(5004, 0, CallKind.POLL))
                .fact(stored(5000, 0, 0, 5))
                .ended();

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void whatElseHappensLaterTears() {
        TestTrace trace = storing()
                .fact(done(5000, 0, 0, 5))
                .fact(new CallFact.CallEntered(5005, 0, CallKind.POLL))
                .fact(stored(5000, 0, 0, 5));

        assertThat(trace.count(InvariantName.ATOMIC)).isEqualTo(5);
    }

    @Test
    void theEndOfTheProcessOrOfTheRunTears() {
        for (Fact end : List.of(
                new ProcessFact.Crashed(5004, 0, 0),
                new ProcessFact.Stopped(5004, 0, 0),
                new RunFact.Quiet(5004, true),
                new RunFact.Ended(5004))) {
            TestTrace trace = storing().fact(done(5000, 0, 0, 5)).fact(end);
            assertThat(trace.count(InvariantName.ATOMIC)).as(end.toString()).isEqualTo(5);
        }
    }

    @Test
    void anOffsetThatIsWrittenWithoutAnyEffectIsTorn() {
        TestTrace trace = storing().fact(stored(5000, 1, 2, 6)).ended();

        Violation atomic = trace.violation(InvariantName.ATOMIC);
        assertThat(trace.count(InvariantName.ATOMIC)).isEqualTo(4);
        assertThat(atomic.at()).isEqualTo(5000);
        assertThat(atomic.factNumber()).isEqualTo(trace.facts().size() - 2);
        assertThat(atomic.sentence())
                .isEqualTo("ATOMIC orders-1@2-5: member-1 did it and wrote offsets to the store, but not the same"
                        + " records at the same time");
    }

    @Test
    void eachWindowIsComparedForItself() {
        TestTrace trace = storing()
                .fact(done(5000, 0, 0, 5))
                .fact(done(5000, 1, 0, 5))
                .fact(stored(5000, 0, 0, 5))
                .fact(stored(5000, 1, 0, 5))
                .fact(new CallFact.CallEntered(5005, 0, CallKind.POLL))
                .fact(stored(5006, 0, 3, 5))
                .fact(new CallFact.CallEntered(5008, 0, CallKind.POLL));
        assertThat(trace.count(InvariantName.ATOMIC)).isZero();

        trace.fact(done(5010, 0, 5, 8)).fact(new CallFact.CallEntered(5020, 0, CallKind.POLL));
        assertThat(trace.count(InvariantName.ATOMIC)).isEqualTo(3);
        trace.fact(done(5030, 0, 8, 9)).fact(stored(5030, 0, 8, 9)).ended();
        assertThat(trace.count(InvariantName.ATOMIC)).isEqualTo(3);
    }

    @Test
    void whatIsLeftOutIsWrittenTooOrItComesAgain() {
        TestTrace trace = storing().effect(0, 0, 0, 2, Outcome.SKIPPED).crashed(0);

        assertThat(trace.count(InvariantName.ATOMIC)).isEqualTo(2);
    }

    @Test
    void whatAWindowHoldsShows() {
        AtomicWindow window = new AtomicWindow(2);
        List<Long> empty = told(window);
        assertThat(empty).containsExactly(0L, 0L, 0L);

        window.touch(1);
        window.done(1).add(3, 5);
        window.doneBetween(0, 1);
        long hash = window.done(1).hashCode();
        assertThat(told(window))
                .containsExactly(-1L, 1L, 1L, 1L, hash, (long) window.stored(1).hashCode());
        assertThat(window.hasWrites()).isFalse();
        window.storedBetween(0, 0);
        assertThat(window.hasWrites()).isTrue();
        window.clear();
        assertThat(told(window)).isEqualTo(empty);
    }

    private static List<Long> told(AtomicWindow window) {
        List<Long> told = new ArrayList<>();
        window.writeTo(told::add);
        return told;
    }

    private static TestTrace transactional() {
        return oneOwner(10).promising(InvariantName.ATOMIC).fact(new TransactionFact.Written(4000, 0, 0, 0, 10));
    }

    private static RecordFact.Durable visible(long at, long from, long to) {
        return new RecordFact.Durable(at, 0, 0, from, to);
    }

    private static TransactionFact.OffsetsMoved moved(long at, long from, long to) {
        return new TransactionFact.OffsetsMoved(at, 0, from, to, 0, 0);
    }

    private static TransactionFact.Ended ended(long at) {
        return new TransactionFact.Ended(at, 0, true, TransactionEnd.PRODUCER);
    }

    /** S9.5 */
    @Test
    void outputsAndOffsetsOfOneTransactionAreAtomic() {
        TestTrace trace = transactional()
                .returned(0, 0, 0, 10)
                .fact(visible(5000, 0, 5))
                .fact(moved(5000, -1, 5))
                .fact(ended(5000))
                .fact(visible(6000, 5, 10))
                .fact(moved(6000, 5, 10))
                .fact(ended(6000));

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void anOutputWithoutItsOffsetIsTorn() {
        TestTrace trace =
                transactional().returned(0, 0, 0, 10).fact(visible(5000, 0, 5)).fact(ended(5000));

        assertThat(trace.count(InvariantName.ATOMIC)).isEqualTo(5);
        assertThat(trace.violation(InvariantName.ATOMIC).sentence())
                .isEqualTo("ATOMIC orders-0@0-4: member-1's outputs became visible without the offset behind them");
    }

    @Test
    void anOffsetAboveItsOutputsIsTorn() {
        TestTrace trace = transactional()
                .returned(0, 0, 0, 10)
                .fact(visible(5000, 0, 5))
                .fact(moved(5000, -1, 7))
                .fact(ended(5000));

        assertThat(trace.count(InvariantName.ATOMIC)).isEqualTo(2);
    }

    @Test
    void aPlainCommitBehindTheTransactionIsTorn() {
        TestTrace trace = transactional()
                .returned(0, 0, 0, 5)
                .fact(visible(5000, 0, 5))
                .fact(ended(5000))
                .later()
                .committed(0, 0, 5);

        assertThat(trace.count(InvariantName.ATOMIC)).isEqualTo(5);
    }

    @Test
    void aPlainCommitAboveTheOutputsIsTornToo() {
        TestTrace trace = transactional()
                .returned(0, 0, 0, 10)
                .fact(visible(5000, 0, 5))
                .fact(moved(5000, -1, 5))
                .fact(ended(5000))
                .committed(0, 0, 5)
                .committed(0, 0, 8)
                .ended();

        assertThat(trace.count(InvariantName.ATOMIC)).isEqualTo(3);
    }

    @Test
    void anOffsetWithoutAnyOutputIsTornWhereItMoved() {
        TestTrace trace = transactional().returned(0, 0, 0, 10).fact(moved(5000, -1, 5));
        int moved = trace.facts().size() - 1;
        trace.fact(ended(5000));

        Violation atomic = trace.violation(InvariantName.ATOMIC);
        assertThat(trace.count(InvariantName.ATOMIC)).isEqualTo(5);
        assertThat(atomic.factNumber()).isEqualTo(moved);
        assertThat(atomic.at()).isEqualTo(5000);
        assertThat(atomic.sentence())
                .isEqualTo("ATOMIC orders-0@0-4: member-1's outputs and offsets became visible, but not for the same"
                        + " records at the same time");
    }

    @Test
    void theSameOffsetAgainOrOneThatGoesBackOverNothingWritesNothing() {
        TestTrace trace = transactional()
                .returned(0, 0, 0, 10)
                .fact(visible(5000, 0, 5))
                .fact(moved(5000, -1, 5))
                .fact(new CommitFact.CommitApplied(5005, 0, 5, 5, 0, 1, 7))
                .fact(ended(5010));

        assertThat(trace.count(InvariantName.ATOMIC)).isZero();
    }

    @Test
    void whoHasDoneWhatShows() {
        Findings findings = new Findings(TestTrace.trace().header());
        AtomicRule rule = new AtomicRule(new Ledger(TestTrace.trace().header()), findings);
        List<Long> nothing = new ArrayList<>();
        rule.writeTo(nothing::add);
        assertThat(nothing).containsExactly(0L, 0L, 0L);

        rule.done(new RecordFact.Effect(5, 5, 1, 0, 0, 1, Outcome.DONE, 0));
        List<Long> done = new ArrayList<>();
        rule.writeTo(done::add);
        assertThat(done).startsWith(0L, 1L, -1L, 1L, 1L, 0L).endsWith(0L).hasSize(9);

        rule.closeAll();
        List<Long> closed = new ArrayList<>();
        rule.writeTo(closed::add);
        assertThat(closed).isEqualTo(nothing);
        assertThat(findings.count(InvariantName.ATOMIC)).isEqualTo(1);
    }
}
