package io.offsetlab.byo;

import io.offsetlab.cluster.TrafficListener;
import io.offsetlab.consumer.Client;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A consumer in a process of a simulated group, whose calls wait in its own thread. */
final class HostedHome implements Home {
    /** How long a poll without a timeout that finds nothing takes, so that code that only polls gets on. */
    private static final long BUSY_POLL_MICROS = 1_000;

    private final Hosted process;
    private final Client client;
    private final VirtualContents contents;

    HostedHome(Hosted process, Client client) {
        this.process = process;
        this.client = client;
        this.contents = process.hosting().contents(process.site());
    }

    @Override
    public Client client() {
        return client;
    }

    @Override
    public CommittedMaps names() {
        return contents.names();
    }

    @Override
    public Content content(int partition) {
        return contents.of(partition);
    }

    /** The order in which a policy's loop works; Kafka leaves it open. */
    @Override
    public <K, V> Map<K, V> mapForRecords() {
        return new LinkedHashMap<>();
    }

    @Override
    public <K, V> List<ConsumerRecord<K, V>> handOut(List<ConsumerRecord<K, V>> records) {
        return new RecordsInHand<>(process, records);
    }

    @Override
    public long startOffset(int partition) {
        return process.site().log(partition).startOffset();
    }

    @Override
    public void admit(Visit visit) {
        Strand me = process.hosting().enter(process);
        switch (visit) {
            case LOOK -> {}
            case POLL -> process.settleToPoll(me);
            case ACT -> process.settle(me);
        }
    }

    @Override
    public void enter() {}

    @Override
    public void leave() {}

    @Override
    public void prepare() {}

    @Override
    public void awaitNews(Runnable beforeStep) {
        process.awaitNews();
    }

    @Override
    public void wakeup(AtomicBoolean flag) {
        client.wakeup();
    }

    @Override
    public void watchTraffic(TrafficListener listener) {
        // the client was made with this listener
    }

    @Override
    public void pollBegins() {
        process.idleness().pollBegins();
    }

    @Override
    public void pollEnds(long timeoutMicros, boolean records) {
        process.idleness().pollEnds(records);
        if (timeoutMicros == 0 && !records) {
            process.rest(BUSY_POLL_MICROS);
        }
    }

    @Override
    public void committing(boolean failed) {
        process.idleness().committing(failed);
    }

    @Override
    public void closed() {
        process.consumerClosed();
    }
}
