package io.offsetlab.byo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks from time to time whether the runs that are going on still do. It is the only part that knows real time, of which it counts
 * its own rests; nothing of a run that goes on depends on it.
 */
final class Watchdog {
    private static final Duration REST = Duration.ofMillis(100);
    private static final List<Watched> WATCHED = new ArrayList<>();
    private static boolean running;

    private Watchdog() {}

    /** A run, and for how many rests it has stood still. */
    private static final class Watched {
        private final Hosting run;
        private long seen = -1;
        private long rests;

        Watched(Hosting run) {
            this.run = run;
        }

        void look() {
            long now = run.beats();
            if (now != seen) {
                seen = now;
                rests = 0;
            } else if (++rests * REST.toMillis() >= run.loop().patience().toMillis()) {
                run.standsStill(seen);
            }
        }
    }

    static void watch(Hosting run) {
        synchronized (WATCHED) {
            WATCHED.add(new Watched(run));
            if (!running) {
                running = true;
                Thread thread = new Thread(Watchdog::look, "offsetlab-watchdog");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // a run is itself only
    static void release(Hosting run) {
        synchronized (WATCHED) {
            WATCHED.removeIf(watched -> watched.run == run);
        }
    }

    private static void look() {
        while (true) {
            LockSupport.parkNanos(WATCHED, REST.toNanos());
            synchronized (WATCHED) {
                WATCHED.forEach(Watched::look);
            }
        }
    }
}
