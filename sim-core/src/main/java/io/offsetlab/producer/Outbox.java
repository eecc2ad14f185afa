package io.offsetlab.producer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Request.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records on their way: what waits to be sent, by partition, and the batch that was sent last (RecordAccumulator). */
final class Outbox implements Fingerprinted {
    private final Map<Integer, List<Waiting>> waiting = new TreeMap<>();
    private final Map<Integer, Integer> sequences = new TreeMap<>();
    private final Acks acks;
    private @Nullable Batch batch;

    Outbox(Acks acks) {
        this.acks = acks;
    }

    private record Waiting(Output output, long since) {}

    /** What one Produce carries, and carries again until it is answered. */
    record Batch(int partition, int sequence, List<Output> records, long since) {}

    void add(int partition, Output output, long now) {
        waiting.computeIfAbsent(partition, p -> new ArrayList<>()).add(new Waiting(output, now));
    }

    /** The batch to send now: the one that was sent and not acknowledged, or the next; null if there is nothing. */
    @Nullable
    Batch next(int mostRecords) {
        if (batch == null && mostRecords > 0 && !waiting.isEmpty()) {
            int partition = oldest();
            List<Waiting> all = Objects.requireNonNull(waiting.get(partition));
            List<Waiting> taken = all.subList(0, Math.min(mostRecords, all.size()));
            List<Output> records = taken.stream().map(Waiting::output).toList();
            int sequence = sequences.getOrDefault(partition, 0);
            batch = new Batch(partition, sequence, records, taken.get(0).since());
            sequences.put(partition, sequence + records.size());
            taken.clear();
            if (all.isEmpty()) {
                waiting.remove(partition);
            }
        }
        return batch;
    }

    private int oldest() {
        int oldest = -1;
        long since = Long.MAX_VALUE;
        for (Map.Entry<Integer, List<Waiting>> entry : waiting.entrySet()) {
            if (entry.getValue().get(0).since() < since) {
                oldest = entry.getKey();
                since = entry.getValue().get(0).since();
            }
        }
        return oldest;
    }

    /** Whether a batch was taken that is not over. */
    boolean hasBatch() {
        return batch != null;
    }

    /** What was not sent yet never will be, because of this. */
    void dropWaiting(RuntimeException cause) {
        waiting.values().forEach(all -> all.forEach(each -> acks.failed(each.output(), cause)));
        waiting.clear();
    }

    /** The batch that was sent is written. */
    void written(long firstOffset) {
        Batch over = batch;
        batch = null;
        for (int i = 0; over != null && i < over.records().size(); i++) {
            acks.written(over.records().get(i), over.partition(), firstOffset + i);
        }
    }

    /** The batch that was sent will not be written, because of this. */
    void failed(RuntimeException cause) {
        Batch over = batch;
        batch = null;
        if (over != null) {
            over.records().forEach(record -> acks.failed(record, cause));
        }
    }

    boolean isEmpty() {
        return batch == null && waiting.isEmpty();
    }

    /** The producer goes on in another epoch. */
    void restartSequences() {
        sequences.clear();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(waiting.size());
        waiting.forEach((partition, all) -> {
            fingerprint.add(partition).add(all.size());
            for (Waiting each : all) {
                fingerprint.addTime(each.since());
                write(fingerprint, each.output());
            }
        });
        sequences.forEach((partition, next) -> fingerprint.add(partition).add(next));
        fingerprint.add(batch != null);
        if (batch != null) {
            fingerprint.add(batch.partition()).add(batch.sequence()).addTime(batch.since());
            batch.records().forEach(record -> write(fingerprint, record));
        }
    }

    private static void write(Fingerprint fingerprint, Output output) {
        fingerprint.add(output.partition()).add(output.offset());
    }
}
