package io.offsetlab.cluster;

/**
 * Whether time is skipped. A run has the same digest either way.
 *
 * @param folding heartbeats, empty fetches and empty polls that change nothing stay out of the queue
 * @param bulk records of a batch are processed without an event for each
 */
public record Skipping(boolean folding, boolean bulk) {
    public static final Skipping ON = new Skipping(true, true);
    public static final Skipping OFF = new Skipping(false, false);
}
