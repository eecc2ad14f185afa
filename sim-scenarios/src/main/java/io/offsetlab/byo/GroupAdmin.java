package io.offsetlab.byo;

import io.offsetlab.cluster.ScriptedCluster;
import io.offsetlab.cluster.ScriptedGroup;
import io.offsetlab.protocol.Offsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;

/** What Kafka's Admin does to groups and their offsets; each request takes its time. */
final class GroupAdmin {
    private final ScriptedCluster cluster;
    private final CommittedMaps names;
    private final long requestMicros;

    GroupAdmin(ScriptedCluster cluster, CommittedMaps names, long requestMicros) {
        this.cluster = cluster;
        this.names = names;
        this.requestMicros = requestMicros;
    }

    Map<TopicPartition, OffsetAndMetadata> committed(String groupId) {
        return names.named(ask(groupId, ScriptedGroup::committed));
    }

    void alterOffsets(String groupId, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Offsets numbered = names.numbered(offsets);
        succeed(ask(groupId, group -> group.alterOffsets(numbered)));
    }

    void deleteOffsets(String groupId, Set<TopicPartition> partitions) {
        int[] numbers = names.numbers(partitions);
        succeed(ask(groupId, group -> group.deleteOffsets(numbers)));
    }

    void deleteGroup(String groupId) {
        succeed(ask(groupId, ScriptedGroup::deleteGroup));
    }

    private <T> T ask(String groupId, Function<ScriptedGroup, T> request) {
        cluster.advance(requestMicros);
        return request.apply(cluster.group(groupId));
    }

    private static void succeed(Errors error) {
        if (error != Errors.NONE) {
            throw error.exception();
        }
    }
}
