package io.offsetlab.group;

import io.offsetlab.group.modern.ClassicMember;
import io.offsetlab.group.modern.ClassicSide;
import io.offsetlab.group.modern.ConsumerGroupConfig;
import io.offsetlab.group.modern.ConsumerProtocol;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request.Assignment;
import io.offsetlab.protocol.Request.ConsumerGroupHeartbeat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;

/**
 * How a group with members changes its protocol (S5.23): to the consumer protocol when the first member of that joins, back when the
 * last one goes. group.consumer.migration.policy says what of this may be. After GroupMetadataManager's getOrMaybeCreateConsumerGroup,
 * convertToConsumerGroup and convertToClassicGroup.
 */
final class Migration implements ClassicSide {
    private final Surroundings around;
    private final CurrentGroup current;
    private final ClassicGroup classic;
    private final ConsumerProtocol consumer;
    private final Rebalance rebalance;
    private final SyncRequests syncs;
    private final SessionTimer.Owner sessions;

    Migration(
            Surroundings around,
            CurrentGroup current,
            Rebalance rebalance,
            SyncRequests syncs,
            SessionTimer.Owner sessions) {
        this.around = around;
        this.current = current;
        this.classic = current.classic();
        this.consumer = current.consumer();
        this.rebalance = rebalance;
        this.syncs = syncs;
        this.sessions = sessions;
    }

    /** Makes the group one of the consumer protocol, for a member that joins; NONE if it is one then. */
    Errors upgradeFor(ConsumerGroupHeartbeat joining) {
        if (current.becomeConsumer()) {
            return Errors.NONE;
        }
        ConsumerGroupConfig config = around.config().consumer();
        Roster roster = classic.roster();
        if (!config.migration().allowsUpgrade() || roster.size() > config.maxSize()) {
            return Errors.GROUP_ID_NOT_FOUND;
        }
        turnAwayParked();
        Errors obstacle = obstacle(joining);
        if (obstacle == Errors.NONE) {
            upgrade();
        }
        return obstacle;
    }

    /** Whoever waits is to join again, whether the group changes its protocol in the end or not. */
    private void turnAwayParked() {
        for (Member member : classic.roster().copy()) {
            member.answerJoin(Answer.JoinGroup.failed(Errors.REBALANCE_IN_PROGRESS, member.id));
            member.answerSync(Errors.REBALANCE_IN_PROGRESS, "");
        }
    }

    /**
     * A group that has not chosen an assignor yet cannot say which subscriptions count: Kafka fails for want of its name. What a custom
     * assignor told the members beside their partitions would be lost.
     */
    private Errors obstacle(ConsumerGroupHeartbeat joining) {
        Roster roster = classic.roster();
        if (!roster.isEmpty() && classic.protocolName().isEmpty()) {
            return Errors.UNKNOWN_SERVER_ERROR;
        }
        for (Member member : roster.all()) {
            ByteBuffer userData = member.assignment().userData();
            if (userData != null && userData.hasRemaining()) {
                return Errors.GROUP_ID_NOT_FOUND;
            }
        }
        boolean known = joining.instanceId() != null && roster.findStatic(joining.instanceId()) != null;
        boolean full = roster.size() >= around.config().consumer().maxSize();
        return full && !known ? Errors.GROUP_MAX_SIZE_REACHED : Errors.NONE;
    }

    private void upgrade() {
        around.quiet().beforeChange();
        int generation = classic.generation();
        List<ClassicMember> members = new ArrayList<>();
        for (Member member : classic.roster().all()) {
            members.add(new ClassicMember(
                    member.id,
                    member.origin,
                    member.asJoin(),
                    member.assignment().partitions()));
        }
        rebalance.abandon();
        syncs.abandon();
        classic.delete();
        consumer.adopt(generation, members);
    }

    @Override
    public int maxSize() {
        return around.config().maxSize();
    }

    @Override
    public void takeOver(int generation, List<ClassicMember> members, boolean rebalances) {
        for (ClassicMember each : members) {
            Member member = new Member(each.id(), each.origin(), each.as(), around, sessions);
            member.assign(new Assignment(each.assigned(), null));
            classic.roster().add(member);
            member.restartSession();
        }
        classic.takeOver(generation);
        around.facts().accept(syncs.formed());
        if (rebalances) {
            rebalance.start();
        }
    }
}
