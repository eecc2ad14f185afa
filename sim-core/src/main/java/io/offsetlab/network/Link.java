package io.offsetlab.network;

import io.offsetlab.engine.Actor;
import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one life of a process to one node, as TCP and Kafka's NetworkClient keep it: messages arrive in the order of
 * sending in both directions, a request that is not answered within its time-out breaks the connection, and so does a fault. A
 * new connection is made with the next request; it costs one round trip.
 */
public final class Link implements Connection, Fingerprinted {
    private static final int TIMEOUT_CHECK = 1;

    private final Actor actor;
    private final Origin origin;
    private final Node node;
    private final Endpoint endpoint;
    private final Latency latency;
    private final LinkFaults faults;
    private final Chance.Stream latencyDraws;
    private final Timeouts timeouts;
    private final Background background;
    private final int[] sent = new int[Request.Kind.values().length];
    private final long identity;
    private final ArrayDeque<Exchange> inFlight = new ArrayDeque<>();
    private final TimeoutCheck timeoutCheck;
    private @Nullable Watch watch;
    private boolean connected;
    private int messages;
    private long lastArrivalThere;
    private long lastArrivalHere;
    private long heldUpUntil;

    /** How long a client waits for the answer to a kind of request. */
    public interface Timeouts {
        long micros(Request.Kind kind);
    }

    /** Which requests change nothing that others look at, so that they need not be carried in the simulation's queue. */
    public interface Background {
        boolean isQuiet(Request request);

        boolean isQuiet(Answer answer);
    }

    /** Told how each message ends. Watching changes nothing. */
    public interface Watch {
        /**
         * A message arrived or was lost.
         *
         * @param answer what it says if it is an answer, null for a request
         * @param sentAt when it left, in microseconds
         */
        void ended(Request request, @Nullable Answer answer, long sentAt, boolean arrived);
    }

    /** From now on tells somebody of every message. */
    public void watchedBy(Watch watching) {
        watch = watching;
    }

    void tell(Request request, @Nullable Answer answer, long sentAt, boolean arrived) {
        if (watch != null) {
            watch.ended(request, answer, sentAt, arrived);
        }
    }

    /** The nodes of one process share {@code faults}. */
    public Link(
            Actor actor,
            Origin origin,
            Node node,
            Endpoint endpoint,
            Latency latency,
            LinkFaults faults,
            Chance.Stream latencyDraws,
            Timeouts timeouts,
            Background background) {
        this.actor = actor;
        this.origin = origin;
        this.node = node;
        this.endpoint = endpoint;
        this.latency = latency;
        this.faults = faults;
        this.latencyDraws = latencyDraws;
        this.timeouts = timeouts;
        this.background = background;
        this.identity = ((long) origin.member() << 32 | (long) origin.incarnation() << 8) + node.ordinal();
        this.timeoutCheck = new TimeoutCheck(actor);
    }

    @Override
    public void send(Request request, Handler handler) {
        long now = actor.now();
        Request.Kind kind = request.kind();
        int number = sent[kind.ordinal()]++;
        boolean quiet = background.isQuiet(request) && isSmooth();
        if (quiet && (kind == Request.Kind.HEARTBEAT || kind == Request.Kind.CONSUMER_GROUP_HEARTBEAT)) {
            actor.backlog().submerge();
        }
        Exchange exchange = new Exchange(
                this,
                request,
                handler,
                number,
                messages++ << 1 | (node.ordinal() & 1),
                quiet,
                now + timeouts.micros(kind));
        inFlight.add(exchange);
        if (!quiet) {
            armTimeout(exchange.deadline);
        }
        if (faults.isBroken(now)) {
            exchange.failSoon();
            tell(request, null, now, false);
            return;
        }
        long connecting = connected ? 0 : 2 * latencyMicros(exchange, 2);
        connected = true;
        lastArrivalThere = Math.max(lastArrivalThere, now + connecting + latencyMicros(exchange, 0));
        noteHeldUp(lastArrivalThere);
        if (node != Node.BROKER && faults.swallows(request)) {
            tell(request, null, now, false);
            return;
        }
        exchange.travelThere(lastArrivalThere);
    }

