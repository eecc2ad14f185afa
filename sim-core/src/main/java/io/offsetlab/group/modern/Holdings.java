package io.offsetlab.group.modern;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Partitions of one member, each with its assignment epoch: the epoch in which the member was given it (KIP-1251). */
final class Holdings implements Fingerprinted {
    static final Holdings NONE = new Holdings(new TreeMap<>());
    /** The assignment epoch of a partition that is not among these. */
    static final int NOT_HELD = -1;

    private final NavigableMap<Integer, Integer> epochs;

    private Holdings(NavigableMap<Integer, Integer> epochs) {
        this.epochs = epochs;
    }

    /** All of these with one epoch. */
    static Holdings of(Collection<Integer> partitions, int epoch) {
        return NONE.plus(partitions, epoch);
    }

    boolean isEmpty() {
        return epochs.isEmpty();
    }

    boolean holds(int partition) {
        return epochs.containsKey(partition);
    }

    int epochOf(int partition) {
        return epochs.getOrDefault(partition, NOT_HELD);
    }

    /** Ascending. */
    Set<Integer> partitions() {
        return Collections.unmodifiableSet(epochs.keySet());
    }

    /** Ascending, as a value of its own. */
    List<Integer> list() {
        return Collections.unmodifiableList(new ArrayList<>(epochs.keySet()));
    }

    /** Those that the test lets pass, with their epochs. */
    Holdings only(IntPredicate test) {
        TreeMap<Integer, Integer> left = new TreeMap<>(epochs);
        left.keySet().removeIf(partition -> !test.test(partition));
        return new Holdings(left);
    }

    Holdings plus(Collection<Integer> partitions, int epoch) {
        TreeMap<Integer, Integer> more = new TreeMap<>(epochs);
        partitions.forEach(partition -> more.put(partition, epoch));
        return new Holdings(more);
    }

    Holdings plus(Holdings others) {
        TreeMap<Integer, Integer> more = new TreeMap<>(epochs);
        more.putAll(others.epochs);
        return new Holdings(more);
    }

    int[] partitionNumbers() {
        return epochs.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    int[] epochNumbers() {
        return epochs.values().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Holdings holdings && epochs.equals(holdings.epochs);
    }

    @Override
    public int hashCode() {
        return epochs.hashCode();
    }

    @Override
    public String toString() {
        return epochs.toString();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(epochs.size());
        epochs.forEach((partition, epoch) -> fingerprint.add(partition).add(epoch));
    }
}
