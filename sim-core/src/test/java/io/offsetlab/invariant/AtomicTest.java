package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RecordFact;
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
}
