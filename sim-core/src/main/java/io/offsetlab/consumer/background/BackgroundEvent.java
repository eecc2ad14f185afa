package io.offsetlab.consumer.background;

/**
 * What the background thread wants the application's thread to do, which does it in order, inside of poll or unsubscribe only
 * (BackgroundEventHandler).
 */
sealed interface BackgroundEvent {

    /** Why partitions are given up. */
    enum Reason {
        RECONCILING,
        LEAVING,
        FENCED,
        STALE,
        FATAL
    }

    /** onPartitionsRevoked, or onPartitionsLost if {@code lost}. */
    record Removed(Reason reason, boolean lost, int[] partitions) implements BackgroundEvent {}

    /** The assignment takes effect, then onPartitionsAssigned tells what is added. */
    record Assigned(int[] all, int[] added) implements BackgroundEvent {}

    /** The call throws. */
    record Failed(RuntimeException exception) implements BackgroundEvent {}
}
