package io.offsetlab.app;

import io.offsetlab.producer.TransactionalProducer;

/** What a program tells to whoever runs its process. */
public interface Surroundings {

    /** The worker of this program has taken up records; the last of the stretch will be finished at that time. */
    void workBegins(long endsAt);

    /** The program is about to look at what anybody has written for these partitions. */
    void beforeLookingAt(int[] partitions);

    /** A transactional producer of this process, in place of one that it had before; its transactional.id is the process's name. */
    default TransactionalProducer openProducer() {
        throw new UnsupportedOperationException("this process has no producer");
    }

    /** The program closed its consumer and is over. */
    void ended();

    /** As {@link #ended()}, but because processing a record threw; its supervisor may start it again so much later. */
    default void failed(long restartMicros) {
        ended();
    }
}
