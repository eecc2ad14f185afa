package io.offsetlab.consumer.classic;

import io.offsetlab.consumer.Call;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.ClientContext;
import io.offsetlab.consumer.CommitErrors;
import io.offsetlab.consumer.PollDriven;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.CallKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * A member by the classic protocol (AbstractCoordinator and ConsumerCoordinator). The join is driven by polls and never waited
 * for; heartbeats run beside the application; what they find out is acted on in the next poll.
 */
public final class ClassicMembership implements PollDriven {
    private final Client client;
    private final ClientContext context;
    private final Identity identity;
    private final Heartbeats heartbeats;
    private final JoinPreparation preparation;
    private final JoinRound round;
    private List<String> topics = List.of();
    private boolean subscribed;
    private CommitIdentity groupMetadata = CommitIdentity.NONE;
    private boolean leaving;
    private int metadataVersion;
    private @Nullable RuntimeException failure;

    public ClassicMembership(Client client) {
        this.client = client;
        this.context = client.context();
        this.identity = new Identity();
        this.heartbeats = new Heartbeats(this, context);
        Assignors assignors = new Assignors(context);
        this.preparation = new JoinPreparation(this, client, assignors.isCooperative());
        this.round = new JoinRound(this, client, assignors);
    }

    Client client() {
        return client;
    }

    Identity identity() {
        return identity;
    }

    Heartbeats heartbeats() {
        return heartbeats;
    }

    List<String> topics() {
        return topics;
    }

    @Override
    public void subscribe(List<String> wanted) {
        topics = new ArrayList<>(wanted);
        subscribed = true;
        if (round.joinedForOthers(topics)) {
            identity.requestRejoin();
        }
    }

    @Override
    public boolean isSubscribed() {
        return subscribed;
    }

    @Override
    public Step step(Call call) {
        heartbeats.onPoll(context.now());
        preparation.callbackReturned();
        if (round.isCompleting()) {
            return round.step(call);
        }
        if (failure != null) {
            return Step.WAITING;
        }
        if (!client.lookup().ensureKnown()) {
            return Step.WAITING;
        }
        followMetadata();
        if (round.mustTellAgain()) {
            return round.tellAgain(call);
        }
        round.dropIfOutdated();
        if (identity.needsRejoin() || round.isUnderWay()) {
            Step prepared = preparation.step(call);
            if (prepared != Step.READY) {
                return prepared;
            }
            return round.step(call);
        }
        return Step.READY;
    }

    /** A leader joins anew when the partitions that it has assigned are no longer all there are (S4.25). */
    private void followMetadata() {
        if (metadataVersion != context.metadata().version()) {
            metadataVersion = context.metadata().version();
            if (round.isAssignmentOutdated()) {
                identity.requestRejoin();
            }
        }
    }

    @Override
    public CommitIdentity commitIdentity() {
        return isSubscribed() && identity.generation() >= 0
                ? new CommitIdentity(identity.memberId(), context.config().instanceId(), identity.generation())
                : CommitIdentity.NONE;
    }

    @Override
    public @Nullable RuntimeException commitObstacle() {
        if (!isSubscribed()) {
            return null;
        }
        return switch (identity.state()) {
            case STABLE -> null;
            case UNJOINED -> new CommitFailedException();
            case PREPARING_REBALANCE, COMPLETING_REBALANCE -> CommitErrors.rebalanceInProgress();
        };
    }

    @Override
    public Errors onCommitError(CommitIdentity sent, Errors error) {
        boolean current = sent.generation() == identity.generation()
                && (sent.memberId().isEmpty() || sent.memberId().equals(identity.memberId()));
        boolean joining = identity.state() == MemberState.PREPARING_REBALANCE;
        switch (error) {
            case REBALANCE_IN_PROGRESS -> identity.requestRejoin();
            case FENCED_INSTANCE_ID -> {
                if (!current) {
                    return joining ? Errors.REBALANCE_IN_PROGRESS : Errors.UNKNOWN_MEMBER_ID;
                }
            }
            case UNKNOWN_MEMBER_ID, ILLEGAL_GENERATION -> {
                if (!current && joining) {
                    return Errors.REBALANCE_IN_PROGRESS;
                }
                identity.reset(error == Errors.UNKNOWN_MEMBER_ID);
            }
            default -> {}
        }
        return error;
    }

