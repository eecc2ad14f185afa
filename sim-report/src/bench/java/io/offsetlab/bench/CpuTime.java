package io.offsetlab.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The share of time in which the thread had a processor. On a machine that does other work, divide the other counters by it to get
 * what one core does.
 */
@AuxCounters
@State(Scope.Thread)
public class CpuTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Seconds of a processor, for each second. */
    public double cpu;

    private long since;

    void start() {
        since = THREADS.getCurrentThreadCpuTime();
    }

    void stop() {
        cpu += (THREADS.getCurrentThreadCpuTime() - since) / 1e9;
    }
}
