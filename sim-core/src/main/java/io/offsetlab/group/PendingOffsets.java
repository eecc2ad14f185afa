package io.offsetlab.group;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer.Stored;
import io.offsetlab.protocol.Origin;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Offsets of transactions that are open, by producer id (S7.11): OffsetMetadataManager's pendingTransactionalOffsets. */
final class PendingOffsets implements Fingerprinted {
    private final Map<Long, TreeMap<Integer, Pending>> byProducer = new TreeMap<>();

    /** One offset. */
    static final class Pending {
        final long offset;
        final @Nullable Stored told;
        final long appendedAt;
        final Origin origin;
        final int commit;
        /** Whether another offset of its partition was stored after it, in the very same microsecond. */
        boolean overtaken;

        Pending(long offset, @Nullable Stored told, long appendedAt, Origin origin, int commit) {
            this.offset = offset;
            this.told = told;
            this.appendedAt = appendedAt;
            this.origin = origin;
            this.commit = commit;
        }

        /** Whether it was appended behind what was stored at that time (S7.13). */
        boolean isNewerThan(long storedAt) {
            return appendedAt > storedAt || (appendedAt == storedAt && !overtaken);
        }
    }

    void put(long producerId, int partition, Pending pending) {
        byProducer.computeIfAbsent(producerId, id -> new TreeMap<>()).put(partition, pending);
    }

    boolean isEmpty() {
        return byProducer.isEmpty();
    }

    boolean has(int partition) {
        for (TreeMap<Integer, Pending> pending : byProducer.values()) {
            if (pending.containsKey(partition)) {
                return true;
            }
        }
        return false;
    }

    /** An offset of the partition is stored at that time without a transaction. */
    void storedBeside(int partition, long at) {
        for (TreeMap<Integer, Pending> pending : byProducer.values()) {
            Pending ofPartition = pending.get(partition);
            if (ofPartition != null && ofPartition.appendedAt == at) {
                ofPartition.overtaken = true;
            }
        }
    }

    /** The partition's offset is removed, and pending ones with it. */
    void drop(int partition) {
        byProducer.values().forEach(pending -> pending.remove(partition));
        byProducer.values().removeIf(Map::isEmpty);
    }

    /** Takes what a producer's transaction has pending, by partition. */
    Map<Integer, Pending> take(long producerId) {
        TreeMap<Integer, Pending> taken = byProducer.remove(producerId);
        return taken == null ? new TreeMap<>() : taken;
    }

    /** Forgets what was appended after a time and does not survive. */
    void lose(long after, Predicate<Pending> survives) {
        byProducer
                .values()
                .forEach(pending -> pending.values().removeIf(each -> each.appendedAt > after && !survives.test(each)));
        byProducer.values().removeIf(Map::isEmpty);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(byProducer.size());
        byProducer.forEach((producer, pending) -> {
            fingerprint.add(producer).add(pending.size());
            pending.forEach((partition, each) -> {
                fingerprint
                        .add(partition)
                        .add(each.offset)
                        .addTime(each.appendedAt)
                        .add(each.overtaken);
                fingerprint.add(each.origin.member()).add(each.commit);
            });
        });
    }
}
