package io.offsetlab.transaction;

/** Writes the markers that end transactions where they were written to. */
public interface Markers {

    /**
     * Writes one.
     *
     * @param epoch from this one on the producer may write there again
     */
    void write(Participant where, long producerId, int epoch, boolean commit);
}
