package io.offsetlab.sink;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;

/** The records that somebody noted down as processed, for all processes to look at. */
public final class DedupeTable implements Fingerprinted {
    private final Effects noted = new Effects(0);

    boolean has(int partition, long offset) {
        return noted.has(partition, offset);
    }

    void note(int partition, long offset) {
        noted.add(partition, offset, offset + 1);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(noted);
    }
}
