package io.offsetlab.group.modern;

import java.util.Collection;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** The topics that exist, as a group sees them. After Kafka's CoordinatorMetadataImage. */
public interface Topics {

    /** The names of all topics that exist, sorted. */
    Collection<String> names();

    /** The id of a topic, or null if there is no such topic now. */
    @Nullable
    Uuid id(String name);

    /** How many partitions an existing topic has. */
    int partitionCount(Uuid topic);

    /** The number in this run of a partition of an existing topic. */
    int number(Uuid topic, int partition);

    /** The topic of a partition by its number in this run. */
    String topicOf(int number);
}
