package io.offsetlab.engine;

/** An event of an {@link Actor}: it does nothing once the actor has stopped, and waits while the actor is frozen. */
public abstract class ActorEvent extends Event {
    private final Actor actor;

    protected ActorEvent(Actor actor) {
        this.actor = actor;
    }

    /** Carries out the event of an actor that is alive and awake. */
    protected abstract void act();

    @Override
    protected final void run() {
        if (actor.isStopped()) {
            return;
        }
        if (actor.isFrozen()) {
            actor.simulation().schedule(actor.frozenUntil(), this);
            return;
        }
        actor.backlog().catchUp();
        act();
    }

    protected final Actor actor() {
        return actor;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {}
}
