package io.offsetlab.group.assignor;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** Shares out partitions among the members of a group of the consumer protocol. After Kafka's ConsumerGroupPartitionAssignor. */
public interface ServerAssignor {

    /** As members vote for it with group.remote.assignor, and as group.consumer.assignors lists it. */
    String name();

    /** The partitions of each member by topic; a member that is missing gets none. */
    Map<String, Map<Uuid, Set<Integer>>> assign(GroupView group);

    /** The assignor of that name, or null if Kafka brings none: {@code uniform} and {@code range}. */
    static @Nullable ServerAssignor named(String name) {
        return switch (name) {
            case UniformAssignor.NAME -> new UniformAssignor();
            case RangeAssignor.NAME -> new RangeAssignor();
            default -> null;
        };
    }
}
