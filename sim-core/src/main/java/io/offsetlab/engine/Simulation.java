package io.offsetlab.engine;

/**
 * The event loop of one run: a virtual clock in microseconds and a queue of {@link Event}s, run in the order of (virtual time,
 * sequence number). Nothing else decides the order.
 *
 * <p>Sequence numbers come in two bands. {@link #schedule} counts up. {@link #scheduleFirst} takes the caller's own number from
 * below all counted ones: what it names has, at an instant, happened before anything else of that instant is looked at. Work
 * that is skipped and computed when somebody looks (design 2c) stands on that rule: "finished by now" includes now.
 */
public final class Simulation implements Fingerprinted {
    private static final long FIRST_COUNTED = 1L << 48;

    private final EventQueue queue = new EventQueue();
    private final InstantQueue instant = new InstantQueue();
    private long now;
    private long latest;
    private long currentSequence = Long.MAX_VALUE;
    private long nextSequence = FIRST_COUNTED;
    private long eventCount;
    private long lateCount;

    /** The current virtual time in microseconds since the start of the run. */
    public long now() {
        return now;
    }

    /** How many events of the queue have run. */
    public long eventCount() {
        return eventCount;
    }

    /** How many events were held back and ran, at their own times, when somebody looked. */
    public long lateCount() {
        return lateCount;
    }

    /**
     * Puts an event into the queue, behind all events of the same instant that are already there.
     *
     * @throws IllegalStateException if the event is queued already or {@code at} lies in the past
     */
    public void schedule(long at, Event event) {
        insert(at, nextSequence++, event);
    }

    /** Puts an event into the queue for this instant, behind all that are already there. */
    public void scheduleNow(Event event) {
        insert(now, nextSequence++, event);
    }

    /**
     * Puts an event into the queue ahead of all counted events of the same instant.
     *
     * @param identity a number from 0 to 2^48 - 1 that orders such events among themselves, the same in every run
     * @throws IllegalStateException if the event is queued already or {@code at} lies in the past
     */
    public void scheduleFirst(long at, long identity, Event event) {
        if (identity < 0 || identity >= FIRST_COUNTED) {
            throw new IllegalArgumentException("identity must lie between 0 and 2^48 - 1, but was " + identity);
        }
        insert(at, identity, event);
    }

    /** Takes the next place in the order of counted events for an event whose time is not known yet. */
    public long reservePlace() {
        return nextSequence++;
    }

    /**
     * Puts an event into the queue at a place that was reserved.
     *
     * @throws IllegalStateException if the event is queued already or {@code at} lies in the past
     */
    public void scheduleAtPlace(long at, long place, Event event) {
        prepare(at, place, event);
        queue.add(event);
    }

    /**
     * Moves the clock to a time up to which nothing is due, as if the event of that place had run there.
     *
     * @return whether it moved; false if something is due before or at that place
     */
    public boolean moveTo(long time, long place) {
        if (!instant.isEmpty() && (latest < time || instant.first().sequence <= place)) {
            return false;
        }
        if (!queue.isEmpty()) {
            Event next = queue.first();
            if (next.at < time || (next.at == time && next.sequence <= place)) {
                return false;
            }
        }
        now = time;
        latest = time;
        currentSequence = place;
        return true;
    }

    private void insert(long at, long sequence, Event event) {
        prepare(at, sequence, event);
        if (at == latest && sequence >= FIRST_COUNTED) {
            instant.add(event);
        } else {
            queue.add(event);
        }
    }

    private void prepare(long at, long sequence, Event event) {
        if (event.isScheduled()) {
            throw new IllegalStateException(
                    event.getClass().getSimpleName() + " is already scheduled for " + event.at + " us");
        }
        if (at < latest) {
            throw new IllegalStateException(event.getClass().getSimpleName() + " is scheduled for " + at
                    + " us, but it is already " + latest + " us");
        }
        event.at = at;
        event.sequence = sequence;
    }

    /** Takes an event out of the queue; does nothing if it is not there. */
    public void cancel(Event event) {
        if (!event.isScheduled()) {
            return;
        }
        if (instant.holds(event)) {
            instant.remove(event);
        } else {
            queue.remove(event);
        }
    }

    /** Whether no event waits. */
    public boolean isIdle() {
        return instant.isEmpty() && queue.isEmpty();
    }

    /** The virtual time of the next event, or {@link Long#MAX_VALUE} if none waits. */
    public long nextEventAt() {
        if (!instant.isEmpty()) {
            return latest;
        }
        return queue.isEmpty() ? Long.MAX_VALUE : queue.first().at;
    }

    /** The next event: the heap's of this instant come before those that were added at it. */
    private Event poll() {
        boolean fromInstant = !instant.isEmpty() && (queue.isEmpty() || queue.first().at > latest);
        return fromInstant ? instant.poll() : queue.poll();
    }

    /**
     * Moves the clock to the next event and runs it.
     *
     * @return false if no event was waiting
     */
    public boolean step() {
        if (isIdle()) {
            return false;
        }
        Event event = poll();
        now = event.at;
        latest = now;
        currentSequence = event.sequence;
        eventCount++;
        event.run();
        return true;
    }

    /** Whether an event that was held back comes before the one that is running. */
    boolean isDue(Event event) {
        return hasPassed(event.at, event.sequence);
    }

    /** Whether an event of that time and sequence number would have run before the one that is running. */
    boolean hasPassed(long at, long sequence) {
        return at < now || (at == now && sequence < currentSequence);
    }

    /** Runs an event that was held back, at its own time: the clock shows it while the event runs. */
    void runLate(Event event) {
        long before = now;
        now = event.at;
        lateCount++;
        try {
            event.run();
        } finally {
            now = before;
        }
    }

    /** Runs all events up to and including the given time and moves the clock there. */
    public void runUntil(long time) {
        while (nextEventAt() <= time) {
            step();
        }
        now = Math.max(now, time);
        latest = now;
        currentSequence = Long.MAX_VALUE;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        Event[] events = inOrder();
        fingerprint.add(events.length);
        for (Event event : events) {
            fingerprint.addText(event.getClass().getSimpleName());
            fingerprint.add(event.at - now);
            fingerprint.add(event);
        }
    }

    private Event[] inOrder() {
        Event[] heap = queue.inOrder();
        Event[] all = new Event[heap.length + instant.size()];
        int ofInstant = 0;
        while (ofInstant < heap.length && heap[ofInstant].at <= latest) {
            ofInstant++;
        }
        System.arraycopy(heap, 0, all, 0, ofInstant);
        int next = instant.copyInto(all, ofInstant);
        System.arraycopy(heap, ofInstant, all, next, heap.length - ofInstant);
        return all;
    }
}
