package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the client knows of the partitions that exist: as it was when it looked last, which is when it subscribed and every
 * metadata.max.age.ms from then on. Looking takes no time. Unless it is told otherwise, all partitions of the run always exist.
 */
public final class Metadata implements Fingerprinted {
    private final List<TopicPartition> partitions;
    private final BitSet known = new BitSet();
    private @Nullable IntPredicate exists;
    private long maxAgeMicros = Long.MAX_VALUE;
    private long lookedAt;
    private int version;

    Metadata(List<TopicPartition> partitions) {
        this.partitions = partitions;
        known.set(0, partitions.size());
    }

    /** From now on partitions come and go. */
    public void watch(IntPredicate existing, long everyMicros) {
        exists = existing;
        maxAgeMicros = everyMicros;
    }

    /** Looks at once. */
    void look(long now) {
        lookedAt = now;
        if (exists != null) {
            for (int partition = 0; partition < partitions.size(); partition++) {
                boolean found = exists.test(partition);
                if (known.get(partition) != found) {
                    known.set(partition, found);
                    version++;
                }
            }
        }
    }

    /** Counts up whenever a look has found anything else than the one before. */
    public int version() {
        return version;
    }

    /** Looks if it is time to; returns when it will be the next time. */
    public long lookIfDue(long now) {
        if (exists == null) {
            return Long.MAX_VALUE;
        }
        if (now - lookedAt >= maxAgeMicros) {
            look(now);
        }
        return lookedAt + maxAgeMicros;
    }

    /** The known partitions of these topics, by number. */
    public List<Integer> knownOf(Collection<String> topics) {
        List<Integer> found = new ArrayList<>();
        for (int partition = known.nextSetBit(0); partition >= 0; partition = known.nextSetBit(partition + 1)) {
            if (topics.contains(partitions.get(partition).topic())) {
                found.add(partition);
            }
        }
        return found;
    }

    /** The known partitions by topic and partition. */
    public int[] known() {
        return Names.inOrder(known.stream().toArray(), partitions);
    }

    public boolean knows(int partition) {
        return known.get(partition);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(known.hashCode());
        fingerprint.addTime(exists == null ? Long.MAX_VALUE : lookedAt);
    }
}
