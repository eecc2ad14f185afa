package io.offsetlab.consumer.classic;

import io.offsetlab.consumer.ClientContext;
import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.CallFact;
import org.apache.kafka.common.protocol.Errors;

/**
 * The heartbeat thread: a heartbeat every heartbeat.interval.ms while the member is completing a rebalance or stable, the search
 * for a lost coordinator, and the watch over max.poll.interval.ms.
 */
final class Heartbeats implements Fingerprinted {
    private static final int BACKGROUND_TICK = 12;
    private static final int POLL_WATCH = 6;

    private final ClassicMembership membership;
    private final ClientContext context;
    private final Tick tick;
    private final PollWatch pollWatch;
    private long lastPollAt;
    private long lastAnswerAt;
    private long untold;

    Heartbeats(ClassicMembership membership, ClientContext context) {
        this.membership = membership;
        this.context = context;
        this.tick = new Tick();
        this.pollWatch = new PollWatch();
    }

    /** The member has joined: the first heartbeat is due after one interval. */
    void start() {
        lastAnswerAt = context.now();
        lastPollAt = context.now();
        context.actor().cancel(tick);
        next(context.config().heartbeatIntervalMicros());
        if (!pollWatch.isScheduled()) {
            context.actor().scheduleFirst(lastPollAt + context.config().maxPollIntervalMicros(), POLL_WATCH, pollWatch);
        }
    }

    void stop() {
        context.actor().cancel(tick);
        context.actor().cancel(pollWatch);
    }

    void onPoll(long at) {
        lastPollAt = Math.max(lastPollAt, at);
    }

    /** A time that was asked for has come; a lost coordinator is looked for beside the application too. */
    void onTimer() {
        if (membership.hasHeartbeatThread() && !membership.client().lookup().isKnown()) {
            membership.client().lookup().ensureKnown();
        }
    }

    private void next(long delayMicros) {
        context.actor().scheduleInBackground(context.now() + delayMicros, BACKGROUND_TICK, tick);
    }

    private void beat() {
        if (!membership.hasHeartbeatThread()) {
            return;
        }
        next(context.config().heartbeatIntervalMicros());
        if (context.now() - lastAnswerAt >= context.config().sessionTimeoutMicros()) {
            membership.client().lookup().markUnknown();
            lastAnswerAt = context.now();
        }
        if (!membership.client().lookup().ensureKnown()) {
            return;
        }
        Identity identity = membership.identity();
        context.sendToCoordinator(
                new Request.Heartbeat(identity.memberId(), context.config().instanceId(), identity.generation()),
                new Beaten(identity.generation()));
    }

    /** Tells how many heartbeats changed nothing since it was told last. */
    void tell() {
        if (untold > 0) {
            context.facts().accept(new CallFact.Heartbeats(context.now(), context.member(), untold));
            untold = 0;
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.addTime(lastPollAt).addTime(lastAnswerAt).add(pollWatch.lookedTwice);
    }

    private final class Beaten implements Connection.Handler {
        private final int generation;

        Beaten(int generation) {
            this.generation = generation;
        }

        @Override
        public void onAnswer(Answer answer) {
            Identity identity = membership.identity();
            Errors error = answer.error();
            lastAnswerAt = context.now();
            if (error == Errors.NONE) {
                untold++;
                return;
            }
            switch (error) {
                case COORDINATOR_NOT_AVAILABLE, NOT_COORDINATOR ->
                    membership.client().lookup().markUnknown();
                case REBALANCE_IN_PROGRESS -> {
                    if (identity.state() == MemberState.STABLE) {
                        identity.requestRejoin();
                    }
                }
                case ILLEGAL_GENERATION, UNKNOWN_MEMBER_ID, FENCED_INSTANCE_ID -> {
                    if (generation == identity.generation()) {
                        identity.reset(error != Errors.ILLEGAL_GENERATION);
                        if (error == Errors.FENCED_INSTANCE_ID) {
                            membership.fail(error.exception());
                        }
                    }
                }
                default -> {}
            }
        }

        @Override
        public void onDisconnect() {
            membership.client().lookup().markUnknown();
            membership.client().lookup().ensureKnown();
        }
    }

    private final class Tick extends ActorEvent {
        Tick() {
            super(context.actor());
        }

        @Override
        protected void act() {
            beat();
        }
    }

    /**
     * Leaves the group when the application has not polled for max.poll.interval.ms (S4.32). It looks twice at that instant, so
     * that an application that is about to poll again at this very instant counts as polling.
     */
    private final class PollWatch extends ActorEvent {
        private boolean lookedTwice;

        PollWatch() {
            super(context.actor());
        }

        @Override
        protected void act() {
            if (!membership.hasHeartbeatThread()) {
                return;
            }
            if (membership.client().isPolling()) {
                lastPollAt = context.now();
            }
            long expiresAt = lastPollAt + context.config().maxPollIntervalMicros();
            if (context.now() < expiresAt) {
                lookedTwice = false;
                context.actor().scheduleFirst(expiresAt, POLL_WATCH, this);
            } else if (!lookedTwice) {
                lookedTwice = true;
                context.actor().schedule(context.now(), this);
            } else {
                lookedTwice = false;
                membership.leaveForIdleness();
            }
        }
    }
}
