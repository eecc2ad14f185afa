package io.offsetlab.group.modern;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.group.assignor.ServerAssignor;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request.ConsumerGroupHeartbeat;
import io.offsetlab.protocol.Request.Heartbeat;
import io.offsetlab.protocol.Request.JoinGroup;
import io.offsetlab.protocol.Request.LeaveGroup;
import io.offsetlab.protocol.Request.OffsetCommit;
import io.offsetlab.protocol.Request.OffsetFetch;
import io.offsetlab.protocol.Request.SyncGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** One group as long as it speaks the consumer protocol (KIP-848): what the coordinator asks of it. */
public final class ConsumerProtocol implements Fingerprinted {
    private final ConsumerGroup group;
    private final Departures departures;
    private final Heartbeats heartbeats;
    private final Assigning assigning;
    private final Downgrade downgrade;
    private final ClassicMembers classicMembers;
    private final Surroundings around;

    public ConsumerProtocol(Surroundings around) {
        this.around = around;
        group = new ConsumerGroup(around);
        assigning = new Assigning(around, group);
        downgrade = new Downgrade(around, group, assigning);
        departures = new Departures(around, group, downgrade);
        Enrolment enrolment = new Enrolment(around, group, departures);
        Reconciliation reconciliation = new Reconciliation(group, assigning);
        heartbeats = new Heartbeats(around, group, enrolment, assigning, reconciliation);
        classicMembers = new ClassicMembers(around, group, enrolment, assigning, reconciliation, downgrade);
    }

    /** What runs after the topics that members subscribe to may have changed. */
    public void onSubscriptionChange(Runnable action) {
        group.onSubscriptionChange(action);
    }

    /** Who takes the group over when none of its members speaks the consumer protocol any more (S5.23). */
    public void onDowngrade(ClassicSide classic) {
        downgrade.to(classic);
    }

    /** Why a JoinGroup is refused whoever sends it, or NONE (S5.23). */
    public Errors refusal(JoinGroup request) {
        return classicMembers.refusal(request);
    }

    /**
     * A member of the classic protocol joins or joins again.
     *
     * @param memberId that of the request, or the new one of a static member that comes without
     */
    public Answer.JoinGroup join(JoinGroup request, String memberId, Origin origin) {
        return classicMembers.join(request, memberId, origin);
    }

    /** A member of the classic protocol asks for what it has. */
    public Answer.SyncGroup sync(SyncGroup request) {
        return classicMembers.sync(request);
    }

    /** A member of the classic protocol is alive. */
    public Errors beat(Heartbeat request) {
        return classicMembers.beat(request);
    }

    /** A member goes, or an administrator takes it out. */
    public Errors leave(LeaveGroup request) {
        return departures.leave(request);
    }

    /** What is wrong with a heartbeat by itself, whoever sends it. After GroupCoordinatorService. */
    public Errors invalid(ConsumerGroupHeartbeat request) {
        String assignor = request.serverAssignor();
        boolean wrong = switch (request.memberEpoch()) {
            case 0 ->
                request.rebalanceTimeoutMicros() == -1
                        || request.owned() == null
                        || !request.owned().isEmpty()
                        || (request.topics() == null && request.topicRegex() == null);
            case ConsumerGroupHeartbeat.LEAVE_FOR_NOW -> request.instanceId() == null;
            default -> request.memberEpoch() < ConsumerGroupHeartbeat.LEAVE_FOR_NOW;
        };
        if (wrong || request.memberId().isEmpty()) {
            return Errors.INVALID_REQUEST;
        }
        boolean unknown = assignor != null
                && (!around.config().assignors().contains(assignor) || ServerAssignor.named(assignor) == null);
        if (unknown) {
            return Errors.UNSUPPORTED_ASSIGNOR;
        }
        // of a group that is there, the member is checked before
        boolean begins = request.memberEpoch() == 0 && !group.exists();
        return begins && TopicPatterns.refuses(request) ? Errors.INVALID_REGULAR_EXPRESSION : Errors.NONE;
    }

    /** The answer to a valid request; GROUP_ID_NOT_FOUND if there is no group of this protocol. */
    public Answer.ConsumerGroupHeartbeat receive(ConsumerGroupHeartbeat request, Origin origin) {
        if (!group.exists()) {
            return Answer.ConsumerGroupHeartbeat.failed(Errors.GROUP_ID_NOT_FOUND);
        }
        if (request.memberEpoch() >= 0) {
            return heartbeats.receive(request, origin);
        }
        Errors error = departures.leave(request);
        return error == Errors.NONE
                ? new Answer.ConsumerGroupHeartbeat(Errors.NONE, request.memberEpoch(), 0, null)
                : Answer.ConsumerGroupHeartbeat.failed(error);
    }

