package io.offsetlab.cluster;

import io.offsetlab.trace.Digest;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactSink;
import org.jspecify.annotations.Nullable;

/**
 * Facts on their way to those who only watch. They are handed over many at a time, in the order in which they became known: an
 * observer that goes through a stretch of them finds its own code and state at hand, and the code of the simulation stays apart
 * from the observers' for the compiler too.
 */
final class FactBuffer implements FactSink {
    static final int CAPACITY = 256;

    private final @Nullable Digest digest;
    private final FactSink[] observers;
    private final Fact[] held;
    private int size;

    /** @param digest takes in all facts before anybody else, or null */
    FactBuffer(int capacity, @Nullable Digest digest, FactSink[] observers) {
        this.held = new Fact[capacity];
        this.digest = digest;
        this.observers = observers.clone();
    }

    @Override
    public void accept(Fact fact) {
        held[size++] = fact;
        if (size == held.length) {
            handOver();
        }
    }

    @Override
    public boolean hearsMessages() {
        for (FactSink observer : observers) {
            if (observer.hearsMessages()) {
                return true;
            }
        }
        return false;
    }

    /** Hands over what is held. */
    void handOver() {
        Digest hash = digest;
        for (int i = 0; i < size && hash != null; i++) {
            hash.accept(held[i]);
        }
        for (FactSink observer : observers) {
            handTo(observer);
        }
        size = 0;
    }

    private void handTo(FactSink observer) {
        for (int i = 0; i < size; i++) {
            observer.accept(held[i]);
        }
    }
}
