package io.offsetlab.byo;

import io.offsetlab.cluster.Site;
import io.offsetlab.producer.Acks;
import io.offsetlab.producer.ProducerCall;
import io.offsetlab.producer.ProducerSettings;
import io.offsetlab.producer.TransactionalProducer;
import org.jspecify.annotations.Nullable;

/** The producer of one life of a process, the latest that it opened. */
final class Producing {
    private final Site site;
    private @Nullable TransactionalProducer producer;

    Producing(Site site) {
        this.site = site;
    }

    /** Opens a producer in place of the one before. */
    TransactionalProducer open(ProducerSettings settings, Acks acks) {
        TransactionalProducer opened = site.openProducer(settings, acks);
        producer = opened;
        return opened;
    }

    /** Null as long as none was opened. */
    @Nullable
    TransactionalProducer producer() {
        return producer;
    }

    /** Whether a call of the producer has ended that somebody waits for. */
    boolean hasNews() {
        ProducerCall call = producer == null ? null : producer.call();
        return call != null && call.isDone();
    }

    /** Whether what is processed now has its effect with a transaction. */
    boolean isInTransaction() {
        return producer != null && producer.isInTransaction();
    }
}
