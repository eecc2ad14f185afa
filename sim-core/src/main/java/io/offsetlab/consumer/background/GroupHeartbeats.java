package io.offsetlab.consumer.background;

import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.ClientContext;
import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.TopicRegex;
import io.offsetlab.trace.CallFact;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeats of KIP-848 (AbstractHeartbeatRequestManager): after the interval that the coordinator asks for, at once when the
 * member joins, acknowledges or leaves, again after a pause when one has failed.
 */
final class GroupHeartbeats implements Fingerprinted {
    private static final int BACKGROUND_TICK = 12;

    private final Client client;
    private final ClientContext context;
    private final Member member;
    private final Departure departure;
    private final PollTimer pollTimer;
    private final HeartbeatFields fields = new HeartbeatFields();
    private final Tick tick;
    private List<String> topics = List.of();
    private @Nullable String regex;
    private long intervalMicros;
    private long dueAt;
    private boolean inFlight;
    private int failures;
    private long notBefore;
    private long untold;

    GroupHeartbeats(Client client, Member member, Departure departure, PollTimer pollTimer) {
        this.client = client;
        this.context = client.context();
        this.member = member;
        this.departure = departure;
        this.pollTimer = pollTimer;
        this.tick = new Tick();
    }

    /** What the next heartbeat tells of: topics by name, or a pattern that the coordinator resolves. */
    void subscription(List<String> wanted, @Nullable String pattern) {
        topics = wanted;
        regex = pattern;
    }

    /** Sends a heartbeat if one is due. */
    void poll() {
        boolean silent = !member.state().isInGroup();
        if (silent || !client.lookup().isKnown()) {
            departure.saidGoodbye(false);
        } else if (pollTimer.isExpired() && !departure.isUnderWay()) {
            departure.leaveForIdleness();
            send(Connection.IGNORE);
            reset();
            fields.forget();
        } else if (isDue()) {
            send(new Beaten());
        } else {
            arm();
        }
    }

    private boolean isDue() {
        boolean atOnce = departure.saysGoodbyeNow() || (member.state().beatsNow() && !inFlight);
        return atOnce || (!inFlight && context.now() >= Math.max(dueAt, notBefore));
    }

    private void arm() {
        if (!inFlight) {
            tickAt(Math.max(Math.max(dueAt, notBefore), context.now()));
        }
    }

    private void tickAt(long at) {
        if (tick.isScheduled() && tick.at() == at) {
            return;
        }
        context.actor().cancel(tick);
        context.actor().scheduleInBackground(at, BACKGROUND_TICK, tick);
    }

    private void send(Connection.Handler handler) {
        dueAt = context.now() + intervalMicros;
        inFlight = true;
        context.actor().cancel(tick);
        context.sendToCoordinator(fields.next(member, context.config(), topics, regex), handler);
        if (intervalMicros > 0) {
            tickAt(dueAt);
        }
        generated();
    }

    private void generated() {
        if (member.is(MemberState.ACKNOWLEDGING)) {
            member.become(member.isReconciled() ? MemberState.STABLE : MemberState.RECONCILING);
        } else {
            departure.saidGoodbye(true);
        }
    }

    private void reset() {
        inFlight = false;
        failures = 0;
        notBefore = context.now();
        dueAt = context.now();
    }

    /** Whether an answer changes nothing, so that nobody else has to look. */
    boolean isQuiet(Answer.ConsumerGroupHeartbeat answer) {
        return answer.error() == Errors.NONE
                && answer.assigned() == null
                && answer.memberEpoch() == member.epoch()
                && answer.heartbeatIntervalMicros() == intervalMicros
                && (member.is(MemberState.STABLE) || member.is(MemberState.RECONCILING));
    }

    private void succeeded(Answer.ConsumerGroupHeartbeat answer) {
        if (isQuiet(answer)) {
            untold++;
        }
        if (answer.heartbeatIntervalMicros() != intervalMicros) {
            intervalMicros = answer.heartbeatIntervalMicros();
            dueAt = context.now() + intervalMicros;
        }
        inFlight = false;
        failures = 0;
        notBefore = context.now();
        takeIn(answer);
    }

    private void takeIn(Answer.ConsumerGroupHeartbeat answer) {
        if (member.is(MemberState.LEAVING)) {
            return;
        }
        if (answer.memberEpoch() < 0) {
            departure.over();
            return;
        }
        if (!member.state().isInGroup()) {
            return;
        }
        member.epoch(answer.memberEpoch());
        List<Integer> assigned = answer.assigned();
        if (assigned != null && member.state().takesAssignments()) {
            learn(assigned);
            member.assigned(assigned);
        }
    }

    /** Partitions that the client has not heard of are looked up at once. */
    private void learn(List<Integer> assigned) {
        for (int partition : assigned) {
            if (!context.metadata().knows(partition)) {
                context.metadata().look(context.now());
                return;
            }
        }
    }

    private void failed(boolean willBeHealed) {
        inFlight = false;
        dueAt = context.now();
        notBefore = context.now() + context.backoffMicros(failures++, context.now());
        fields.forget();
        if (!willBeHealed && member.is(MemberState.UNSUBSCRIBED)) {
            departure.over();
        }
    }

    private void refused(Errors error) {
        failed(true);
        switch (error) {
            case NOT_COORDINATOR, COORDINATOR_NOT_AVAILABLE -> {
                client.lookup().markUnknown();
                reset();
            }
            case COORDINATOR_LOAD_IN_PROGRESS -> {}
            case FENCED_MEMBER_EPOCH, UNKNOWN_MEMBER_ID -> {
                departure.fenced();
                reset();
            }
            case GROUP_ID_NOT_FOUND -> {
                if (!member.is(MemberState.UNSUBSCRIBED)) {
                    departure.failed(error.exception());
                }
            }
            case INVALID_REGULAR_EXPRESSION -> departure.failed(invalidRegex());
            default -> departure.failed(error.exception());
        }
        member.refused();
        if (member.is(MemberState.UNSUBSCRIBED)) {
            departure.over();
        }
    }

    /** The coordinator says why; it compiles what the client sends, so that the same words are found here. */
    private RuntimeException invalidRegex() {
        return Errors.INVALID_REGULAR_EXPRESSION.exception("Invalid RE2J SubscriptionPattern provided in the call to"
                + " subscribe. " + TopicRegex.refusal(Objects.requireNonNullElse(regex, "")));
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
        fingerprint
                .add(topics.hashCode())
                .add(Objects.hashCode(regex))
                .add(fields)
                .add(intervalMicros)
                .add(inFlight)
                .add(failures);
        fingerprint.addTime(Math.max(dueAt, context.now())).addTime(Math.max(notBefore, context.now()));
    }

    private final class Beaten implements Connection.Handler {
        @Override
        public void onAnswer(Answer answer) {
            if (answer.error() == Errors.NONE) {
                succeeded((Answer.ConsumerGroupHeartbeat) answer);
            } else {
                refused(answer.error());
            }
            if (member.is(MemberState.STABLE) || member.is(MemberState.RECONCILING)) {
                poll();
            }
        }

        @Override
        public void onDisconnect() {
            failed(false);
            client.lookup().markUnknown();
        }
    }

    private final class Tick extends ActorEvent {
        Tick() {
            super(context.actor());
        }

        @Override
        protected void act() {
            poll();
        }
    }
}
