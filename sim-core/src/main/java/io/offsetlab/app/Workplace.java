package io.offsetlab.app;

import io.offsetlab.engine.Actor;
import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.sink.BufferedSink;
import io.offsetlab.sink.DedupeSink;
import io.offsetlab.sink.DedupeTable;
import io.offsetlab.sink.Effects;
import io.offsetlab.sink.ExternalStore;
import io.offsetlab.sink.PlainSink;
import io.offsetlab.sink.Sink;
import io.offsetlab.sink.SinkSpec;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the applications of all processes of a run have in common: what processing a record is like, and where effects end up. The
 * draws are keyed by partition and offset, the same in every delivery and under every policy.
 */
public final class Workplace implements Fingerprinted {
    private final Processing processing;
    private final Handling application;
    private final Chance.Stream times;
    private final Chance.Stream poison;
    private final Chance.Stream slow;
    private final Chance.Stream keys;
    private final Effects effects;
    private final ExternalStore store;
    private final DedupeTable table;
    private final Map<RecordId, Integer> failed = new TreeMap<>();

    public Workplace(Processing processing, Handling application, Chance chance, int partitions) {
        this(
                processing,
                application,
                chance,
                new Effects(partitions),
                new ExternalStore(partitions, application.sink().kind() != SinkSpec.Kind.UNFENCED_STORE));
    }

    /** As above, with effects and a store that others share. */
    public Workplace(Processing processing, Handling application, Chance chance, Effects effects, ExternalStore store) {
        this.processing = processing;
        this.application = application;
        times = chance.stream("processing");
        poison = chance.stream("poison");
        slow = chance.stream("slow");
        keys = chance.stream("key");
        this.effects = effects;
        this.store = store;
        table = new DedupeTable();
    }

    public Processing processing() {
        return processing;
    }

    public Handling application() {
        return application;
    }

    /** What the time of a record is drawn from. */
    public Chance.Stream times() {
        return times;
    }

    public Effects effects() {
        return effects;
    }

    public ExternalStore store() {
        return store;
    }

    /** How long processing a record takes, in every delivery. */
    public long processingMicros(int partition, long offset) {
        long jitter = processing.jitterMicros();
        return processing.baseMicros()
                + (jitter > 0 ? times.below(jitter + 1, partition, offset) : 0)
                + slowMicros(partition, offset);
    }

    /** How much longer a record takes than {@link #processing()} says, in every delivery. */
    public long slowMicros(int partition, long offset) {
        return has(application.slow(), slow, partition, offset) ? application.slowExtraMicros() : 0;
    }

    /** The key of a record, from 0. */
    public long key(int partition, long offset) {
        return keys.below(application.keys(), partition, offset);
    }

    /** Whether processing this record throws this time; it then counts as having thrown. */
    boolean fails(int partition, long offset) {
        if (application.poison().isEmpty() || !has(application.poison(), poison, partition, offset)) {
            return false;
        }
        RecordId record = new RecordId(partition, offset);
        int times = failed.getOrDefault(record, 0);
        if (times >= application.failures()) {
            return false;
        }
        failed.put(record, times + 1);
        return true;
    }

    private static boolean has(Marked marked, Chance.Stream draws, int partition, long offset) {
        if (marked.oneIn() > 0 && draws.below(marked.oneIn(), partition, offset) == marked.oneIn() - 1) {
            return true;
        }
        return !marked.records().isEmpty() && marked.records().contains(new RecordId(partition, offset));
    }

    /** The sink as a life of a process uses it. */
    Sink open(Actor life, BufferedSink.Listener listener) {
        SinkSpec sink = application.sink();
        return switch (sink.kind()) {
            case PLAIN, UNFENCED_STORE -> new PlainSink(effects);
            case BUFFERED -> new BufferedSink(sink, effects, life, listener);
            case DEDUPE, DEDUPE_AFTER, DEDUPE_BEFORE -> new DedupeSink(sink, effects, table, life);
        };
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(effects).add(store).add(table).add(failed.size());
        for (Map.Entry<RecordId, Integer> entry : failed.entrySet()) {
            fingerprint.add(entry.getKey().partition()).add(entry.getKey().offset());
            fingerprint.add(entry.getValue());
        }
    }
}
