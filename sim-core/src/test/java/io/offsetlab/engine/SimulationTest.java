package io.offsetlab.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** A run is decided by (virtual time, sequence number) alone. */
final class SimulationTest {
    private final Diary diary = new Diary();
    private final Simulation simulation = diary.simulation;

    @Test
    void earlierEventsRunFirstAndTheClockShowsTheirTime() {
        simulation.schedule(30, diary.event("late"));
        simulation.schedule(10, diary.event("early"));
        simulation.schedule(20, diary.event("middle"));

        assertThat(diary.read()).containsExactly("10:early", "20:middle", "30:late");
        assertThat(simulation.eventCount()).isEqualTo(3);
        assertThat(simulation.isIdle()).isTrue();
    }

    @Test
    void eventsOfOneInstantRunInTheOrderOfScheduling() {
        simulation.schedule(5, diary.event("first", () -> simulation.scheduleNow(diary.event("third"))));
        simulation.schedule(5, diary.event("second"));

        assertThat(diary.read()).containsExactly("5:first", "5:second", "5:third");
    }

    @Test
    void whatIsScheduledFirstRunsAheadOfAllCountedEventsOfItsInstantByIdentity() {
        simulation.schedule(5, diary.event("counted"));
        simulation.schedule(4, diary.event("before"));
        simulation.scheduleFirst(5, 7, diary.event("identity 7"));
        simulation.scheduleFirst(5, 3, diary.event("identity 3"));

        assertThat(diary.read()).containsExactly("4:before", "5:identity 3", "5:identity 7", "5:counted");
    }

    @Test
    void anIdentityOutsideItsBandIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulation.scheduleFirst(5, 1L << 48, diary.event("x")))
                .withMessage("identity must lie between 0 and 2^48 - 1, but was 281474976710656");
        assertThatIllegalArgumentException().isThrownBy(() -> simulation.scheduleFirst(5, -1, diary.event("x")));
    }

    @Test
    void aCancelledEventDoesNotRunAndCanBeScheduledAgain() {
        Event timer = diary.event("timer");
        simulation.schedule(10, timer);
        simulation.cancel(timer);
        assertThat(timer.isScheduled()).isFalse();

        simulation.schedule(20, timer);

        assertThat(timer.isScheduled()).isTrue();
        assertThat(timer.at()).isEqualTo(20);
        assertThat(diary.read()).containsExactly("20:timer");
    }

    @Test
    void cancellingWhatDoesNotWaitChangesNothing() {
        Event timer = diary.event("timer");
        simulation.cancel(timer);
        simulation.schedule(10, diary.event("other"));
        simulation.cancel(timer);

        assertThat(diary.read()).containsExactly("10:other");
    }

    @Test
    void oneEventWaitsInTheQueueOnlyOnce() {
        Event timer = diary.event("timer");
        simulation.schedule(10, timer);

        assertThatIllegalStateException()
                .isThrownBy(() -> simulation.schedule(20, timer))
                .withMessage("Entry is already scheduled for 10 us");
    }

    @Test
    void nothingIsScheduledForThePast() {
        simulation.runUntil(10);

        assertThatIllegalStateException()
                .isThrownBy(() -> simulation.schedule(9, diary.event("x")))
                .withMessage("Entry is scheduled for 9 us, but it is already 10 us");
        simulation.schedule(10, diary.event("now"));
        assertThat(diary.read()).containsExactly("10:now");
    }

    @Test
    void runUntilRunsWhatIsDueThenAndLeavesTheRest() {
        simulation.schedule(10, diary.event("due"));
        simulation.schedule(11, diary.event("not due"));

        simulation.runUntil(10);

        assertThat(diary.lines).containsExactly("10:due");
        assertThat(simulation.now()).isEqualTo(10);
        assertThat(simulation.nextEventAt()).isEqualTo(11);
        simulation.runUntil(50);
        assertThat(simulation.now()).isEqualTo(50);
        assertThat(simulation.nextEventAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void stepSaysWhetherThereWasAnEvent() {
        assertThat(simulation.step()).isFalse();
        simulation.schedule(0, diary.event("x"));
        assertThat(simulation.step()).isTrue();
    }

    @Test
    void theFingerprintTellsWhatWaitsAndInHowMuchTimeButNotWhen() {
        simulation.schedule(10, diary.event("a"));
        long early = fingerprint(simulation);
        simulation.schedule(12, diary.event("b"));
        assertThat(fingerprint(simulation)).isNotEqualTo(early);

        Diary later = new Diary();
        later.simulation.runUntil(100);
        later.simulation.schedule(110, later.event("a"));
        assertThat(fingerprint(later.simulation)).isEqualTo(early);
    }

    private static long fingerprint(Simulation simulation) {
        return new Fingerprint(simulation.now()).add(simulation).value();
    }
}
