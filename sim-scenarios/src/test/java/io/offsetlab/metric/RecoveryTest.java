package io.offsetlab.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Arrivals become known late; an instant that only looked idle must not count as recovery. */
final class RecoveryTest {
    private final Recovery recovery = new Recovery();

    @Test
    void aFaultLastsUntilNothingWaits() {
        recovery.arrived(0, 10);
        recovery.fault(100);
        recovery.handled(200, 4);
        recovery.handled(350, 6);

        assertThat(recovery.finish(1000)).isEqualTo(Samples.of(250));
    }

    @Test
    void twoFaultsEndAtTheSameIdleInstant() {
        recovery.arrived(0, 1);
        recovery.fault(100);
        recovery.fault(150);
        recovery.handled(200, 1);

        assertThat(recovery.finish(1000)).isEqualTo(Samples.of(100, 50));
    }

    @Test
    void anArrivalThatBecomesKnownLateUndoesTheIdleInstant() {
        recovery.arrived(0, 1);
        recovery.fault(100);
        recovery.handled(200, 1);
        recovery.arrived(180, 1);
        recovery.handled(500, 1);

        assertThat(recovery.finish(1000)).isEqualTo(Samples.of(400));
    }

    @Test
    void anArrivalBehindTheIdleInstantConfirmsIt() {
        recovery.arrived(0, 1);
        recovery.fault(100);
        recovery.handled(200, 1);
        recovery.arrived(201, 1);
        recovery.handled(500, 1);

        assertThat(recovery.finish(1000)).isEqualTo(Samples.of(100));
    }

    @Test
    void aFaultInAnIdleGroupLastsUntilTheNextRecordsAreDone() {
        recovery.arrived(0, 1);
        recovery.handled(50, 1);
        recovery.fault(100);
        recovery.arrived(120, 1);
        recovery.handled(400, 1);

        assertThat(recovery.finish(1000)).isEqualTo(Samples.of(300));
    }

    @Test
    void aFaultAfterWhichNothingCameCostNoTime() {
        recovery.arrived(0, 1);
        recovery.handled(50, 1);
        recovery.fault(100);

        assertThat(recovery.finish(1000)).isEqualTo(Samples.of(0));
    }

    @Test
    void whoeverDidNotRecoverIsCountedUntilTheEnd() {
        recovery.arrived(0, 2);
        recovery.fault(100);
        recovery.handled(200, 1);

        assertThat(recovery.finish(1000)).isEqualTo(Samples.of(900));
    }
}
