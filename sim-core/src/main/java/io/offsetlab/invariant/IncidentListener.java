package io.offsetlab.invariant;

/** Told of incidents one by one, each when no more repeats are to be expected of it, at the latest when the run ends. */
@FunctionalInterface
public interface IncidentListener {
    void finished(Incident incident);
}
