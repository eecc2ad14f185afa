package io.offsetlab.engine;

import java.util.ArrayList;
import java.util.List;

/** What happened in a test, as {@code time:what}, and events that write into it. */
final class Diary {
    final Simulation simulation = new Simulation();
    final List<String> lines = new ArrayList<>();

    void write(String what) {
        lines.add(simulation.now() + ":" + what);
    }

    Event event(String what) {
        return event(what, () -> {});
    }

    Event event(String what, Runnable more) {
        return new Entry(what, more);
    }

    ActorEvent actorEvent(Actor actor, String what) {
        return new ActorEntry(actor, what);
    }

    /** Runs to the end and returns what was written. */
    List<String> read() {
        while (simulation.step()) {
            continue;
        }
        return lines;
    }

    private final class Entry extends Event {
        private final String what;
        private final Runnable more;

        Entry(String what, Runnable more) {
            this.what = what;
            this.more = more;
        }

        @Override
        protected void run() {
            write(what);
            more.run();
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {
            fingerprint.addText(what);
        }
    }

    private final class ActorEntry extends ActorEvent {
        private final String what;

        ActorEntry(Actor actor, String what) {
            super(actor);
            this.what = what;
        }

        @Override
        protected void act() {
            write(what);
        }
    }
}
