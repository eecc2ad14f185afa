package io.offsetlab.counterexample;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.PlaceListener;
import io.offsetlab.engine.Mix;
import io.offsetlab.engine.Pins;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Anchor.Step;
import io.offsetlab.fault.Fault;
import io.offsetlab.invariant.Judge;
import io.offsetlab.protocol.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches one run from its last deviation on: finds what else could go wrong at its further places, and looks at its states.
 *
 * <p>What the watched run passes is numbered. Up to the last deviation the numbers are those of the run that it was found in. If
 * no fault may follow, draws alone are, to tell the outcomes of the last fault apart.
 */
final class PlaceFinder implements PlaceListener {
    static final long RESTART_MICROS = 1_000_000;
    static final long LOADING_MICROS = 1_000_000;
    static final long BROKEN_MICROS = 100_000;

    private static final long NEVER = -1;
    private static final int BEFORE = -1;
    private static final int AFTER = 1;

    private final ExploredWorld world;
    private final Judge judge;
    private final @Nullable Deviation last;
    private final int joiner;
    private final int remaining;
    private final @Nullable SeenStates seen;
    /** Whether steps are numbered: where nothing more is placed nobody asks for them, and time can be skipped up to the last fault. */
    private final boolean counting;

    private final List<Deviation> found = new ArrayList<>();
    private final List<Delayed> delayed = new ArrayList<>();
    private final List<Look> looks = new ArrayList<>();
    private final long[] stepAt;
    private final long[] crashIn;
    private final long[] leaveIn;
    private long joinIn = NEVER;
    private long moveIn = NEVER;
    private @Nullable Cluster cluster;
    private long number;
    private long instant = NEVER;
    private long firstOfInstant;
    private long event;
    private boolean wasPastFaults;
    private boolean over;
    private boolean wantsLook = true;
    private long places;
    private long twins;
    private boolean stoppedAtSeen;

    /** A state of the run: its hash, and the last position before it. */
    record Look(long hash, long position) {}

    /**
     * @param remaining how many faults may still be placed
     * @param seen states that are not to be visited again, or null to visit all
     */
    PlaceFinder(ExploredWorld world, Judge judge, Placement placement, int remaining, @Nullable SeenStates seen) {
        this.world = world;
        this.judge = judge;
        this.last = placement.last();
        this.joiner = world.joiner(placement);
        this.remaining = remaining;
        this.seen = seen;
        counting = remaining > 0 || last == null || last.isRace();
        int members = world.memberCount();
        stepAt = filled(members);
        crashIn = filled(members);
        leaveIn = filled(members);
    }

    private static long[] filled(int length) {
        long[] array = new long[length];
        Arrays.fill(array, NEVER);
        return array;
    }

    @Override
    public boolean looks(boolean pastFaults) {
        return counting || (seen != null && pastFaults);
    }

    void watch(Cluster watched) {
        cluster = watched;
    }

    private long now() {
        return cluster == null ? 0 : cluster.now();
    }

    private boolean finds(DeviationKind kind) {
        return remaining > 0 && !over && !stoppedAtSeen && world.kinds().contains(kind);
    }

    private long tick(long at) {
        number++;
        if (at != instant) {
            instant = at;
            firstOfInstant = number;
        }
        return 2 * number + 1;
    }

    @Override
    public void passed(int member, int incarnation, Step step, int count, long at) {
        long position = tick(at);
        places++;
        resolve(member, step, at);
        Anchor.Place place = new Anchor.Place(member, incarnation, step, count);
        crashes(member, place, position, at);
        Fault leave = Fault.leave(place, member, RESTART_MICROS);
        leaveIn[member] = once(DeviationKind.LEAVE, leaveIn[member], position, leave);
        joins(place, position);
        moves(place, position);
        if (step.isSent()) {
            requests(member, place, position, at);
        }
        stepAt[member] = at;
        wantsLook |= step == Step.ASSIGNED || step == Step.OFFSET_COMMIT_ANSWERED;
    }

