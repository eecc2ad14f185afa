package io.offsetlab.producer;

import org.jspecify.annotations.Nullable;

/**
 * Who offsets are sent to a transaction as: Kafka's ConsumerGroupMetadata.
 *
 * @param memberId empty if only the group is known
 * @param generation -1 as well then
 */
public record GroupIdentity(
        String groupId, String memberId, @Nullable String instanceId, int generation) {

    /** The group alone: the coordinator checks nothing about a member (S9.2). */
    public static GroupIdentity ofGroup(String groupId) {
        return new GroupIdentity(groupId, "", null, -1);
    }
}
