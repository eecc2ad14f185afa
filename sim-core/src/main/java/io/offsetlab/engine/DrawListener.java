package io.offsetlab.engine;

/** Told of each draw that has more than one outcome, as it is made. */
@FunctionalInterface
public interface DrawListener {
    /**
     * A draw was made.
     *
     * @param stream the stream's name
     * @param bound how many outcomes there are: 0 to {@code bound} - 1
     * @param index the identity that was drawn for
     */
    void drawn(String stream, long bound, long index);
}