    private void crashes(int member, Anchor.Place place, long position, long at) {
        if (stepAt[member] >= 0 && stepAt[member] < at - 1) {
            Anchor before = new Anchor.AtTime(at - 1);
            add(DeviationKind.CRASH, 2 * firstOfInstant, BEFORE - member, Fault.crash(before, member, RESTART_MICROS));
        }
        Fault after = Fault.crash(place, member, RESTART_MICROS);
        crashIn[member] = once(DeviationKind.CRASH, crashIn[member], position, after);
    }

    /** Several steps within one event are one place for what happens when the event is over; returns that event. */
    private long once(DeviationKind kind, long doneIn, long position, Fault fault) {
        if (doneIn != event || seen == null) {
            add(kind, position, AFTER, fault);
        } else if (finds(kind) && Deviation.follows(position, kind, AFTER, last)) {
            twins++;
        }
        return event;
    }

    private void joins(Anchor.Place place, long position) {
        if (joiner >= 0) {
            joinIn = once(DeviationKind.JOIN, joinIn, position, Fault.join(place, joiner));
        }
    }

    private void moves(Anchor.Place place, long position) {
        Fault move = Fault.coordinatorMoved(place, LOADING_MICROS);
        moveIn = once(DeviationKind.COORDINATOR_MOVED, moveIn, position, move);
    }

    private void requests(int member, Anchor.Place place, long position, long at) {
        Request.Kind kind = place.step().request();
        add(DeviationKind.ANSWER_DROPPED, position, 0, Fault.answerDropped(place, member, 1, kind));
        add(DeviationKind.REQUEST_SWALLOWED, position, 0, Fault.requestSwallowed(place, member, 1, kind));
        add(DeviationKind.CONNECTION_BROKEN, position, 0, Fault.connectionBroken(place, member, BROKEN_MICROS));
        if (finds(DeviationKind.DELAY)) {
            delayed.add(new Delayed(place, position, at + world.latencyMicros()));
        }
    }

    @Override
    public void coordinatorActed(long at) {
        boolean further = at != instant || moveIn != event;
        long position = tick(at);
        if (further) {
            Anchor here = new Anchor.AtTime(at);
            add(DeviationKind.COORDINATOR_MOVED, position, 1, Fault.coordinatorMoved(here, LOADING_MICROS));
            moveIn = event;
        }
    }

    @Override
    public void drawn(String stream, long bound, long index) {
        long position = tick(now());
        if (over || stoppedAtSeen) {
            return;
        }
        switch (stream) {
            case "survival" -> choose(DeviationKind.COORDINATOR_MOVED, position, new Pins.Pin(stream, false, index, 1));
            case "latency" -> choose(DeviationKind.CONNECTION_BROKEN, position, new Pins.Pin(stream, false, index, 1));
            case "intake" -> takenInLate(position, bound, index);
            default -> {
                // pinned to its base: times, names and pauses are no races
            }
        }
    }

    /** The other outcome of a fault that is just happening costs nothing more; any other race is a deviation of its own. */
    private void choose(DeviationKind kind, long position, Pins.Pin pin) {
        boolean isOutcome = !wasPastFaults && cluster != null && cluster.isPastFaults();
        if ((isOutcome || finds(DeviationKind.RACE)) && isBehindLast(position)) {
            found.add(Deviation.race(isOutcome ? kind : DeviationKind.RACE, position, 0, pin, isOutcome));
        }
    }

    private boolean isBehindLast(long position) {
        boolean comparable = last != null && (counting || last.free());
        return last == null || !comparable || position > last.position();
    }

    private void takenInLate(long position, long bound, long index) {
        Pins.Pin latest = new Pins.Pin("intake", false, index, bound - 1);
        if (finds(DeviationKind.RACE) && (last == null || position > last.position())) {
            found.add(Deviation.race(DeviationKind.RACE, position, 0, latest, false));
            delayed.add(new Delayed(position, now(), bound, index));
        }
    }

