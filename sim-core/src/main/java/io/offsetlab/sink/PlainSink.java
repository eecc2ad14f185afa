package io.offsetlab.sink;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Outcome;

/** Every effect is there at once. */
public record PlainSink(Effects effects) implements Sink {

    @Override
    public boolean begin(int partition, long offset) {
        return true;
    }

    @Override
    public Outcome take(int partition, long offset) {
        effects.add(partition, offset, offset + 1);
        return Outcome.DONE;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {}
}
