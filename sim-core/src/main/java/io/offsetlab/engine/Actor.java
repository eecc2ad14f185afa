package io.offsetlab.engine;

/**
 * Something that has events of its own and can stop or stand still as a whole, such as one life of a process. The events of a
 * stopped actor do nothing; those of a frozen one wait until it thaws.
 */
public final class Actor implements Fingerprinted {
    private final Simulation simulation;
    private final Backlog backlog;
    private final int number;
    private boolean stopped;
    private long frozenUntil;

    /**
     * @param number tells this actor from others of the run, at most 2^16
     * @param skipping whether its background events may be held back
     */
    public Actor(Simulation simulation, int number, boolean skipping) {
        this.simulation = simulation;
        this.backlog = new Backlog(simulation, skipping);
        this.number = number;
    }

    public Simulation simulation() {
        return simulation;
    }

    public long now() {
        return simulation.now();
    }

    /** Queues one of the actor's events. */
    public void schedule(long at, ActorEvent event) {
        simulation.schedule(at, event);
    }

    /**
     * Queues or holds back an event that changes nothing others look at.
     *
     * @param kind orders such events of this actor at one instant, below 16
     */
    public void scheduleInBackground(long at, int kind, Event event) {
        backlog.schedule(at, (long) number << 4 | kind, event);
    }

    /** Queues one of the actor's events ahead of all counted events of its instant; {@code kind} as above. */
    public void scheduleFirst(long at, int kind, Event event) {
        simulation.scheduleFirst(at, (long) number << 4 | kind, event);
    }

    /**
     * Moves the clock to a time up to which nothing is due, as if an event that {@link #scheduleFirst} had queued had run there.
     *
     * @return whether it moved
     */
    public boolean moveFirst(long time, int kind) {
        return simulation.moveTo(time, (long) number << 4 | kind);
    }

    /** Whether an event that {@link #scheduleFirst} had queued would have run by now. */
    public boolean hasPassed(long at, int kind) {
        return simulation.hasPassed(at, (long) number << 4 | kind);
    }

    /**
     * Queues a message from or to this actor. Messages that arrive at one instant do so in the order of actors and then of
     * {@code counter}, whatever else happened before: who was looked at when leaves no mark.
     *
     * @param background whether the message changes nothing others look at
     */
    public void scheduleMessage(long at, int counter, boolean background, Event event) {
        long identity = (1L << 44) | ((long) number << 24) | (counter & 0xffffff);
        if (background) {
            backlog.schedule(at, identity, event);
        } else {
            simulation.scheduleFirst(at, identity, event);
        }
    }

    /** Takes an event out, wherever it waits. */
    public void cancel(Event event) {
        backlog.cancel(event);
    }

    public Backlog backlog() {
        return backlog;
    }

    /** From now on its events do nothing; messages that are on their way arrive all the same. */
    public void stop() {
        backlog.surface();
        stopped = true;
    }

    public boolean isStopped() {
        return stopped;
    }

    /** Its events wait until then. */
    public void freeze(long until) {
        backlog.surface();
        frozenUntil = Math.max(frozenUntil, until);
    }

    public boolean isFrozen() {
        return simulation.now() < frozenUntil;
    }

    public long frozenUntil() {
        return frozenUntil;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(stopped).add(isFrozen());
        if (isFrozen()) {
            fingerprint.addTime(frozenUntil);
        }
        fingerprint.add(backlog);
    }
}
