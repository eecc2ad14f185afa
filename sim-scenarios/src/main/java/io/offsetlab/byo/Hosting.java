package io.offsetlab.byo;

import io.offsetlab.app.Program;
import io.offsetlab.byo.fiber.Fiber;
import io.offsetlab.byo.fiber.Fibers;
import io.offsetlab.cluster.Programs;
import io.offsetlab.cluster.Site;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One run of a loop. Whoever has the turn and has to wait steps the simulation itself, until the next thing to run is code: its own,
 * and it goes on; somebody else's, and it gives the turn to that one. The driver has the turn as long as nobody's code waits.
 */
@SuppressWarnings("ReferenceEquality") // a strand is itself only
final class Hosting implements Programs, Fibers.Listener {
    private static final int MOST_CALLS_AT_AN_INSTANT = 100_000;
    private static final int MOST_SWALLOWED = 100;
    private static final long GIVEN_UP = -1;

    private final OwnLoop loop;
    private final Fibers fibers;
    private final ArrayDeque<Strand> ready = new ArrayDeque<>();
    private final List<Strand> strands = new ArrayList<>();
    private final AtomicLong beats = new AtomicLong();
    private @Nullable Steps run;
    private @Nullable VirtualContents contents;
    private volatile @Nullable Strand current;
    private volatile @Nullable Strand lost;
    private volatile boolean over;
    private volatile @Nullable Throwable failure;
    private long blockingCalls;
    private long handOvers;
    private long droppedEffects;
    private long leftBehind;

    Hosting(OwnLoop loop) {
        this.loop = loop;
        this.fibers = loop.onPlatformThreads() ? Fibers.onPlatformThreads() : Fibers.create(this);
    }

    OwnLoop loop() {
        return loop;
    }

    Fibers fibers() {
        return fibers;
    }

    /** What stands in the records of this run. */
    VirtualContents contents(Site site) {
        VirtualContents known = contents;
        if (known == null) {
            known = new VirtualContents(site);
            contents = known;
        }
        return known;
    }

    @Override
    public Program create(Site site) {
        return new Hosted(this, site);
    }

