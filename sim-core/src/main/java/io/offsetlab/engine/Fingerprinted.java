package io.offsetlab.engine;

/** A part of the simulated state that can be told apart from another by its content. */
public interface Fingerprinted {

    /**
     * Writes all that can influence the future: times relative to now, order instead of sequence numbers, and names instead of
     * identities, so that two runs that will go on alike have equal fingerprints.
     */
    void writeTo(Fingerprint fingerprint);
}
