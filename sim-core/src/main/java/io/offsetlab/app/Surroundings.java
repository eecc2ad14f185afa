package io.offsetlab.app;

/** What a program tells to whoever runs its process. */
public interface Surroundings {

    /** The worker of this program has taken up records; the last of the stretch will be finished at that time. */
    void workBegins(long endsAt);

    /** The program is about to look at what anybody has written for these partitions. */
    void beforeLookingAt(int[] partitions);

    /** The program closed its consumer and is over. */
    void ended();

    /** As {@link #ended()}, but because processing a record threw; its supervisor may start it again so much later. */
    default void failed(long restartMicros) {
        ended();
    }
}
