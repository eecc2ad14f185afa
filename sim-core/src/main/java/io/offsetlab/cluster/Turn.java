package io.offsetlab.cluster;

import io.offsetlab.fault.Fault;
import java.util.List;

/**
 * A moment from which on a run goes on otherwise than its world says. Up to then it is the same run, draw by draw.
 *
 * @param atMicros the virtual time
 * @param seed what small chance is drawn from after it; what was drawn before stays as it was drawn
 * @param faults what goes wrong after it, in place of all that has not gone wrong yet but the processes that are still to start;
 *     those whose anchor lies before the turn are left out
 */
public record Turn(long atMicros, long seed, List<Fault> faults) {
    public Turn {
        faults = List.copyOf(faults);
    }
}
