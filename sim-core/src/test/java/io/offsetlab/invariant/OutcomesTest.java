package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.RecordFact;
import org.junit.jupiter.api.Test;

/** What counts as an effect: not what a buffer took, nor what threw; but what was left out, or put aside, on purpose. */
final class OutcomesTest {

    @Test
    void whatIsAcceptedAndNotDurableIsLostByACommit() {
        TestTrace trace = oneOwner(10).returned(0, 0, 0, 10).effect(0, 0, 0, 10, Outcome.ACCEPTED);
        durable(trace, 0, 4).committed(0, 0, 10);

        Violation loss = trace.violation(InvariantName.LOSS);
        assertThat(loss.from()).isEqualTo(4);
        assertThat(loss.to()).isEqualTo(10);
        assertThat(trace.count(InvariantName.LOSS)).isEqualTo(6);
    }

    @Test
    void whatHasBecomeDurableMayBeCommitted() {
        TestTrace trace = oneOwner(10).returned(0, 0, 0, 10).effect(0, 0, 0, 10, Outcome.ACCEPTED);
        durable(trace, 0, 10).committed(0, 0, 10);

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void anEffectThatBecomesDurableTwiceIsADuplicateAndOneThatIsAcceptedTwiceIsNot() {
        TestTrace trace = oneOwner(2)
                .returned(0, 0, 0, 2)
                .effect(0, 0, 0, 2, Outcome.ACCEPTED)
                .crashed(0)
                .handOver(0, 1)
                .returned(1, 0, 0, 2)
                .effect(1, 0, 0, 2, Outcome.ACCEPTED);
        assertThat(durable(trace, 0, 2).count(InvariantName.DUP)).isZero();
        assertThat(durable(trace, 0, 1).count(InvariantName.DUP)).isEqualTo(1);
    }

    @Test
    void whatThrewIsLostByACommitAndStuckWithoutOne() {
        TestTrace trace = oneOwner(3).returned(0, 0, 0, 3).done(0, 0, 0, 1).effect(0, 0, 1, 2, Outcome.FAILED);
        trace.done(0, 0, 2, 3).committed(0, 0, 3);

        assertThat(trace.violation(InvariantName.LOSS).from()).isEqualTo(1);
        assertThat(trace.judge().ledger().untouched(0).toString()).isEqualTo("1");
    }

    @Test
    void aDeadLetterIsAnEffectAndASkippedRecordNeedsNone() {
        TestTrace trace = oneOwner(3)
                .returned(0, 0, 0, 3)
                .effect(0, 0, 0, 1, Outcome.DEAD_LETTERED)
                .effect(0, 0, 1, 2, Outcome.SKIPPED)
                .done(0, 0, 2, 3)
                .committed(0, 0, 3);

        assertThat(trace.broken()).isEmpty();
        assertThat(trace.judge().ledger().processed(0).toString()).isEqualTo("0, 2");
    }

    @Test
    void aSecondDeadLetterIsADuplicate() {
        TestTrace trace = oneOwner(1)
                .returned(0, 0, 0, 1)
                .effect(0, 0, 0, 1, Outcome.DEAD_LETTERED)
                .crashed(0)
                .handOver(0, 1)
                .returned(1, 0, 0, 1)
                .effect(1, 0, 0, 1, Outcome.DEAD_LETTERED);

        assertThat(trace.count(InvariantName.DUP)).isEqualTo(1);
    }

    @Test
    void whereKeysAreToldOrderIsKeptWithinAKeyOnly() {
        TestTrace trace = oneOwner(4).returned(0, 0, 0, 4);
        keyed(trace, 1, 7).done(0, 0, 1, 2);
        keyed(trace, 0, 8).done(0, 0, 0, 1);
        assertThat(trace.count(InvariantName.ORDER)).isZero();

        keyed(trace, 3, 8).done(0, 0, 3, 4);
        keyed(trace, 2, 8).done(0, 0, 2, 3);
        assertThat(trace.violation(InvariantName.ORDER).sentence())
                .isEqualTo("ORDER orders-0@2: member-1 did it after 3 of the same key was done");
    }

    private static TestTrace durable(TestTrace trace, long from, long to) {
        trace.later();
        return trace.fact(new RecordFact.Durable(trace.now(), 0, 0, from, to));
    }

    private static TestTrace keyed(TestTrace trace, long offset, long key) {
        return trace.fact(new RecordFact.Keyed(trace.now(), 0, 0, offset, key));
    }

    @Test
    void aKeyIsLookedAtRecordByRecord() {
        TestTrace trace = oneOwner(4).returned(0, 0, 0, 4);
        keyed(trace, 0, 8);
        keyed(trace, 1, 8);
        keyed(trace, 3, 8).done(0, 0, 0, 1).done(0, 0, 3, 4).done(0, 0, 1, 2);

        assertThat(trace.count(InvariantName.ORDER)).isEqualTo(1);
        assertThat(trace.violation(InvariantName.ORDER).from()).isEqualTo(1);
        assertThat(trace.violation(InvariantName.ORDER).to()).isEqualTo(2);
    }
}
