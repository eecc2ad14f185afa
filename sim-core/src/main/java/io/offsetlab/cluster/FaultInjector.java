package io.offsetlab.cluster;

import io.offsetlab.app.Worker;
import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Anchor.Step;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.Lane;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.RunFact;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Waits for the anchors of the scenario's faults and lets them happen, each once, until the run heals. */
final class FaultInjector implements Fingerprinted {
    /** Behind the events that actors put first at an instant, before messages and all counted events. */
    private static final long AT_A_PLACE = 1L << 43;

    private final Run run;
    private final FaultEffects effects;
    private final List<Pending> pending = new ArrayList<>();
    private final PlaceCounter places;
    private final @Nullable PlaceListener listener;
    private final boolean countsPlaces;
    private boolean healed;

    /** @param listener told of the places that are passed, or null */
    FaultInjector(Run run, @Nullable PlaceListener listener) {
        this.run = run;
        this.listener = listener;
        this.effects = new FaultEffects(run);
        List<Fault> later = run.turn() == null ? List.of() : run.turn().faults();
        this.countsPlaces = listener != null
                || Stream.concat(run.world().faults().stream(), later.stream())
                        .anyMatch(fault -> fault.anchor() instanceof Anchor.Place);
        this.places = new PlaceCounter(run.world().members().size());
    }

    /** Whether somebody wants to know of the requests that members send. */
    boolean countsPlaces() {
        return countsPlaces;
    }

    /** Whether somebody wants to know of each place. */
    private boolean isWatched() {
        return listener != null && listener.looks(pending.isEmpty());
    }

    /** Whether every fault has happened or never will. */
    boolean isIdle() {
        return pending.isEmpty();
    }

    /** Sets the anchors. */
    void begin() {
        List<Fault> faults = run.world().faults();
        for (int index = 0; index < faults.size(); index++) {
            await(new Due(index, faults.get(index)));
        }
    }

    private void await(Due due) {
        if (due.fault.anchor() instanceof Anchor.AtTime time) {
            if (time.micros() < run.world().chaosMicros()) {
                run.simulation().schedule(time.micros(), due);
            }
            pending.add(new Pending(due, null));
        } else {
            pending.add(new Pending(due, due.fault.anchor()));
        }
    }

    /** Other faults in place of those that have not happened; who is to start later still does. Their numbers follow the world's. */
    void turn(List<Fault> instead) {
        if (healed) {
            return;
        }
        pending.stream()
                .filter(waiting -> waiting.due.fault.kind() != FaultKind.JOIN)
                .forEach(waiting -> run.simulation().cancel(waiting.due));
        pending.removeIf(waiting -> waiting.due.fault.kind() != FaultKind.JOIN);
        int index = run.world().faults().size();
        for (Fault fault : instead) {
            if (fault.kind() != FaultKind.JOIN && !isPast(fault.anchor())) {
                await(new Due(index, fault));
            }
            index++;
        }
    }

    private boolean isPast(Anchor anchor) {
        if (anchor instanceof Anchor.AtTime time) {
            return time.micros() <= run.simulation().now();
        }
        if (anchor instanceof Anchor.RecordFinished record) {
            return run.effects().has(record.partition(), record.offset());
        }
        return anchor instanceof Anchor.GroupFinished group && run.effects().distinct() >= group.records();
    }

    /** From now on nothing goes wrong; what has not happened is reported. */
    void heal() {
        healed = true;
        for (Pending waiting : pending) {
            run.simulation().cancel(waiting.due);
            run.facts().accept(new RunFact.FaultNotReached(run.simulation().now(), waiting.due.index));
        }
        pending.clear();
    }

    /** Looks whether a fact is an anchor. */
    void observe(Fact fact) {
        if (healed || (pending.isEmpty() && !isWatched())) {
            return;
        }
        if (countsPlaces) {
            observeStep(fact);
        }
        if (!(fact instanceof RecordFact.Effect) && !(fact instanceof RecordFact.Durable)) {
            return;
        }
        for (int i = 0; i < pending.size(); i++) {
            Pending waiting = pending.get(i);
            if (waiting.anchor != null && isReached(waiting.anchor, fact) && !waiting.due.isScheduled()) {
                run.simulation().scheduleNow(waiting.due);
            }
        }
    }

