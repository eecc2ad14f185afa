package io.offsetlab.group.assignor;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;

/** Gives all members equally many partitions, and each as many of its old ones as possible. After Kafka's UniformAssignor. */
final class UniformAssignor implements ServerAssignor {
    static final String NAME = "uniform";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Map<Uuid, Set<Integer>>> assign(GroupView group) {
        if (group.members().isEmpty()) {
            return Collections.emptyMap();
        }
        return group.isHomogeneous()
                ? new EqualSubscriptions(group).assign()
                : new UnequalSubscriptions(group).assign();
    }
}
