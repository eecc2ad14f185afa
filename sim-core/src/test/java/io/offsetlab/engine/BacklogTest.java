package io.offsetlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Events that nobody has to see on time wait beside the queue, and still happen at their time. */
final class BacklogTest {
    private final Diary diary = new Diary();
    private final Simulation simulation = diary.simulation;
    private final Backlog backlog = new Backlog(simulation, true);

    @Test
    void nothingIsHeldBackBeforeItSubmerges() {
        backlog.schedule(10, 0, diary.event("a"));

        assertThat(simulation.nextEventAt()).isEqualTo(10);
        assertThat(diary.read()).containsExactly("10:a");
    }

    @Test
    void catchingUpRunsEachEventAtItsOwnTimeAndTurnsTheClockBack() {
        backlog.submerge();
        backlog.schedule(20, 0, diary.event("b"));
        backlog.schedule(10, 0, diary.event("a", () -> backlog.schedule(15, 0, diary.event("between"))));
        backlog.schedule(31, 0, diary.event("not due"));
        assertThat(simulation.isIdle()).isTrue();
        simulation.runUntil(30);

        backlog.catchUp();

        assertThat(diary.lines).containsExactly("10:a", "15:between", "20:b");
        assertThat(simulation.now()).isEqualTo(30);
        assertThat(simulation.eventCount()).isZero();
    }

    @Test
    void dueByNowIncludesNow() {
        backlog.submerge();
        backlog.schedule(10, 0, diary.event("a"));
        simulation.runUntil(10);
        backlog.catchUp();

        assertThat(diary.lines).containsExactly("10:a");
    }

    @Test
    void catchingUpFromWithinDoesNotRunAnythingTwice() {
        backlog.submerge();
        backlog.schedule(10, 0, diary.event("a", backlog::catchUp));
        backlog.schedule(11, 0, diary.event("b"));
        simulation.runUntil(20);
        backlog.catchUp();

        assertThat(diary.lines).containsExactly("10:a", "11:b");
    }

    @Test
    void surfacingMovesWhatIsNotDueIntoTheQueueAheadOfItsInstant() {
        backlog.submerge();
        backlog.schedule(10, 0, diary.event("due"));
        backlog.schedule(40, 5, diary.event("not due"));
        simulation.schedule(40, diary.event("counted"));
        simulation.runUntil(30);

        backlog.surface();

        assertThat(diary.lines).containsExactly("10:due");
        assertThat(diary.read()).containsExactly("10:due", "40:not due", "40:counted");
        backlog.schedule(50, 0, diary.event("later"));
        assertThat(simulation.nextEventAt()).isEqualTo(50);
    }

    @Test
    void anEventIsCancelledWhereverItWaits() {
        Event inQueue = diary.event("in queue");
        Event inBacklog = diary.event("in backlog");
        backlog.schedule(10, 0, inQueue);
        backlog.submerge();
        backlog.schedule(10, 1, inBacklog);
        backlog.schedule(10, 2, diary.event("stays"));

        backlog.cancel(inQueue);
        backlog.cancel(inBacklog);
        backlog.cancel(inBacklog);
        simulation.runUntil(20);
        backlog.catchUp();

        assertThat(diary.lines).containsExactly("10:stays");
    }

    @Test
    void withSkippingSwitchedOffNothingIsEverHeldBack() {
        Backlog plain = new Backlog(simulation, false);
        plain.submerge();
        plain.schedule(10, 0, diary.event("a"));

        assertThat(simulation.nextEventAt()).isEqualTo(10);
    }

    @Test
    void whatWaitsForThisVeryInstantCanBeCancelledToo() {
        Event soon = diary.event("soon");
        simulation.scheduleNow(soon);

        backlog.cancel(soon);

        assertThat(soon.isScheduled()).isFalse();
        assertThat(diary.read()).isEmpty();
    }
}
