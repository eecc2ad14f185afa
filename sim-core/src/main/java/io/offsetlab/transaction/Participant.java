package io.offsetlab.transaction;

import java.util.Comparator;

/**
 * What a transaction's end is marked in: a partition that was produced to, or a group's part of the offsets topic. Partitions come
 * first, ascending, then groups by name.
 *
 * @param partition the partition, -1 for a group
 * @param group the group.id, empty for a partition
 */
public record Participant(int partition, String group) implements Comparable<Participant> {
    private static final Comparator<Participant> ORDER =
            Comparator.comparing(Participant::group).thenComparingInt(Participant::partition);

    public static Participant ofPartition(int number) {
        return new Participant(number, "");
    }

    public static Participant ofGroup(String id) {
        return new Participant(-1, id);
    }

    public boolean isGroup() {
        return partition < 0;
    }

    @Override
    public int compareTo(Participant other) {
        return ORDER.compare(this, other);
    }
}