    @Override
    public boolean hasHeartbeatThread() {
        return identity.state().heartbeats();
    }

    @Override
    public void onTimer() {
        heartbeats.onTimer();
    }

    @Override
    public void onPollEntered(long at) {
        heartbeats.onPoll(at);
    }

    @Override
    public Step prepareToLeave(Call call) {
        if (!leaving) {
            leaving = true;
            if (call.kind() == CallKind.CLOSE) {
                heartbeats.stop();
            }
            if (isSubscribed() && client.positions().assigned().length > 0) {
                boolean healthy =
                        identity.generation() >= 0 && !identity.state().isRebalancing();
                return preparation.giveUpAll(call, healthy);
            }
        }
        return Step.READY;
    }

    void onJoinComplete() {
        groupMetadata = new CommitIdentity(identity.memberId(), context.config().instanceId(), identity.generation());
        preparation.rearm();
    }

    /** The application has not polled in time: the member goes, and finds out about its partitions in its next poll. */
    void leaveForIdleness() {
        if (context.config().instanceId() == null
                && identity.isIdentified()
                && client.lookup().isKnown()) {
            context.sendToCoordinator(new Request.LeaveGroup(identity.memberId(), null), Connection.IGNORE);
        }
        heartbeats.stop();
        identity.reset(true);
    }

    @Override
    public void enforceRebalance() {
        identity.requestRejoin();
    }

    /** The coordinator said what no retry can heal. */
    void fail(RuntimeException thrown) {
        failure = thrown;
    }

    @Override
    public @Nullable RuntimeException takeFailure() {
        RuntimeException taken = failure;
        if (taken != null) {
            failure = null;
        }
        return taken;
    }

    @Override
    public boolean hasMoreToTell() {
        return round.hasMoreToTell();
    }

    /** What is thrown before a join is wrapped in any case, after it only if it is not Kafka's already (S4.29). */
    @Override
    public RuntimeException callbackThrew(RuntimeException thrown) {
        boolean preparing = preparation.callbackReturned();
        round.callbackThrew();
        boolean passes = thrown instanceof WakeupException
                || thrown instanceof InterruptException
                || (thrown instanceof KafkaException && !preparing);
        return passes ? thrown : new KafkaException("User rebalance callback throws an error", thrown);
    }

    @Override
    public boolean leave(GroupMembershipOperation operation, Connection.Handler answered) {
        heartbeats.stop();
        boolean goes = operation == GroupMembershipOperation.DEFAULT
                ? context.config().instanceId() == null
                : operation == GroupMembershipOperation.LEAVE_GROUP;
        boolean sends = goes && identity.isIdentified() && client.lookup().isKnown();
        if (sends) {
            context.sendToCoordinator(
                    new Request.LeaveGroup(identity.memberId(), context.config().instanceId()), answered);
        }
        identity.reset(true);
        round.abandon();
        topics = List.of();
        subscribed = false;
        leaving = false;
        return sends;
    }

    @Override
    public void leaveFailed() {
        leaving = false;
    }

    @Override
    public void tellSkipped() {
        heartbeats.tell();
    }

    @Override
    public CommitIdentity groupMetadata() {
        return groupMetadata;
    }

    @Override
    public int generation() {
        return identity.generation();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint
                .add(topics.hashCode())
                .add(subscribed)
                .add(leaving)
                .add(identity)
                .add(heartbeats)
                .add(preparation)
                .add(round);
    }
}
