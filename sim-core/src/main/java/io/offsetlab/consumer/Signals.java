package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * What is to end the application's call from outside: a wakeup (S10.2) or an interrupt of its thread (S10.5). Either is noticed where
 * ConsumerNetworkClient looks after the network, which is after the requests of the call have left.
 */
public final class Signals implements Fingerprinted {
    private boolean wakeup;
    private boolean interrupt;

    void wakeup() {
        wakeup = true;
    }

    void interrupt() {
        interrupt = true;
    }

    public boolean takeWakeup() {
        boolean taken = wakeup;
        wakeup = false;
        return taken;
    }

    /** Whether an interrupt has not ended anything so far; asking takes it back. */
    public boolean takeInterrupt() {
        boolean taken = interrupt;
        interrupt = false;
        return taken;
    }

    /** What ends a call that waits, or null: a wakeup first, then an interrupt. */
    public @Nullable RuntimeException interruption() {
        return takeWakeup() ? new WakeupException() : interruptionWithoutWakeup();
    }

    /** As above where a wakeup is left to a later call. */
    public @Nullable RuntimeException interruptionWithoutWakeup() {
        return takeInterrupt() ? new InterruptException(new InterruptedException()) : null;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(wakeup).add(interrupt);
    }
}
