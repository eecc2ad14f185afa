package io.offsetlab.group.modern;

import java.util.List;

/** What takes over a group whose last member of the consumer protocol has gone (S5.23). */
public interface ClassicSide {

    /** group.max.size: a group of more members stays what it is. */
    int maxSize();

    /**
     * The group is a classic one from now on; of the consumer protocol there is none any more.
     *
     * @param generation the epoch that the group had
     * @param members at least one, with what the target assignment gives them
     * @param rebalance whether the generation is over at once
     */
    void takeOver(int generation, List<ClassicMember> members, boolean rebalance);
}
