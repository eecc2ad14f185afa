package io.offsetlab.engine;

/**
 * Events of one actor that nobody has to see on time, because they change nothing that others look at. They stay out of the
 * simulation's queue and run, each at its own virtual time, when somebody {@linkplain #catchUp catches up}; or they
 * {@linkplain #surface surface} into the queue once they could matter. With skipping switched off they go through the queue
 * one by one: by construction a run comes out the same either way.
 */
public final class Backlog implements Fingerprinted {
    private final Simulation simulation;
    private final EventQueue queue = new EventQueue();
    private final boolean skipping;
    private boolean submerged;
    private boolean running;

    /** @param skipping whether events may be held back at all */
    public Backlog(Simulation simulation, boolean skipping) {
        this.simulation = simulation;
        this.skipping = skipping;
    }

    /** Holds the event back, or queues it ahead of all counted events of its instant if nothing is held back now. */
    public void schedule(long at, long identity, Event event) {
        if (submerged) {
            event.at = at;
            event.sequence = identity;
            queue.add(event);
        } else {
            simulation.scheduleFirst(at, identity, event);
        }
    }

    /** Takes an event out, wherever it waits. */
    public void cancel(Event event) {
        if (!event.isScheduled()) {
            return;
        }
        if (queue.holds(event)) {
            queue.remove(event);
        } else {
            simulation.cancel(event);
        }
    }

    /** Runs what was due by now. */
    public void catchUp() {
        if (running || queue.isEmpty() || !simulation.isDue(queue.first())) {
            return;
        }
        running = true;
        try {
            while (!queue.isEmpty() && simulation.isDue(queue.first())) {
                simulation.runLate(queue.poll());
            }
        } finally {
            running = false;
        }
    }

    /** Catches up, and from now on holds nothing back. */
    public void surface() {
        if (!submerged) {
            return;
        }
        catchUp();
        submerged = false;
        while (!queue.isEmpty()) {
            Event event = queue.poll();
            simulation.scheduleFirst(event.at, event.sequence, event);
        }
    }

    /** Holds back what is scheduled from now on. */
    public void submerge() {
        submerged = skipping;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        Event[] events = queue.inOrder();
        fingerprint.add(submerged).add(events.length);
        for (Event event : events) {
            fingerprint.addText(event.getClass().getSimpleName());
            fingerprint.addTime(event.at);
            fingerprint.add(event);
        }
    }
}
