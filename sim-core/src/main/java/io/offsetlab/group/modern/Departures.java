package io.offsetlab.group.modern;

import io.offsetlab.protocol.Request.ConsumerGroupHeartbeat;
import io.offsetlab.trace.EvictionCause;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** How members go: by leaving, for good or for now, by silence, or because they do not give up partitions in time. */
final class Departures {
    private final Surroundings around;
    private final ConsumerGroup group;

    Departures(Surroundings around, ConsumerGroup group) {
        this.around = around;
        this.group = group;
    }

    /** After Kafka's GroupMetadataManager.consumerGroupLeave. */
    Errors leave(ConsumerGroupHeartbeat request) {
        String instanceId = request.instanceId();
        ConsumerMember member = instanceId == null ? group.find(request.memberId()) : group.findStatic(instanceId);
        if (member == null) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        if (instanceId != null && !member.id.equals(request.memberId())) {
            return Errors.FENCED_INSTANCE_ID;
        }
        around.beforeChange().run();
        if (request.memberEpoch() == ConsumerGroupHeartbeat.LEAVE_FOR_NOW && instanceId != null) {
            group.stand(member, member.standing().away());
        } else {
            group.remove(member);
            group.tellLeft(member);
        }
        return Errors.NONE;
    }

    void sessionEnded(ConsumerMember member) {
        evict(member, EvictionCause.SESSION_TIMEOUT);
    }

    void rebalanceTimedOut(ConsumerMember member) {
        evict(member, EvictionCause.REBALANCE_TIMEOUT);
    }

    private void evict(@Nullable ConsumerMember member, EvictionCause cause) {
        if (member != null && group.find(member.id) == member) {
            around.beforeChange().run();
            group.remove(member);
            group.tellEvicted(member, cause);
        }
    }
}