    /** Whether this heartbeat would now change nothing but the end of the member's session, and be answered without news. */
    public boolean answersQuietly(ConsumerGroupHeartbeat request) {
        return group.exists() && heartbeats.isQuiet(request);
    }

    public boolean exists() {
        return group.exists();
    }

    /** Makes the group, which must not exist. */
    public void create() {
        group.create();
    }

    /** Makes the group, which must not exist, of the members of a classic one (S5.23). */
    public void adopt(int generation, List<ClassicMember> classic) {
        List<ConsumerMember> adopted = new ArrayList<>();
        Map<String, Map<Uuid, Set<Integer>>> assigned = new HashMap<>();
        for (ClassicMember each : classic) {
            ConsumerMember member = new ConsumerMember(each.id(), each.origin(), around, departures);
            member.update(each.as());
            adopted.add(member);
            assigned.put(each.id(), assigning.byTopic(each.assigned()));
        }
        group.adopt(generation, adopted, assigned);
        for (ConsumerMember member : adopted) {
            Holdings holdings = Holdings.of(assigning.existingTargetOf(member), generation);
            group.stand(member, new Standing(generation, generation, MemberState.STABLE, holdings, Holdings.NONE));
            member.session.restart(member.terms().sessionTimeoutMicros());
        }
    }

    /** Forgets the group, members and all. */
    public void delete() {
        around.beforeChange().run();
        group.delete();
    }

    public ConsumerGroupState state() {
        return group.state();
    }

    /** Whether the group exists and has no member. */
    public boolean isEmpty() {
        return group.exists() && group.isEmpty();
    }

    /** How many members the group has, those included that left for now. */
    public int memberCount() {
        return group.size();
    }

    /** The epoch of the group, 0 if there is none. */
    public int epoch() {
        return group.epoch();
    }

    /** The epoch of the member that this process is, or -1. */
    public int epochOf(int member) {
        int epoch = -1;
        for (ConsumerMember each : group.members()) {
            epoch = each.origin.member() == member ? each.standing().epoch() : epoch;
        }
        return epoch;
    }

    /** The process that may own the partition or has not given it up, if there is one. */
    public @Nullable Origin owner(int partition) {
        ConsumerMember holder = group.holder(partition);
        return holder == null ? null : holder.origin;
    }

    /** Where a member may send messages from, or null if it is none. */
    public @Nullable Origin originOf(String memberId) {
        ConsumerMember member = group.find(memberId);
        return member == null ? null : member.origin;
    }

    /** Whether any member subscribes to the topic, so that its offsets are kept. */
    public boolean isSubscribed(String topic) {
        return group.isSubscribed(topic);
    }

    /**
     * Whether a commit is stored (S5.20); it is one decision for all of it.
     *
     * @param counts whether the i-th partition of the commit is one that would be stored
     */
    public Errors validate(OffsetCommit request, IntPredicate counts) {
        if (request.generation() < 0 && group.isEmpty()) {
            return Errors.NONE;
        }
        ConsumerMember member = group.find(request.memberId());
        if (member == null) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        Standing standing = member.standing();
        if (request.generation() > standing.epoch()) {
            return old(member);
        }
        for (int i = 0; i < request.offsets().size(); i++) {
            if (counts.test(i)) {
                Errors error =
                        Epochs.commit(request.generation(), request.offsets().partition(i), standing);
                if (error != Errors.NONE) {
                    return old(member);
                }
            }
        }
        return Errors.NONE;
    }

    /** What a member is told whose epoch does not count any more, in the words of its protocol. */
    private static Errors old(ConsumerMember member) {
        return member.isClassic() ? Errors.ILLEGAL_GENERATION : Errors.STALE_MEMBER_EPOCH;
    }

    /** Whether a fetch of offsets is answered (S5.21). */
    public Errors validate(OffsetFetch request) {
        if (request.memberId().isEmpty() && request.memberEpoch() < 0) {
            return Errors.NONE;
        }
        ConsumerMember member = group.find(request.memberId());
        if (member == null) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        return request.memberEpoch() == member.standing().epoch() ? Errors.NONE : old(member);
    }

    /** The coordinator is gone. All that it knew is in the log; only what it timed is not. */
    public void abandon() {
        if (!group.exists()) {
            return;
        }
        around.beforeChange().run();
        group.members().forEach(ConsumerMember::stopTimers);
        group.patterns().abandon();
    }

    /** Another coordinator has loaded the group: sessions and times for revocation begin anew (S7.15). */
    public void load() {
        for (ConsumerMember member : group.members()) {
            member.session.renew();
            if (member.standing().state() == MemberState.UNREVOKED_PARTITIONS) {
                member.rebalance.restart();
            }
        }
        group.patterns().load();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(group);
    }
}