    @Override
    public void disconnect() {
        breakNow().forEach(Handler::onDisconnect);
    }

    /**
     * Breaks the connection; what travels to the node still arrives or not.
     *
     * @return whom to tell, once everything that breaks at this instant is broken
     */
    public List<Handler> breakNow() {
        connected = false;
        List<Handler> waiting = new ArrayList<>(inFlight.size());
        for (Exchange exchange : inFlight) {
            exchange.lose();
            waiting.add(exchange.handler());
        }
        inFlight.clear();
        return waiting;
    }

    @Override
    public void attend() {
        actor.backlog().surface();
        inFlight.forEach(Exchange::attend);
    }

    /** Tells that the network is about to change: from now on every request in flight can time out. */
    public void expectTrouble() {
        actor.backlog().surface();
        for (Exchange exchange : inFlight) {
            exchange.noLongerQuiet();
            armTimeout(exchange.deadline);
        }
    }

    /** Whether messages pass as usual: no fault is in sight, and none that is over holds up what comes behind it. */
    public boolean isSmooth() {
        return faults.isHealthy(actor.now()) && actor.now() >= heldUpUntil;
    }

    boolean isQuiet(Answer answer) {
        return background.isQuiet(answer);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Origin origin() {
        return origin;
    }

    Actor actor() {
        return actor;
    }

    /** When an answer that leaves at a time arrives, or -1 if the network drops it. */
    long arrivalHere(Exchange exchange, long leaves) {
        if (node != Node.BROKER && faults.dropsAnswerTo(exchange.request())) {
            return -1;
        }
        lastArrivalHere = Math.max(lastArrivalHere, leaves + latencyMicros(exchange, 1));
        noteHeldUp(lastArrivalHere);
        return lastArrivalHere;
    }

    /** What comes behind a message that a fault makes slow arrives no earlier, even when the fault is over. */
    private void noteHeldUp(long arrival) {
        if (faults.extraMicros(actor.now()) > 0) {
            heldUpUntil = Math.max(heldUpUntil, arrival);
        }
    }

    /** Whether a request on its way arrives although its connection broke. */
    boolean survivesBreak(Exchange exchange) {
        return latencyDraws.below(2, identity, exchange.identity(3)) == 0;
    }

    /** Hands an answer over, unless the connection was lost meanwhile. */
    boolean isAwaited(Exchange exchange) {
        if (inFlight.peekFirst() == exchange) {
            inFlight.removeFirst();
            return true;
        }
        return inFlight.remove(exchange);
    }

    private long latencyMicros(Exchange exchange, int leg) {
        long jitter = latency.jitterMicros();
        long drawn = jitter == 0 ? 0 : latencyDraws.below(jitter + 1, identity, exchange.identity(leg));
        return latency.baseMicros() + drawn + faults.extraMicros(actor.now());
    }

    private void armTimeout(long deadline) {
        if (timeoutCheck.isScheduled() && timeoutCheck.at() > deadline) {
            actor.cancel(timeoutCheck);
        }
        if (!timeoutCheck.isScheduled()) {
            actor.scheduleFirst(Math.max(deadline, actor.now()), TIMEOUT_CHECK + node.ordinal(), timeoutCheck);
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(node.ordinal()).add(connected);
        fingerprint.addTime(Math.max(lastArrivalThere, actor.now())).addTime(Math.max(lastArrivalHere, actor.now()));
        fingerprint.addTime(Math.max(heldUpUntil, actor.now())).add(inFlight.size());
        for (Exchange exchange : inFlight) {
            fingerprint.add(exchange);
        }
    }

    /** Looks whether the oldest request has waited too long, and if not, looks again when that would be the case. */
    private final class TimeoutCheck extends ActorEvent {
        TimeoutCheck(Actor actor) {
            super(actor);
        }

        @Override
        protected void act() {
            long earliest = Long.MAX_VALUE;
            for (Exchange exchange : inFlight) {
                earliest = exchange.isQuiet() ? earliest : Math.min(earliest, exchange.deadline);
            }
            if (earliest <= actor.now()) {
                disconnect();
            } else if (earliest < Long.MAX_VALUE) {
                armTimeout(earliest);
            }
        }
    }
}
