package io.offsetlab.consumer.background;

import io.offsetlab.consumer.Calls;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.ClientContext;
import io.offsetlab.consumer.Membership;
import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.KafkaFix;
import io.offsetlab.trace.GroupFact;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * A member by the consumer protocol (AsyncKafkaConsumer's background thread with ConsumerMembershipManager). The thread answers the
 * coordinator at any time; what it does in one go takes no time. Callbacks and records wait for the application.
 */
public final class BackgroundMembership implements Membership {
    private static final int BEFORE = 0;

    private final Client client;
    private final ClientContext context;
    private final Chance.Stream snapshots;
    private final ApplicationEvents events = new ApplicationEvents();
    private final Member member;
    private final CommitRequests commits;
    private final Reconciliation reconciliation;
    private final Departure departure;
    private final PollTimer pollTimer;
    private final GroupHeartbeats heartbeats;
    private List<String> topics = List.of();
    private boolean subscribed;
    private boolean subscriptionUpdated;
    private boolean begun;
    private boolean pollLeft;
    private boolean positioning;

    public BackgroundMembership(Client client) {
        this.client = client;
        this.context = client.context();
        this.snapshots = context.chance().stream("snapshot");
        this.member = new Member(context, context.chance().stream("member-id"));
        this.commits = new CommitRequests(client);
        this.reconciliation = new Reconciliation(client, member, events, commits);
        this.departure = new Departure(client, member, events, reconciliation);
        this.pollTimer = new PollTimer(client, this::work);
        this.heartbeats = new GroupHeartbeats(client, member, departure, pollTimer);
        client.lookup().keepConnection();
        client.positions().knowLeaders(context.metadata()::leaderEpoch);
    }

    @Override
    public Calls calls(Client owner) {
        return new BackgroundCalls(owner, this, commits);
    }

    ApplicationEvents events() {
        return events;
    }

    /** The application uses the client: from now on the thread looks for the coordinator whenever it is unknown. */
    void begin() {
        if (!begun) {
            begun = true;
            work();
        }
    }

    /** All that the thread can do at this instant (ConsumerNetworkThread.runOnce). */
    private void work() {
        if (!begun || client.isClosed()) {
            return;
        }
        if (context.config().groupId() != null && !commits.isClosing()) {
            client.lookup().ensureKnown();
        }
        commits.send();
        MemberState before;
        do {
            heartbeats.poll();
            before = member.state();
            reconciliation.maybeStart(false);
        } while (member.state() != before);
        findPositions();
    }

    /** Positions that a poll has asked for are looked for until they are found, and then fetched from. */
    private void findPositions() {
        if (!positioning) {
            return;
        }
        if (client.positions().allValid()) {
            positioning = false;
            client.fetcher().maybeFetch();
        } else {
            client.finder().update();
        }
    }

    /** Whether positions are missing that no poll has asked for. */
    boolean lacksPositions() {
        return !positioning && !client.positions().allValid();
    }

    /**
     * Whether a poll hands its part over, or only clears away the one that an earlier poll has left (checkInflightPoll). Only what is
     * handed over puts max.poll.interval.ms off: with records in the buffer that is every other poll.
     */
    boolean takesPoll(boolean holdsUntouched) {
        pollLeft = isMended() || !(pollLeft && holdsUntouched);
        if (pollLeft) {
            resetPollTimer();
        }
        return pollLeft;
    }

    private boolean isMended() {
        return context.config().fixes().contains(KafkaFix.KAFKA_18641);
    }

    private void resetPollTimer() {
        if (subscribed) {
            boolean expired = pollTimer.isExpired();
            pollTimer.reset(context.now());
            if (expired) {
                departure.pollsAgain();
            }
        }
    }

    /**
     * The thread's part of a poll (AsyncPollEvent).
     *
     * @param races whether the application takes records at the same time
     * @return whether the positions are still to be looked at, after the application has taken records
     */
    boolean onPoll(boolean races) {
        commits.pollBegins();
        reconciliation.maybeStart(true);
        boolean late = races && commits.isAutoCommitDue() && losesRace();
        if (!late) {
            commits.maybeAutoCommit();
        }
        if (subscriptionUpdated) {
            subscriptionUpdated = false;
            if (member.is(MemberState.UNSUBSCRIBED)) {
                departure.join();
            }
        }
        client.finder().followLeaders();
        positioning |= !client.positions().allValid();
        work();
        return late;
    }

    /** S2.19; never with the order that KAFKA-18641 once brought. */
    private boolean losesRace() {
        if (isMended()) {
            return false;
        }
        long life = ((long) context.member() << 32) + context.incarnation();
        return snapshots.below(2, life, client.commits().sent()) != BEFORE;
    }

    @Override
    public boolean isCommitting() {
        return commits.isAutoCommitting();
    }

    /** The look at the positions that came too late. */
    void snapshot() {
        commits.maybeAutoCommit();
    }

    /** A poll that waits hands its part over again when the interval of auto-commit is over. */
    void wakeForAutoCommit() {
        long at = commits.nextAutoCommitAt();
        if (at > context.now() && at < Long.MAX_VALUE) {
            context.wakeAt(at);
        }
    }

    /** An assignment takes effect, on the application's thread. */
    void apply(BackgroundEvent.Assigned assigned) {
        client.positions().assignAwaitingCallback(context.byName(assigned.all()), assigned.added());
        context.facts()
                .accept(new GroupFact.Assigned(context.now(), context.member(), member.epoch(), assigned.added()));
    }

    /** Application code is over. */
    void completed(BackgroundEvent event, @Nullable RuntimeException thrown) {
        if (event instanceof BackgroundEvent.Removed removed) {
            if (removed.reason() == BackgroundEvent.Reason.RECONCILING) {
                reconciliation.revocationCompleted(thrown);
            } else {
                departure.completed(removed.reason());
            }
        } else {
            reconciliation.assignmentCompleted(thrown);
        }
        work();
    }

    /** What the group has given this member and is not given up, which the callbacks of close are about. */
    int[] ownedByGroup() {
        return subscribed ? client.positions().assigned() : new int[0];
    }

    @Override
    public void subscribe(List<String> wanted) {
        subscribe(wanted, null);
    }

    @Override
    public void subscribeToRegex(String regex) {
        subscribe(List.of(), regex);
    }

    private void subscribe(List<String> wanted, @Nullable String regex) {
        context.actor().backlog().surface();
        topics = new ArrayList<>(wanted);
        heartbeats.subscription(topics, regex);
        subscribed = true;
        subscriptionUpdated = true;
        begin();
    }

    @Override
    public boolean isSubscribed() {
        return subscribed;
    }

    void unsubscribe() {
        departure.leave();
        subscribed = false;
        topics = List.of();
        begin();
        work();
    }

    void leave(GroupMembershipOperation operation) {
        departure.leave(operation);
        subscribed = false;
        work();
    }

    boolean hasLeft() {
        return departure.isOver();
    }

    void close() {
        pollTimer.stop();
        events.clear();
    }

    void resetGroupMetadata() {
        member.resetGroupMetadata();
        pollTimer.stop();
    }

    @Override
    public CommitIdentity commitIdentity() {
        return member.identity();
    }

    @Override
    public CommitIdentity fetchIdentity() {
        return member.identity().generation() > 0 ? member.identity() : CommitIdentity.NONE;
    }

    @Override
    public @Nullable RuntimeException commitObstacle() {
        return null;
    }

    @Override
    public Errors onCommitError(CommitIdentity sent, Errors error) {
        return error;
    }

    @Override
    public @Nullable RuntimeException onOffsetFetchError(Errors error) {
        boolean newerEpoch =
                error == Errors.STALE_MEMBER_EPOCH && member.identity().generation() > 0;
        if (newerEpoch || error.exception() instanceof RetriableException) {
            return null;
        }
        return switch (error) {
            case UNKNOWN_MEMBER_ID, STALE_MEMBER_EPOCH, GROUP_AUTHORIZATION_FAILED -> error.exception();
            default -> new KafkaException("Unexpected error in fetch offset response: " + error.message());
        };
    }

    @Override
    public boolean hasNetworkThread() {
        return true;
    }

    @Override
    public boolean hasHeartbeatThread() {
        return false;
    }

    @Override
    public boolean isQuiet(@Nullable Answer answer) {
        return answer instanceof Answer.ConsumerGroupHeartbeat heartbeat && heartbeats.isQuiet(heartbeat);
    }

    @Override
    public void onIntake() {
        work();
    }

    @Override
    public void onTimer() {
        work();
    }

    @Override
    public void onPollEntered(long at) {
        // what counts is when the background thread learns of it
    }

    /** Each of them would have handed its part over. */
    @Override
    public void onPollsCounted(long at) {
        onPollLeft(at);
    }

    @Override
    public void onPollLeft(long at) {
        if (subscribed) {
            pollTimer.reset(at);
        }
    }

    @Override
    public void watchRebalances(RebalanceWatch watch) {
        member.watch(watch);
        events.watch(watch, context::now);
    }

    /** Only a warning in the log (S5.19). */
    @Override
    public void enforceRebalance() {}

    @Override
    public int generation() {
        return member.identity().generation();
    }

    @Override
    public CommitIdentity groupMetadata() {
        return member.groupMetadata();
    }

    @Override
    public void tellSkipped() {
        heartbeats.tell();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint
                .add(topics.hashCode())
                .add(subscribed)
                .add(subscriptionUpdated)
                .add(begun);
        fingerprint.add(pollLeft).add(positioning).add(events).add(member).add(commits);
        fingerprint.add(reconciliation).add(departure).add(pollTimer).add(heartbeats);
    }
}
