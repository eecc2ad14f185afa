package io.offsetlab.group.modern;

import io.offsetlab.protocol.Request.ConsumerGroupHeartbeat;
import io.offsetlab.protocol.Request.LeaveGroup;
import io.offsetlab.trace.EvictionCause;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** How members go: by leaving, for good or for now, by silence, or because they do not give up partitions in time. */
final class Departures {
    private final Surroundings around;
    private final ConsumerGroup group;
    private final Downgrade downgrade;

    Departures(Surroundings around, ConsumerGroup group, Downgrade downgrade) {
        this.around = around;
        this.group = group;
        this.downgrade = downgrade;
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
        if (request.memberEpoch() == ConsumerGroupHeartbeat.LEAVE_FOR_NOW && instanceId != null) {
            around.beforeChange().run();
            group.stand(member, member.standing().away());
        } else {
            fence(member, null);
        }
        return Errors.NONE;
    }

    /** After Kafka's GroupMetadataManager.classicGroupLeaveToConsumerGroup, which takes members of either protocol out. */
    Errors leave(LeaveGroup request) {
        String instanceId = request.instanceId();
        ConsumerMember member = instanceId == null ? group.find(request.memberId()) : group.findStatic(instanceId);
        if (member == null) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        boolean anyId = instanceId != null && request.memberId().isEmpty();
        if (!anyId && !member.id.equals(request.memberId())) {
            return Errors.FENCED_INSTANCE_ID;
        }
        fence(member, null);
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
            fence(member, cause);
        }
    }

    /**
     * Takes a member out, and ends the protocol of the group if nobody else speaks it.
     *
     * @param cause null if the member left by itself
     */
    private void fence(ConsumerMember member, @Nullable EvictionCause cause) {
        around.beforeChange().run();
        boolean last = downgrade.isDueWithout(member);
        if (last) {
            group.drop(member);
        } else {
            group.remove(member);
        }
        if (cause == null) {
            group.tellLeft(member);
        } else {
            group.tellEvicted(member, cause);
        }
        if (last) {
            downgrade.carryOut(true);
        }
    }
}