    @Override
    public void drive(Steps steps) {
        run = steps;
        Watchdog.watch(this);
        try {
            fibers.drive(this::carryOn);
        } finally {
            Watchdog.release(this);
            over = true;
            loop.tally().add(blockingCalls, handOvers, droppedEffects, leftBehind);
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    /** The driver's part. */
    private void carryOn() {
        while (failure == null) {
            Strand next = ready.poll();
            if (next != null) {
                resume(next);
            } else if (!step()) {
                break;
            }
        }
        over = true;
        ready.clear();
        for (Strand strand : new ArrayList<>(strands)) {
            strand.dead = true;
            if (lost == null && strand.fiber().hasBegun() && !strand.leftBehind) {
                unwind(strand);
            }
        }
    }

    /** Makes code end that waits. */
    private void unwind(Strand strand) {
        if (strand.parkedElsewhere) {
            strand.fiber().interrupt();
        }
        resume(strand);
        if (!strand.fiber().hasEnded() && !strand.leftBehind) {
            leaveBehind(strand);
        }
    }

    private void resume(Strand next) {
        handOvers++;
        current = next;
        next.parkedElsewhere = false;
        fibers.resume(next.fiber());
        current = null;
    }

    /** It can only be woken by code of its own process; if there is none, it never will be. */
    @Override
    public void parkedElsewhere(Fiber fiber) {
        Strand strand = strandOf(fiber);
        strand.parkedElsewhere = true;
        if (strand.dead) {
            leaveBehind(strand);
            fail(BadLoop.parkedElsewhere(fiber));
        } else if (strand.process().strandsAlive() == 1) {
            fail(BadLoop.parkedElsewhere(fiber));
        }
    }

    @Override
    public void woken(Fiber fiber) {
        Strand strand = strandOf(fiber);
        if (!ready.contains(strand)) {
            ready.add(strand);
        }
    }

    @Override
    public void wokenFromOutside(Fiber fiber) {
        fail(BadLoop.wokenFromOutside(fiber));
    }

    private Strand strandOf(Fiber fiber) {
        for (Strand strand : strands) {
            if (strand.fiber() == fiber) {
                return strand;
            }
        }
        throw new IllegalStateException("nobody knows " + fiber.name());
    }

    private boolean step() {
        beat();
        Steps steps = run;
        try {
            return steps != null && steps.next();
        } catch (RuntimeException | Error thrown) {
            fail(thrown);
            return false;
        }
    }

    /** The run ends with this, unless it had failed already. */
    void fail(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
    }

    /** A new simulated thread, which begins as soon as the event that is going on is over. */
    void begin(Strand strand) {
        strands.add(strand);
        ready.add(strand);
    }

    /** A new simulated thread, which begins as soon as it is made ready. */
    void add(Strand strand) {
        strands.add(strand);
    }

    /** What this strand waited for has happened. */
    void ready(Strand strand) {
        ready.add(strand);
    }

    /** The process of this strand is gone: its code is made to end before anything else happens. */
    void kill(Strand strand) {
        strand.dead = true;
        ready.remove(strand);
        if (!strand.fiber().hasBegun()) {
            strands.remove(strand);
        } else if (strand.parkedElsewhere) {
            strand.fiber().interrupt();
        } else if (strand != current && !strand.fiber().hasEnded()) {
            ready.addFirst(strand);
        }
    }

    /** The code of a strand is over, on its own thread, which is about to give the turn back to the driver. */
    void ended(Strand strand) {
        handOvers++;
        strands.remove(strand);
    }

    /** Waits on the caller's own thread until somebody makes its strand ready. */
    void await(Strand me) {
        if (!me.waited) {
            me.waited = true;
            blockingCalls++;
        }
        while (!me.dead) {
            Strand next = ready.poll();
            if (next == me) {
                break;
            }
            if (next != null) {
                handOvers++;
                current = next;
                next.parkedElsewhere = false;
                fibers.pass(me.fiber(), next.fiber());
                current = me;
                break;
            }
            if (failure != null || !step()) {
                handOvers++;
                fibers.toDriver(me.fiber());
                current = me;
            }
        }
        if (me.dead) {
            throw gone(me);
        }
    }

    /**
     * A thread calls something of ours.
     *
     * @return the strand that the thread belongs to
     * @throws ProcessKilled if its process is gone
     * @throws IllegalStateException if the run is over
     * @throws BadLoop if the thread is none of the process
     */
    Strand enter(Hosted process) {
        beat();
        Strand me = current;
        if (me == null || !me.fiber().isCurrent()) {
            if (over) {
                throw new IllegalStateException(
                        "The run in which " + process.name() + " lived has ended; nothing of it can be used any more.");
            }
            BadLoop stranger = BadLoop.strangeThread(process.name());
            fail(stranger);
            throw stranger;
        }
        if (me.process() != process) {
            throw BadLoop.otherProcess(process.name(), me.process().name());
        }
        if (me.dead) {
            throw gone(me);
        }
        countCall(me, process.now());
        return me;
    }

    /** Code does something that needs no turn. */
    void checkAlive() {
        Strand me = current;
        if (me != null && me.dead && me.fiber().isCurrent()) {
            throw gone(me);
        }
    }

    private void countCall(Strand me, long now) {
        me.waited = false;
        if (me.instant != now) {
            me.instant = now;
            me.callsAtInstant = 0;
        } else if (++me.callsAtInstant > MOST_CALLS_AT_AN_INSTANT) {
            BadLoop endless = BadLoop.timeStands(me.fiber(), MOST_CALLS_AT_AN_INSTANT);
            fail(endless);
            fibers.toDriver(me.fiber());
            throw gone(me);
        }
    }

    /** Tells code that its process is gone; code that will not hear it loses its thread. */
    private ProcessKilled gone(Strand me) {
        if (++me.told > MOST_SWALLOWED) {
            fail(BadLoop.swallows(me.fiber(), MOST_SWALLOWED));
            leaveBehind(me);
            fibers.toDriver(me.fiber());
        }
        return new ProcessKilled(
                over
                        ? "The run of " + me.process().name() + " is over."
                        : "The process of " + me.process().name() + " was killed.");
    }

    void effectDropped() {
        droppedEffects++;
    }

    private void leaveBehind(Strand strand) {
        strand.leftBehind = true;
        leftBehind++;
    }

    /** Shows that something goes on. A thread that was given up stays here for ever. */
    private void beat() {
        long seen = beats.get();
        while (!beats.compareAndSet(seen, seen + 1) || seen == GIVEN_UP) {
            if (seen == GIVEN_UP) {
                break;
            }
            seen = beats.get();
        }
        Strand gone = lost;
        while (gone != null && gone.fiber().isCurrent()) {
            LockSupport.park(this);
        }
    }

    /** How often something has gone on, for the watchdog. */
    long beats() {
        return beats.get();
    }

    /** Nothing has gone on for too long. */
    void standsStill(long seen) {
        Strand stuck = current;
        if (stuck == null || !beats.compareAndSet(seen, GIVEN_UP)) {
            return;
        }
        fail(BadLoop.standsStill(stuck.fiber(), loop.patience()));
        leaveBehind(stuck);
        lost = stuck;
        fibers.giveUp();
    }
}
