package io.offsetlab.byo;

import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.WallClock;
import org.apache.kafka.common.utils.Time;

/** The clock of a simulation as Kafka's classes want to read it. */
final class VirtualTime implements Time {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final Simulation simulation;

    VirtualTime(Simulation simulation) {
        this.simulation = simulation;
    }

    @Override
    public long milliseconds() {
        return WallClock.millis(simulation.now());
    }

    @Override
    public long nanoseconds() {
        return simulation.now() * NANOS_PER_MICRO;
    }

    /** Lets so much virtual time pass. */
    @Override
    public void sleep(long millis) {
        simulation.runUntil(simulation.now() + millis * MICROS_PER_MILLI);
    }

    /** A duration in microseconds, the longest possible one if it is longer than that. */
    static long micros(long millis) {
        return millis > Long.MAX_VALUE / 4 / MICROS_PER_MILLI ? Long.MAX_VALUE / 4 : millis * MICROS_PER_MILLI;
    }
}