    private void observeStep(Fact fact) {
        if (fact instanceof ProcessFact.Restarted restarted) {
            places.begin(restarted.member(), restarted.incarnation());
        } else if (listener != null && fact.lane() == Lane.COORDINATOR && isWatched()) {
            listener.coordinatorActed(fact.at());
        }
        Step step = PlaceCounter.stepOf(fact);
        if (step != null) {
            pass(fact.lane(), step);
        }
    }

    /** A member takes a step; what is anchored to it happens before anything else, and before a request is sent if it is about that. */
    void pass(int member, Step step) {
        boolean watched = isWatched();
        if (healed || (pending.isEmpty() && !watched)) {
            return;
        }
        int number = places.count(member, step);
        if (listener != null && watched) {
            listener.passed(
                    member,
                    places.incarnation(member),
                    step,
                    number,
                    run.simulation().now());
        }
        if (pending.isEmpty()) {
            return;
        }
        for (Pending waiting : List.copyOf(pending)) {
            if (waiting.anchor instanceof Anchor.Place place
                    && places.isAt(place, member, step)
                    && !waiting.due.isScheduled()) {
                reach(waiting.due, member, step);
            }
        }
    }

    private void reach(Due due, int member, Step step) {
        if (step.isSent() && due.fault.kind().hitsRequests() && due.fault.member() == member) {
            happen(due);
        } else {
            run.simulation().scheduleFirst(run.simulation().now(), AT_A_PLACE | due.index, due);
        }
    }

    private void happen(Due due) {
        pending.removeIf(waiting -> waiting.due == due);
        run.catchUpAll();
        if (effects.canHit(due.fault)) {
            run.facts().accept(new RunFact.FaultFired(run.simulation().now(), due.index));
            effects.apply(due.fault);
        } else {
            run.facts().accept(new RunFact.FaultNotReached(run.simulation().now(), due.index));
        }
        run.lookAgain();
    }

    private boolean isReached(Anchor anchor, Fact fact) {
        if (anchor instanceof Anchor.RecordFinished record) {
            return fact instanceof RecordFact.Effect effect
                    && effect.partition() == record.partition()
                    && effect.from() <= record.offset()
                    && record.offset() < effect.to();
        }
        if (anchor instanceof Anchor.GroupFinished group) {
            boolean finished = fact instanceof RecordFact.Effect || fact instanceof RecordFact.Durable;
            return finished && run.effects().distinct() >= group.records();
        }
        return false;
    }

    /** Whether somebody counts the group's records one by one, because the count is near an anchor. */
    boolean countsEveryRecord() {
        if (!healed && isWatched()) {
            return true;
        }
        if (pending.isEmpty()) {
            return false;
        }
        long nearest = Long.MAX_VALUE;
        for (int i = 0; i < pending.size(); i++) {
            Pending waiting = pending.get(i);
            if (waiting.anchor instanceof Anchor.GroupFinished group && !waiting.due.isScheduled()) {
                nearest = Math.min(nearest, group.records());
            }
            if (waiting.anchor instanceof Anchor.Place place && PlaceCounter.needsEveryRecord(place.step())) {
                return true;
            }
        }
        return nearest < Long.MAX_VALUE && run.effects().distinct() + run.recordsInHand() >= nearest;
    }

    /** When this worker will finish the next record that is an anchor, or {@link Long#MAX_VALUE}. */
    long nextAnchorAt(Worker worker) {
        long next = Long.MAX_VALUE;
        for (Pending waiting : pending) {
            if (waiting.anchor instanceof Anchor.RecordFinished record && !waiting.due.isScheduled()) {
                long at = worker.finishOf(record.partition(), record.offset());
                next = at < 0 ? next : Math.min(next, at);
            }
        }
        return next;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(healed).add(pending.size());
        boolean counted = false;
        for (Pending waiting : pending) {
            fingerprint.add(waiting.due.index);
            counted |= waiting.anchor instanceof Anchor.Place;
        }
        if (counted) {
            fingerprint.add(places);
        }
    }

    /** A fault that has not happened; {@code anchor} is null if the queue holds it. */
    private static final class Pending {
        private final Due due;
        private final @Nullable Anchor anchor;

        Pending(Due due, @Nullable Anchor anchor) {
            this.due = due;
            this.anchor = anchor;
        }
    }

    /** A fault happens. */
    private final class Due extends Event {
        private final int index;
        private final Fault fault;

        Due(int index, Fault fault) {
            this.index = index;
            this.fault = fault;
        }

        @Override
        protected void run() {
            happen(this);
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {
            fingerprint.add(index);
        }
    }
}
