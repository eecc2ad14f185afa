package io.offsetlab.consumer;

import io.offsetlab.engine.Actor;
import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.FactSink;
import java.util.ArrayDeque;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of one client share: its actor, its connections, and the rule by which answers are taken in. The application
 * thread takes answers in while it is inside a call. Outside of calls the heartbeat thread does so when it looks at the network,
 * up to retry.backoff.ms after an answer arrived, and only while it runs.
 */
public final class ClientContext implements Fingerprinted {
    private static final int LOOK = 4;
    private static final int WAKE = 5;

    private final Actor actor;
    private final int member;
    private final int incarnation;
    private final ClientConfig config;
    private final List<TopicPartition> partitions;
    private final Connection coordinator;
    private final Connection broker;
    private final Chance chance;
    private final Chance.Stream intakeDraws;
    private final Chance.Stream backoffDraws;
    private final FactSink facts;
    private final boolean folding;
    private final ArrayDeque<Arrived> inbox = new ArrayDeque<>();
    private final Look look;
    private final Wake wake;
    private final int[] sent = new int[Request.Kind.values().length];
    private final Metadata metadata;
    private @Nullable Client client;

    /**
     * @param partitions all partitions of the run by number, in the order of their creation; more may be added at any time
     * @param folding whether empty polls that change nothing may be counted instead of carried out
     */
    public ClientContext(
            Actor actor,
            int member,
            int incarnation,
            ClientConfig config,
            List<TopicPartition> partitions,
            Connection coordinator,
            Connection broker,
            Chance chance,
            FactSink facts,
            boolean folding) {
        this.actor = actor;
        this.member = member;
        this.incarnation = incarnation;
        this.config = config;
        this.partitions = partitions;
        this.coordinator = coordinator;
        this.broker = broker;
        this.chance = chance;
        this.intakeDraws = chance.stream("intake");
        this.backoffDraws = chance.stream("backoff");
        this.facts = facts;
        this.folding = folding;
        this.metadata = new Metadata(partitions);
        this.look = new Look(actor);
        this.wake = new Wake(actor);
    }

    public Actor actor() {
        return actor;
    }

    public long now() {
        return actor.now();
    }

    public int member() {
        return member;
    }

    public int incarnation() {
        return incarnation;
    }

    public ClientConfig config() {
        return config;
    }

    public List<TopicPartition> partitions() {
        return partitions;
    }

    /** These partitions by topic and partition, as Kafka shows them to the application. */
    public int[] byName(int[] numbers) {
        return Names.inOrder(numbers, partitions);
    }

    public Metadata metadata() {
        return metadata;
    }

    public Chance chance() {
        return chance;
    }

    public FactSink facts() {
        return facts;
    }

    public boolean folding() {
        return folding;
    }

    void client(Client owner) {
        client = owner;
    }

    /** The client that owns this context. */
    public Client client() {
        if (client == null) {
            throw new IllegalStateException("the client is not built yet");
        }
        return client;
    }

    public void sendToCoordinator(Request request, Connection.Handler handler) {
        coordinator.send(request, intake(request, handler));
    }

    public void sendToBroker(Request request, Connection.Handler handler) {
        broker.send(request, intake(request, handler));
    }

    /** None of the broker's answers on their way may be taken late. */
    void attendToBroker() {
        broker.attend();
    }

    private Intake intake(Request request, Connection.Handler handler) {
        int kind = request.kind().ordinal();
        return new Intake(handler, (long) sent[kind]++ << 4 | kind);
    }

    public void disconnectCoordinator() {
        coordinator.disconnect();
    }

    /** The pause before the n-th retry (from 0): retry.backoff.ms doubling up to its maximum, with up to 20 % drawn on top. */
    public long backoffMicros(int retry, long identity) {
        long base = Math.min(config.retryBackoffMicros() << Math.min(retry, 10), config.retryBackoffMaxMicros());
        return base + backoffDraws.below(base / 5 + 1, ((long) member << 32) + incarnation, identity);
    }

    /** Makes the client look at its call again at that time, or earlier. */
    public void wakeAt(long at) {
        if (wake.isScheduled()) {
            if (wake.at() <= at) {
                return;
            }
            actor.cancel(wake);
        }
        actor.scheduleFirst(Math.max(at, now()), WAKE, wake);
    }

    /** Takes in what has arrived. */
    void takeIn() {
        actor.cancel(look);
        Arrived arrived = inbox.poll();
        while (arrived != null) {
            arrived.take();
            arrived = inbox.poll();
        }
    }

    private void arrive(Arrived arrived) {
        Membership membership = client().membership();
        if (membership.hasNetworkThread() && !(arrived.answer() instanceof Answer.Fetch)) {
            boolean quiet = membership.isQuiet(arrived.answer());
            arrived.take();
            if (!quiet) {
                membership.onIntake();
                client().progress();
            }
        } else if (client().isInCall()) {
            takeIn();
            arrived.take();
            client().progress();
        } else if (membership.isQuiet(arrived.answer())) {
            arrived.take();
        } else {
            inbox.add(arrived);
            if (!arrived.canWait() && client().membership().hasHeartbeatThread() && !look.isScheduled()) {
                long delay = intakeDraws.below(
                        config.retryBackoffMicros(), ((long) member << 32) + incarnation, arrived.identity());
                actor.scheduleFirst(now() + delay, LOOK, look);
            }
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(inbox.size());
        for (Arrived arrived : inbox) {
            Answer answer = arrived.answer();
            fingerprint
                    .add(arrived.kind())
                    .add(answer == null ? -1 : answer.error().code());
        }
    }

    /** Passes an answer on according to the rule. */
    private final class Intake implements Connection.Handler {
        private final Connection.Handler handler;
        private final long identity;

        /** @param identity the kind of the request and its number */
        Intake(Connection.Handler handler, long identity) {
            this.handler = handler;
            this.identity = identity;
        }

        @Override
        public void onAnswer(Answer answer) {
            arrive(new Arrived(handler, answer, identity));
        }

        @Override
        public void onDisconnect() {
            arrive(new Arrived(handler, null, identity));
        }
    }

    /** An answer, or null for a broken connection, that arrived. */
    private record Arrived(
            Connection.Handler handler, @Nullable Answer answer, long identity) {
        void take() {
            if (answer == null) {
                handler.onDisconnect();
            } else {
                handler.onAnswer(answer);
            }
        }

        /** The kind of the request. */
        int kind() {
            return (int) identity & 15;
        }

        /** Nobody can see when records or the good answer to a commit are taken in, as long as no call looks. */
        boolean canWait() {
            return answer instanceof Answer.Fetch
                    || (answer instanceof Answer.OffsetCommit commit
                            && commit.error().code() == 0);
        }
    }

    /** The heartbeat thread looks at the network. */
    private final class Look extends ActorEvent {
        Look(Actor actor) {
            super(actor);
        }

        @Override
        protected void act() {
            if (client().membership().hasHeartbeatThread()) {
                takeIn();
                client().progress();
            }
        }
    }

    /** Something inside a call is due. */
    private final class Wake extends ActorEvent {
        Wake(Actor actor) {
            super(actor);
        }

        @Override
        protected void act() {
            client().membership().onTimer();
            client().progress();
        }
    }
}
