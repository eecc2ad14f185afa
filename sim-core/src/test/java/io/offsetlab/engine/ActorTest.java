package io.offsetlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An actor stops and stands still as a whole. */
final class ActorTest {
    private final Diary diary = new Diary();
    private final Actor actor = new Actor(diary.simulation, 1, true);

    @Test
    void eventsOfAStoppedActorDoNothing() {
        actor.schedule(10, diary.actorEvent(actor, "too late"));
        diary.simulation.schedule(10, diary.event("of nobody"));
        diary.simulation.schedule(5, diary.event("stop", actor::stop));

        assertThat(diary.read()).containsExactly("5:stop", "10:of nobody");
        assertThat(actor.isStopped()).isTrue();
    }

    @Test
    void whatWasHeldBackForAStoppedActorDoesNothingButMessagesArrive() {
        actor.backlog().submerge();
        actor.scheduleInBackground(10, 0, diary.actorEvent(actor, "too late"));
        actor.scheduleMessage(10, 0, true, diary.event("message"));
        actor.stop();

        assertThat(diary.read()).containsExactly("10:message");
    }

    @Test
    void eventsOfAFrozenActorWaitUntilItThawsAndKeepTheirOrder() {
        actor.schedule(10, diary.actorEvent(actor, "a"));
        actor.schedule(20, diary.actorEvent(actor, "b"));
        actor.schedule(200, diary.actorEvent(actor, "c"));
        actor.freeze(100);

        assertThat(diary.read()).containsExactly("100:a", "100:b", "200:c");
    }

    @Test
    void aShorterFreezeDoesNotEndALongerOne() {
        actor.freeze(100);
        actor.freeze(50);

        assertThat(actor.frozenUntil()).isEqualTo(100);
        diary.simulation.runUntil(99);
        assertThat(actor.isFrozen()).isTrue();
        diary.simulation.runUntil(100);
        assertThat(actor.isFrozen()).isFalse();
    }

    @Test
    void freezingBringsTheBacklogUpToNowAndHoldsTheRestUntilTheThaw() {
        actor.backlog().submerge();
        actor.scheduleInBackground(10, 0, diary.actorEvent(actor, "was due"));
        actor.scheduleInBackground(30, 0, diary.actorEvent(actor, "was not"));
        diary.simulation.runUntil(20);

        actor.freeze(100);

        assertThat(diary.lines).containsExactly("10:was due");
        assertThat(diary.read()).containsExactly("10:was due", "100:was not");
    }

    @Test
    void anEventCatchesUpWithItsActorsBacklogBeforeItActs() {
        actor.backlog().submerge();
        actor.scheduleInBackground(10, 0, diary.actorEvent(actor, "background"));
        actor.schedule(20, diary.actorEvent(actor, "foreground"));

        assertThat(diary.read()).containsExactly("10:background", "20:foreground");
    }

    @Test
    void backgroundEventsOfOneInstantRunByActorAndKind() {
        Actor other = new Actor(diary.simulation, 2, true);
        other.scheduleFirst(10, 0, diary.event("actor 2, kind 0"));
        actor.scheduleInBackground(10, 3, diary.event("actor 1, kind 3"));
        actor.scheduleFirst(10, 2, diary.event("actor 1, kind 2"));

        assertThat(diary.read()).containsExactly("10:actor 1, kind 2", "10:actor 1, kind 3", "10:actor 2, kind 0");
    }

    @Test
    void messagesOfOneInstantArriveByActorAndCounterBehindItsOtherFirstEvents() {
        Actor other = new Actor(diary.simulation, 2, true);
        other.scheduleMessage(10, 0, false, diary.event("actor 2, message 0"));
        actor.scheduleMessage(10, 4, false, diary.event("actor 1, message 4"));
        actor.scheduleMessage(10, 3, true, diary.event("actor 1, message 3"));
        other.scheduleFirst(10, 1, diary.event("actor 2, kind 1"));
        diary.simulation.schedule(10, diary.event("counted"));

        assertThat(diary.read())
                .containsExactly(
                        "10:actor 2, kind 1",
                        "10:actor 1, message 3",
                        "10:actor 1, message 4",
                        "10:actor 2, message 0",
                        "10:counted");
    }
}
