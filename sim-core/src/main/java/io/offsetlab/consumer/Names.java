package io.offsetlab.consumer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** The order by topic and partition, in which Kafka names partitions; their numbers are in the order of creation. */
final class Names {
    private static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private Names() {}

    /** These partitions in the order of their names; the array itself if they are so already. */
    static int[] inOrder(int[] partitions, List<TopicPartition> names) {
        for (int i = 1; i < partitions.length; i++) {
            if (BY_NAME.compare(names.get(partitions[i - 1]), names.get(partitions[i])) > 0) {
                return Arrays.stream(partitions)
                        .boxed()
                        .sorted(Comparator.comparing(names::get, BY_NAME))
                        .mapToInt(Integer::intValue)
                        .toArray();
            }
        }
        return partitions;
    }
}
