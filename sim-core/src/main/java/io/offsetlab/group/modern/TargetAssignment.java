package io.offsetlab.group.modern;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.Uuid;

/**
 * What each member is to have. Kept in the same kinds of maps as Kafka reads it back from its log, because the uniform assignor
 * walks them.
 */
final class TargetAssignment implements Fingerprinted {
    private static final long NEVER = Long.MAX_VALUE;

    private final Map<String, Map<Uuid, Set<Integer>>> byMember = new HashMap<>();
    private int epoch;
    private long computedAt = NEVER;

    /** The assignment epoch: the group's epoch when this was computed. */
    int epoch() {
        return epoch;
    }

    /** Of a member id; empty if it is not in the target. */
    Map<Uuid, Set<Integer>> of(String memberId) {
        return byMember.getOrDefault(memberId, Collections.emptyMap());
    }

    /** Whether the time is over for which a target stands at least (S5.9). */
    boolean mayBeComputed(long now, long intervalMicros) {
        return computedAt == NEVER || intervalMicros == 0 || now >= computedAt + intervalMicros;
    }

    void forget(int nextEpoch) {
        byMember.clear();
        settle(nextEpoch);
    }

    /** Nobody is left to share out among: the next member need not wait. */
    void settle(int nextEpoch) {
        epoch = nextEpoch;
        computedAt = NEVER;
    }

    void computed(int nextEpoch, long now) {
        epoch = nextEpoch;
        computedAt = now;
    }

    /** Only what differs is written to the log and read back from it. */
    void put(String memberId, Map<Uuid, Set<Integer>> partitions) {
        if (!partitions.equals(byMember.get(memberId))) {
            Map<Uuid, Set<Integer>> readBack = new HashMap<>();
            partitions.forEach((topic, numbers) -> readBack.put(topic, new HashSet<>(new ArrayList<>(numbers))));
            byMember.put(memberId, readBack);
        }
    }

    void rename(String oldId, String newId) {
        Map<Uuid, Set<Integer>> partitions = byMember.remove(oldId);
        if (partitions != null) {
            byMember.put(newId, partitions);
        }
    }

    void remove(String memberId) {
        byMember.remove(memberId);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(epoch).addTime(computedAt);
    }

    void writeTo(Fingerprint fingerprint, String memberId) {
        TreeMap<Uuid, Set<Integer>> sorted = new TreeMap<>(of(memberId));
        fingerprint.add(sorted.size());
        sorted.forEach((topic, numbers) -> {
            fingerprint.add(topic.getMostSignificantBits()).add(topic.getLeastSignificantBits());
            fingerprint.add(numbers.size());
            new TreeSet<>(numbers).forEach(fingerprint::add);
        });
    }
}
