package io.offsetlab.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Actors that count in the background: each has three counters that tick at their own pace. What anybody sees of a counter goes
 * into the history of its actor. Nobody disturbs the last actor: there is always something to skip.
 */
final class ToyWorld {
    private static final int COUNTERS = 3;

    private final Simulation simulation = new Simulation();
    private final List<Toy> toys = new ArrayList<>();

    ToyWorld(int actors, boolean skipping) {
        for (int number = 0; number < actors; number++) {
            toys.add(new Toy(number, skipping));
        }
    }

    /** Plans something for one of the actors; what it is follows from the number. */
    void plan(long at, int number) {
        Toy toy = toys.get(number % toys.size());
        Toy other = toys.get(number / 7 % (toys.size() - 1));
        switch (number / 100 % 6) {
            case 0 -> toy.actor.schedule(at, new Act(toy, toy::see));
            case 1 -> toy.actor.schedule(at, new Act(toy, toy.actor.backlog()::submerge));
            case 2 -> toy.actor.schedule(at, new Act(toy, () -> toy.startTicking(number)));
            case 3 -> simulation.schedule(at, new Outside(other, false, 0));
            case 4 -> simulation.schedule(at, new Outside(other, true, 0));
            default -> simulation.schedule(at, new Outside(other, true, number % 50));
        }
    }

    /** Runs to the end of this time and returns what each actor's history says. */
    List<List<String>> histories(long until) {
        simulation.runUntil(until);
        toys.forEach(toy -> toy.actor.backlog().catchUp());
        return toys.stream().map(toy -> toy.history).toList();
    }

    long eventCount() {
        return simulation.eventCount();
    }

    private final class Toy {
        private final Actor actor;
        private final int[] counts = new int[COUNTERS];
        private final Tick[] ticks = new Tick[COUNTERS];
        private final List<String> history = new ArrayList<>();

        Toy(int number, boolean skipping) {
            actor = new Actor(simulation, number, skipping);
            for (int kind = 0; kind < COUNTERS; kind++) {
                ticks[kind] = new Tick(this, kind);
            }
            actor.backlog().submerge();
            startTicking(number);
        }

        void startTicking(int number) {
            int kind = number % COUNTERS;
            actor.cancel(ticks[kind]);
            actor.scheduleInBackground(simulation.now() + ticks[kind].pace, kind, ticks[kind]);
        }

        void see() {
            history.add(simulation.now() + " counts " + counts[0] + " " + counts[1] + " " + counts[2]);
        }
    }

    private final class Tick extends ActorEvent {
        private final Toy toy;
        private final int kind;
        private final int pace;

        Tick(Toy toy, int kind) {
            super(toy.actor);
            this.toy = toy;
            this.kind = kind;
            this.pace = 3 + kind;
        }

        @Override
        protected void act() {
            toy.counts[kind] = toy.counts[kind] * 2 % 1000 + kind + toy.counts[(kind + 1) % COUNTERS];
            toy.history.add(simulation.now() + " tick " + kind);
            actor().scheduleInBackground(simulation.now() + pace, kind, this);
        }
    }

    private static final class Act extends ActorEvent {
        private final Runnable what;

        Act(Toy toy, Runnable what) {
            super(toy.actor);
            this.what = what;
        }

        @Override
        protected void act() {
            what.run();
        }
    }

    /** Somebody else looks at an actor, ends its holding back, or freezes it. */
    private final class Outside extends Event {
        private final Toy toy;
        private final boolean surfaces;
        private final long freezesFor;

        Outside(Toy toy, boolean surfaces, long freezesFor) {
            this.toy = toy;
            this.surfaces = surfaces;
            this.freezesFor = freezesFor;
        }

        @Override
        protected void run() {
            toy.actor.backlog().catchUp();
            if (surfaces) {
                toy.actor.backlog().surface();
            }
            if (freezesFor > 0) {
                toy.actor.freeze(simulation.now() + freezesFor);
            }
            toy.see();
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {
            fingerprint.add(surfaces).add(freezesFor);
        }
    }
}
