package io.offsetlab.group;

/** The partitions of the run as the broker knows them. */
public interface Topology {

    /** How many partition numbers there are; they count from 0. */
    int partitionCount();

    /** Whether the number belongs to a partition of an existing topic. */
    boolean exists(int partition);

    /** The topic of a partition below {@link #partitionCount}. */
    String topicOf(int partition);

    /** Which partition of its topic this is, from 0 on. */
    int indexOf(int partition);
}
