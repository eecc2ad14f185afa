package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
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
    private @Nullable IntUnaryOperator leaders;
    private int[] leaderEpochs = {};
    private long maxAgeMicros = Long.MAX_VALUE;
    private long lookedAt;
    private int version;
    private int looks;
    private Set<String> wanted = new TreeSet<>();
    private int looksInVain;

    Metadata(List<TopicPartition> partitions) {
        this.partitions = partitions;
        known.set(0, partitions.size());
    }

    /** From now on partitions come and go. */
    public void watch(IntPredicate existing, long everyMicros) {
        exists = existing;
        maxAgeMicros = everyMicros;
    }

    /** As above; the leaders of the partitions have epochs, and change. */
    public void watch(IntPredicate existing, IntUnaryOperator leaderEpochOf, long everyMicros) {
        watch(existing, everyMicros);
        leaders = leaderEpochOf;
    }

    /** Topics that are looked for again soon as long as one of them is not there. */
    void want(Collection<String> topics) {
        wanted = new TreeSet<>(topics);
        looksInVain = 0;
    }

    /** The topics that exist, by name. */
    public Set<String> topics() {
        Set<String> topics = new TreeSet<>();
        for (int partition = known.nextSetBit(0); partition >= 0; partition = known.nextSetBit(partition + 1)) {
            topics.add(partitions.get(partition).topic());
        }
        return topics;
    }

    /** Looks at once. */
    public void look(long now) {
        lookedAt = now;
        looks++;
        IntUnaryOperator epochOf = leaders;
        if (epochOf != null) {
            leaderEpochs = IntStream.range(0, partitions.size()).map(epochOf).toArray();
        }
        if (exists != null) {
            for (int partition = 0; partition < partitions.size(); partition++) {
                boolean found = exists.test(partition);
                if (known.get(partition) != found) {
                    known.set(partition, found);
                    version++;
                }
            }
            looksInVain = topics().containsAll(wanted) ? 0 : looksInVain + 1;
        }
    }

    /** How many times it has looked. */
    int looks() {
        return looks;
    }

    /** Whether leaders have epochs here. */
    boolean knowsLeaders() {
        return leaders != null;
    }

    /** The epoch of a partition's leader as far as it is known, or -1. */
    public int leaderEpoch(int partition) {
        return partition < leaderEpochs.length ? leaderEpochs[partition] : -1;
    }

    /** Counts up whenever a look has found anything else than the one before. */
    public int version() {
        return version;
    }

    /** Looks if it is time to; returns when it will be the next time. */
    public long lookIfDue(long now, ClientConfig config) {
        if (exists == null) {
            return Long.MAX_VALUE;
        }
        if (now - lookedAt >= interval(config)) {
            look(now);
        }
        return lookedAt + interval(config);
    }

    /** metadata.max.age.ms, or as long as a topic is missing a retry that doubles. */
    private long interval(ClientConfig config) {
        if (looksInVain == 0) {
            return maxAgeMicros;
        }
        long backoff = config.retryBackoffMicros() << Math.min(looksInVain - 1, 10);
        return Math.min(maxAgeMicros, Math.min(backoff, config.retryBackoffMaxMicros()));
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
        for (int epoch : leaderEpochs) {
            fingerprint.add(epoch);
        }
        fingerprint.add(looksInVain);
        fingerprint.addTime(exists == null ? Long.MAX_VALUE : lookedAt);
    }
}
