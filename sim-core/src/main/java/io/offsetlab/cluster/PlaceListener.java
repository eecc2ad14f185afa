package io.offsetlab.cluster;

import io.offsetlab.engine.DrawListener;
import io.offsetlab.fault.Anchor.Step;

/** Told of the places of a run as it passes them, until it heals: whoever looks for places where a fault could happen. */
public interface PlaceListener extends DrawListener {

    /**
     * Whether it wants to know of places at this moment. As long as it does not, time is skipped as in any other run.
     *
     * @param pastFaults whether every fault has happened or cannot happen any more
     */
    boolean looks(boolean pastFaults);

    /**
     * A member passes a place.
     *
     * @param number how many steps of this kind its life has by now
     * @param at the virtual time in microseconds
     */
    void passed(int member, int incarnation, Step step, int number, long at);

    /** The coordinator's history goes on. */
    void coordinatorActed(long at);

    /** The run heals; no further place is told of. */
    void heals();

    /** An event is over; the state of the run can be looked at, and the run be stopped. */
    void between(Cluster cluster);
}
