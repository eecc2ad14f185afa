package io.offsetlab.cluster;

import io.offsetlab.app.Program;

/** The programs of one run. */
public interface Programs {

    /** Makes the program of one life of a process. It is started, resumed and stopped by events of that process. */
    Program create(Site site);

    /** Carries the run on until it is over. Programs that need the thread between two events get it here. */
    default void drive(Steps run) {
        while (run.next()) {}
    }

    /** A run, event by event. */
    interface Steps {
        /** Carries out the next event; false, and nothing more, once the run is over. */
        boolean next();
    }
}
