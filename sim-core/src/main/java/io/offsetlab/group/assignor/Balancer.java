package io.offsetlab.group.assignor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Says to whom the next partition of a topic goes and from whom it may be taken. The subscribers stand in a row by load; a range of
 * least loaded ones grows from the left, a range of most loaded ones from the right, and each range is walked round by round. After
 * the balancer inside Kafka's UniformHeterogeneousAssignmentBuilder.
 */
final class Balancer {
    private static final int NOBODY = -1;

    /** Of all members; this object looks at it and changes nothing. */
    private final int[] load;

    private final List<Integer> row;
    private final int imbalance;

    private int leastEnd;
    private int leastLevel;
    private int nextLeast;

    private int mostStart;
    private int mostEnd;
    private int mostLevel;
    private int nextMost;

    /** @param subscribers at least one, ascending: equal loads stay in this order */
    Balancer(List<Integer> subscribers, int[] load) {
        this.load = load;
        row = new ArrayList<>(subscribers);
        row.sort(Comparator.comparingInt(member -> load[member]));
        leastLevel = load[row.get(0)] - 1;
        mostStart = row.size();
        mostEnd = row.size();
        mostLevel = load[row.get(row.size() - 1)] + 1;
        nextMost = row.size() - 1;
        imbalance = load[row.get(row.size() - 1)] - load[row.get(0)];
    }

    /** How many partitions the most loaded subscriber had more than the least loaded one at the beginning. */
    int imbalance() {
        return imbalance;
    }

    boolean isBalanced() {
        return mostLevel - leastLevel <= 1;
    }

    /** Whose load is least, counting one more partition for each answer before. */
    int leastLoaded() {
        if (nextLeast >= leastEnd) {
            leastLevel++;
            while (leastEnd < row.size() && load[row.get(leastEnd)] == leastLevel) {
                leastEnd++;
            }
            nextLeast = 0;
        }
        return row.get(nextLeast++);
    }

    /** Whose load is most, counting one partition less for each answer before; -1 if nobody has one to give. */
    int mostLoaded() {
        if (nextMost < mostStart) {
            boolean everybodyExcluded = mostEnd <= mostStart && mostStart > 0;
            mostLevel = everybodyExcluded ? load[row.get(mostStart - 1)] : mostLevel - 1;
            while (mostStart > 0 && load[row.get(mostStart - 1)] == mostLevel) {
                mostStart--;
            }
            nextMost = mostEnd - 1;
        }
        return nextMost < 0 ? NOBODY : row.get(nextMost--);
    }

    /** Whom {@link #mostLoaded} named last has none of this topic: from now on it stands behind the range. */
    void excludeMostLoaded() {
        int last = mostEnd - 1;
        int excluded = row.get(nextMost + 1);
        row.set(nextMost + 1, row.get(last));
        row.set(last, excluded);
        mostEnd--;
    }
}