    private void add(DeviationKind kind, long position, int variant, Fault fault) {
        if (finds(kind) && Deviation.follows(position, kind, variant, last)) {
            found.add(Deviation.of(kind, position, variant, fault));
        }
    }

    private void resolve(int member, Step step, long at) {
        for (Iterator<Delayed> each = delayed.iterator(); each.hasNext(); ) {
            if (each.next().isResolvedBy(member, step, at)) {
                each.remove();
            }
        }
    }

    @Override
    public void heals() {
        over = true;
    }

    @Override
    public void between(Cluster watched) {
        event++;
        wasPastFaults = watched.isPastFaults();
        if (seen != null && wantsLook && !stoppedAtSeen && isLastPassed() && watched.isPastFaults()) {
            wantsLook = false;
            watched.handOver();
            long hash = Mix.combine(Mix.combine(watched.fingerprint(), judge.fingerprint(watched.now())), remaining);
            looks.add(new Look(hash, 2 * number + 1));
            stoppedAtSeen = seen.contains(hash);
        }
        if (stoppedAtSeen && delayed.isEmpty()) {
            watched.stop();
        }
    }

    /** Faults are past anyway where states are looked at; a race that is decided otherwise is known by its number only. */
    private boolean isLastPassed() {
        return last == null || !counting || number >= (last.position() - 1) / 2;
    }

    /** What else could go wrong, in the order of being found. */
    List<Deviation> found() {
        return found;
    }

    List<Look> looks() {
        return looks;
    }

    /** How many steps the run passed before it healed. */
    long places() {
        return places;
    }

    /** How many deviations were not found anew, because they are the same as another at the end of one event. */
    long twins() {
        return twins;
    }

    /** Something that is to end after the next thing that happens elsewhere, whose time is not known yet. */
    private final class Delayed {
        private static final Set<Request.Kind> ANSWERED_AT_ONCE = EnumSet.of(
                Request.Kind.HEARTBEAT,
                Request.Kind.LEAVE_GROUP,
                Request.Kind.OFFSET_COMMIT,
                Request.Kind.OFFSET_FETCH);

        private final Anchor.@Nullable Place sent;
        private final long position;
        private final long usualAt;
        private final long bound;
        private final long index;
        private boolean answered;

        Delayed(Anchor.Place sent, long position, long arrivalAt) {
            this.sent = sent;
            this.position = position;
            this.usualAt = arrivalAt;
            this.bound = 0;
            this.index = 0;
        }

        /** An answer that the heartbeat thread takes in. */
        Delayed(long position, long usualAt, long bound, long index) {
            this.sent = null;
            this.position = position;
            this.usualAt = usualAt;
            this.bound = bound;
            this.index = index;
        }

        boolean isResolvedBy(int member, Step step, long at) {
            if (at <= usualAt) {
                return false;
            }
            Anchor.Place request = sent;
            if (request == null) {
                if (at - usualAt + 1 < bound - 1) {
                    Pins.Pin pin = new Pins.Pin("intake", false, index, at - usualAt + 1);
                    found.add(Deviation.race(DeviationKind.RACE, position, 1, pin, false));
                }
                return true;
            }
            boolean own = member == request.member();
            Request.Kind kind = request.step().request();
            answered |= own && kind != null && step == Step.answered(kind);
            if (own && answered) {
                return false;
            }
            long extra = at - usualAt + 1;
            delay(0, Fault.slow(request, request.member(), 1, extra));
            if (ANSWERED_AT_ONCE.contains(request.step().request())) {
                Anchor arrival = new Anchor.AtTime(usualAt - 1);
                delay(1, Fault.slow(arrival, request.member(), 2, extra));
            }
            return true;
        }

        private void delay(int variant, Fault slow) {
            if (Deviation.follows(position, DeviationKind.DELAY, variant, last)) {
                found.add(Deviation.of(DeviationKind.DELAY, position, variant, slow));
            }
        }
    }
}
