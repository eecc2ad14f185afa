package io.offsetlab.byo;

import io.offsetlab.cluster.TrafficListener;
import io.offsetlab.consumer.Client;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a consumer lives: its client, what the records hold, and how its thread waits. */
interface Home {
    Client client();

    CommittedMaps names();

    /** What stands in the records of a partition, by its number. */
    Content content(int partition);

    /** A map for the records of a poll, whose order is that in which an application goes through the partitions. */
    <K, V> Map<K, V> mapForRecords();

    /** What an application is given to go through. */
    <K, V> List<ConsumerRecord<K, V>> handOut(List<ConsumerRecord<K, V>> records);

    /** The offset of the first record of a partition, by its number. */
    long startOffset(int partition);

    /** What a thread comes for. */
    enum Visit {
        /** To be told something that is known. */
        LOOK,
        POLL,
        /** For anything else. */
        ACT
    }

    /** A thread comes to call a method of the consumer; throws if it is none that may. */
    void admit(Visit visit);

    /** A thread that may come does so, and is the only one. */
    void enter();

    void leave();

    /** Before a call is started: what was done since the last one counts. */
    void prepare();

    /**
     * Waits until the news of the client's innermost call have reached the application.
     *
     * @param beforeStep may run before each event
     */
    void awaitNews(Runnable beforeStep);

    /** Asks for a WakeupException, from any thread; sets the flag if the client must not be called at this moment. */
    void wakeup(AtomicBoolean flag);

    void watchTraffic(TrafficListener listener);

    /** poll has begun. */
    void pollBegins();

    /** poll is over, with or without records. */
    void pollEnds(long timeoutMicros, boolean records);

    /** A commit was sent off, or ended without success. */
    void committing(boolean failed);

    /** The consumer was closed. */
    void closed();
}
