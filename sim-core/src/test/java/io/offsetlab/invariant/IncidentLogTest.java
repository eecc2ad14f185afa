package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static io.offsetlab.invariant.TestTrace.owned;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.trace.ResetCause;
import org.junit.jupiter.api.Test;

/** An incident is one story, however many facts it takes, and is told once nothing more can happen to it. */
final class IncidentLogTest {

    @Test
    void theFirstAssignmentIsNoIncident() {
        assertThat(oneOwner(10).returnedAndDone(0, 0, 0, 10).ended().incidents())
                .isEmpty();
    }

    @Test
    void aCrashAnEvictionAndTheHandOverAreOneIncident() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 4)
                .crashed(0)
                .handOver(0, 1)
                .reset(1, 0, -1, 0, ResetCause.NOTHING_COMMITTED)
                .returnedAndDone(1, 0, 0, 5);
        assertThat(trace.incidents()).isEmpty();

        trace.committed(1, 0, 5);
        assertThat(trace.incidents()).hasSize(1);
        Incident incident = trace.incidents().get(0);
        assertThat(incident.cause()).isEqualTo(IncidentCause.CRASHED);
        assertThat(incident.member()).isZero();
        assertThat(incident.endAt() - incident.startAt()).isEqualTo(60);
        assertThat(incident.parts()).containsExactly(new Incident.Part(0, 4, 5, 1, 0, 81));
    }

    @Test
    void aZombiesEffectsMakeTheGapNegative() {
        TestTrace trace = oneOwner(10)
                .returned(0, 0, 0, 5)
                .handOver(0, 1)
                .reset(1, 0, -1, 0, ResetCause.NOTHING_COMMITTED)
                .returnedAndDone(1, 0, 0, 5)
                .done(0, 0, 0, 5)
                .ended();

        assertThat(trace.incidents().get(0).parts().get(0).gapMicros()).isNegative();
    }

    @Test
    void aPartitionWithNothingToDeliverDoesNotKeepTheIncidentOpen() {
        TestTrace trace = oneOwner(5)
                .returnedAndDone(0, 0, 0, 5)
                .committed(0, 0, 5)
                .left(0)
                .revoked(0, 0)
                .takenOver(1);

        assertThat(trace.judge().incidents().isOpen()).isFalse();
        assertThat(trace.judge().incidents().begun()).isEqualTo(1);
    }

    @Test
    void anArrivalIsOpenUntilTheRebalance() {
        TestTrace trace = oneOwner(5).joined(1).crashed(2);
        assertThat(trace.judge().incidents().isOpen()).isTrue();
        assertThat(trace.judge().incidents().begun()).isEqualTo(1);

        trace.formed(owned(0), owned());
        assertThat(trace.judge().incidents().isOpen()).isFalse();
    }

    @Test
    void aZombiesDeliveryEndsNothing() {
        TestTrace trace = oneOwner(10).handOver(0, 1).returned(0, 0, 0, 5);

        assertThat(trace.judge().incidents().isOpen()).isTrue();
    }

    @Test
    void aRevocationBeforeTheDepartureIsNamedAfterTheDeparture() {
        TestTrace trace = oneOwner(5).revoked(0, 0).left(0).ended();

        assertThat(trace.incidents().get(0).cause()).isEqualTo(IncidentCause.LEFT);
    }

    @Test
    void aSecondCrashAfterTheFirstDeliveryIsAnotherIncident() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 5)
                .committed(0, 0, 5)
                .crashed(0)
                .handOver(0, 1)
                .returned(1, 0, 5, 10)
                .crashed(1)
                .handOver(1, 2)
                .returned(2, 0, 5, 10)
                .ended();

        assertThat(trace.incidents()).hasSize(2);
    }

    @Test
    void aCooperativeHandOverIsOneIncidentOverTwoGenerations() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 5)
                .committed(0, 0, 5)
                .joined(1)
                .formed(owned(), owned())
                .assigned(1)
                .revoked(0, 0)
                .formed(owned(), owned(0))
                .assigned(1, 0)
                .returned(1, 0, 5, 10)
                .ended();

        assertThat(trace.incidents()).hasSize(1);
        assertThat(trace.incidents().get(0).cause()).isEqualTo(IncidentCause.JOINED);
        assertThat(trace.incidents().get(0).parts()).hasSize(1);
    }

    @Test
    void whatIsUnfinishedIsToldWhenTheRunEnds() {
        TestTrace trace = oneOwner(10).returned(0, 0, 0, 5).crashed(0).ended();

        assertThat(trace.incidents()).hasSize(1);
        assertThat(trace.incidents().get(0).parts().get(0).gapMicros()).isEqualTo(Incident.Part.NO_GAP);
    }

    @Test
    void anIncidentThatMovesNothingIsToldAtOnceAndOnce() {
        TestTrace trace = oneOwner(5).joined(1).formed(owned(0), owned());

        assertThat(trace.incidents()).hasSize(1);
        assertThat(trace.incidents().get(0).parts()).isEmpty();
        assertThat(trace.judge().incidents().finished()).isEqualTo(1);
        assertThat(trace.committed(0, 0, 0).ended().ended().incidents()).hasSize(1);
    }

    @Test
    void whoeverHasNothingLosesNothingAndItIsOver() {
        assertThat(oneOwner(5).crashed(1).judge().incidents().isOpen()).isFalse();
        assertThat(oneOwner(5).stopped(1).judge().incidents().isOpen()).isFalse();
        assertThat(oneOwner(5).lost(1).judge().incidents().isOpen()).isFalse();
        assertThat(oneOwner(5).stopped(1).incidents().get(0).cause()).isEqualTo(IncidentCause.STOPPED);
    }

    @Test
    void whoeverStopsHandsOverWhatItHeld() {
        TestTrace trace = oneOwner(5).returned(0, 0, 0, 2).stopped(0).ended();

        assertThat(trace.incidents().get(0).parts()).hasSize(1);
    }

    @Test
    void aStaticMemberThatIsBackEndsItsOwnIncidentWithoutARebalance() {
        TestTrace back = oneOwner(5)
                .fenced(0)
                .joined(1)
                .assigned(1, 0)
                .reset(1, 0, -1, 0, ResetCause.NOTHING_COMMITTED)
                .returned(1, 0, 0, 5);
        assertThat(back.judge().incidents().isOpen()).isFalse();

        TestTrace other = oneOwner(5).joined(1).assigned(0, 0);
        assertThat(other.judge().incidents().isOpen()).isTrue();
    }

    @Test
    void itIsToldOnceAllItsPartitionsAreSettled() {
        TestTrace trace = TestTrace.trace()
                .appended(0, 0, 5)
                .appended(1, 0, 5)
                .joined(0)
                .formed(owned(0, 1))
                .assigned(0, 0, 1)
                .done(0, 0, 0, 5)
                .done(0, 1, 0, 5)
                .crashed(0)
                .evicted(0)
                .joined(1)
                .formed(owned(), owned(0, 1))
                .assigned(1, 0, 1)
                .returned(1, 0, 0, 5)
                .returned(1, 1, 0, 5)
                .committed(1, 0, 5);
        assertThat(trace.incidents()).isEmpty();

        trace.committed(1, 0, 5).committed(1, 1, 5).committed(1, 1, 5);
        assertThat(trace.incidents()).hasSize(1);
        assertThat(trace.incidents().get(0).parts()).hasSize(2);
        assertThat(trace.ended().incidents()).hasSize(1);
    }

    @Test
    void whatIsUnsettledWhenTheRunEndsIsToldOnce() {
        TestTrace trace = oneOwner(5)
                .returnedAndDone(0, 0, 0, 3)
                .crashed(0)
                .handOver(0, 1)
                .reset(1, 0, -1, 0, ResetCause.NOTHING_COMMITTED)
                .returned(1, 0, 0, 5);
        assertThat(trace.judge().incidents().isOpen()).isFalse();
        assertThat(trace.incidents()).isEmpty();

        assertThat(trace.ended().ended().incidents()).hasSize(1);
    }
}
