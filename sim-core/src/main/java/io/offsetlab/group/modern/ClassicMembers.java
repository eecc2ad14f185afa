package io.offsetlab.group.modern;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request.Assignment;
import io.offsetlab.protocol.Request.Heartbeat;
import io.offsetlab.protocol.Request.JoinGroup;
import io.offsetlab.protocol.Request.SyncGroup;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * Members of the classic protocol in a group of the consumer protocol (S5.23): the coordinator shares out the partitions for them,
 * too. A JoinGroup brings a member closer to its target and is answered at once, with the member's epoch as generation; SyncGroup
 * tells what the member has; heartbeats are answered REBALANCE_IN_PROGRESS as long as another JoinGroup would change something.
 * After GroupMetadataManager.classicGroupJoinToConsumerGroup and its siblings.
 */
final class ClassicMembers {
    private final Surroundings around;
    private final ConsumerGroup group;
    private final Enrolment enrolment;
    private final Assigning assigning;
    private final Reconciliation reconciliation;
    private final Downgrade downgrade;

    ClassicMembers(
            Surroundings around,
            ConsumerGroup group,
            Enrolment enrolment,
            Assigning assigning,
            Reconciliation reconciliation,
            Downgrade downgrade) {
        this.around = around;
        this.group = group;
        this.enrolment = enrolment;
        this.assigning = assigning;
        this.reconciliation = reconciliation;
        this.downgrade = downgrade;
    }

    /** What stands against a JoinGroup, whoever sends it, or NONE. */
    Errors refusal(JoinGroup request) {
        if (!around.config().migration().allowsBoth()) {
            return Errors.INCONSISTENT_GROUP_PROTOCOL;
        }
        if (enrolment.isFullFor(request.memberId(), request.instanceId())) {
            return Errors.GROUP_MAX_SIZE_REACHED;
        }
        boolean supported = request.protocols().stream().anyMatch(protocol -> allSupport(protocol.name()));
        return supported ? Errors.NONE : Errors.INCONSISTENT_GROUP_PROTOCOL;
    }

    private boolean allSupport(String protocol) {
        for (ConsumerMember member : group.members()) {
            if (member.isClassic() && !member.terms().supports(protocol)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A member joins or joins again, which may end the group's protocol, or takes the place of a static member of either protocol.
     *
     * @param memberId that of the request, or the new one of a static member that comes without
     */
    Answer.JoinGroup join(JoinGroup request, String memberId, Origin origin) {
        ConsumerMember place = request.instanceId() == null ? null : group.findStatic(request.instanceId());
        boolean again = request.instanceId() != null && !request.memberId().isEmpty();
        Errors error = again ? stranger(place, memberId) : Errors.NONE;
        if (error != Errors.NONE) {
            return Answer.JoinGroup.failed(error, request.memberId());
        }
        around.beforeChange().run();
        boolean last = place != null && downgrade.isDueInPlaceOf(place);
        ConsumerMember member =
                again && place != null ? place : enrolment.enrol(memberId, request.instanceId(), origin);
        boolean changed = update(member, request);
        List<Integer> owned = request.protocols().get(0).subscription().owned();
        if (last) {
            boolean stale = assigning.isPending();
            if (!stale) {
                reconciliation.advance(member, changed, owned);
            }
            Answer.JoinGroup answer = joined(member);
            downgrade.carryOut(stale);
            return answer;
        }
        assigning.computeIfDue();
        reconciliation.advance(member, changed, owned);
        member.joinTimer.stop();
        member.syncTimer.restart();
        member.session.restart(request.sessionTimeoutMicros());
        return joined(member);
    }

    private static Errors stranger(@Nullable ConsumerMember place, String memberId) {
        if (place == null) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        return place.id.equals(memberId) ? Errors.NONE : Errors.FENCED_INSTANCE_ID;
    }

    /** Takes over what the JoinGroup says, and returns whether it subscribes to something else. */
    private boolean update(ConsumerMember member, JoinGroup request) {
        boolean changed = member.changesSubscription(request);
        if (member.standing().epoch() == 0) {
            group.place(member);
        }
        member.update(request);
        group.index(member);
        group.patterns().resolveIfDue();
        group.patterns().retain();
        if (changed || group.hasStaleSubscriptions()) {
            group.refreshSubscriptions();
            group.bumpEpoch();
        }
        return changed;
    }

    /** Nobody leads: the coordinator assigns. */
    private static Answer.JoinGroup joined(ConsumerMember member) {
        return new Answer.JoinGroup(
                Errors.NONE, member.standing().epoch(), member.terms().protocolName(), "", member.id, false, List.of());
    }

    Answer.SyncGroup sync(SyncGroup request) {
        ConsumerMember member = find(request.memberId(), request.instanceId());
        Errors error = invalid(member, request.memberId(), request.instanceId(), request.generation());
        if (member == null || error != Errors.NONE) {
            return new Answer.SyncGroup(error, "", Assignment.EMPTY);
        }
        Standing standing = member.standing();
        if (group.target().epoch() > standing.epoch() && standing.state() != MemberState.UNREVOKED_PARTITIONS) {
            member.joinTimer.startUnlessRunning();
            return new Answer.SyncGroup(Errors.REBALANCE_IN_PROGRESS, "", Assignment.EMPTY);
        }
        member.syncTimer.stop();
        member.session.restart(member.terms().sessionTimeoutMicros());
        return new Answer.SyncGroup(
                Errors.NONE,
                member.terms().protocolName(),
                new Assignment(standing.assigned().list(), null));
    }

    Errors beat(Heartbeat request) {
        ConsumerMember member = find(request.memberId(), request.instanceId());
        Errors error = invalid(member, request.memberId(), request.instanceId(), request.generation());
        if (member == null || error != Errors.NONE) {
            return error;
        }
        member.session.restart(member.terms().sessionTimeoutMicros());
        if (!shouldJoinAgain(member)) {
            return Errors.NONE;
        }
        member.joinTimer.startUnlessRunning();
        return Errors.REBALANCE_IN_PROGRESS;
    }

    private boolean shouldJoinAgain(ConsumerMember member) {
        return member.standing().epoch() < group.target().epoch()
                || switch (member.standing().state()) {
                    case STABLE -> false;
                    case UNREVOKED_PARTITIONS -> true;
                    case UNRELEASED_PARTITIONS -> !waitsForOthers(member);
                };
    }

    private boolean waitsForOthers(ConsumerMember member) {
        for (int partition : assigning.targetOf(member)) {
            if (!member.standing().assigned().holds(partition) && group.holder(partition) != null) {
                return true;
            }
        }
        return false;
    }

    private @Nullable ConsumerMember find(String memberId, @Nullable String instanceId) {
        return instanceId == null ? group.find(memberId) : group.findStatic(instanceId);
    }

    private static Errors invalid(
            @Nullable ConsumerMember member, String memberId, @Nullable String instanceId, int generation) {
        if (member == null) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        if (instanceId != null && !member.id.equals(memberId)) {
            return Errors.FENCED_INSTANCE_ID;
        }
        if (!member.isClassic()) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        return member.standing().epoch() == generation ? Errors.NONE : Errors.ILLEGAL_GENERATION;
    }
}
