package io.offsetlab.cluster;

import io.offsetlab.consumer.ClientConfig;
import io.offsetlab.engine.Actor;
import io.offsetlab.engine.Chance;
import io.offsetlab.network.Latency;
import io.offsetlab.network.Link;
import io.offsetlab.network.LinkFaults;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;

/** Makes the connections of lives to the two nodes. */
final class Links {
    /** JoinGroup may wait for the rebalance time-out and this much more (AbstractCoordinator's JOIN_GROUP_TIMEOUT_LAPSE). */
    private static final long JOIN_LAPSE_MICROS = 5_000_000;

    private final Run run;
    private final Latency latency;
    private final Chance.Stream latencyDraws;
    private final boolean consumerProtocol;

    Links(Run run) {
        this.run = run;
        this.latency = run.world().latency();
        this.latencyDraws = run.chance().stream("latency");
        this.consumerProtocol = run.clientConfigs().anyConsumer();
    }

    Link connect(Life life, Connection.Node node, LinkFaults faults, Link.Background background) {
        Connection.Endpoint endpoint = node == Connection.Node.COORDINATOR ? this::toCoordinator : this::toBroker;
        Link link = new Link(
                life.actor(), life.origin(), node, endpoint, latency, faults, latencyDraws, this::timeout, background);
        if (run.messages() != null) {
            link.watchedBy(new MessageTeller(life.actor(), life.origin().member(), node, run.messages()));
        }
        return link;
    }

    Link connectProducer(Life life, Actor actor, LinkFaults faults) {
        Link link = new Link(
                actor,
                life.origin(),
                Connection.Node.PRODUCER,
                run.transactions(),
                latency,
                faults,
                latencyDraws,
                kind -> run.clientConfig().requestTimeoutMicros(),
                new ProducerLink.NothingIsQuiet());
        if (run.messages() != null) {
            link.watchedBy(new MessageTeller(actor, life.origin().member(), Connection.Node.PRODUCER, run.messages()));
        }
        return link;
    }

    private long timeout(Request.Kind kind) {
        return kind == Request.Kind.JOIN_GROUP
                ? joinTimeoutMicros(run.clientConfig())
                : run.clientConfig().requestTimeoutMicros();
    }

    /** How long a client waits for the answer to JoinGroup (AbstractCoordinator.sendJoinGroupRequest). */
    static long joinTimeoutMicros(ClientConfig config) {
        return Math.max(config.requestTimeoutMicros(), config.maxPollIntervalMicros() + JOIN_LAPSE_MICROS);
    }

    /** Heartbeats of the consumer protocol are answered behind what others have written before, so none may come after it. */
    private void toCoordinator(Request request, Origin origin, Connection.Reply reply) {
        if (request instanceof Request.OffsetCommit && consumerProtocol) {
            run.catchUpBackgrounds();
        }
        if (!(request instanceof Request.Heartbeat || request instanceof Request.ConsumerGroupHeartbeat)) {
            run.catchUpBackgroundOf(origin);
        }
        run.coordinator().receive(request, origin, reply);
    }

    private void toBroker(Request request, Origin origin, Connection.Reply reply) {
        if (request instanceof Request.FindCoordinator) {
            run.coordinator().receive(request, origin, reply);
        } else {
            run.broker().receive(request, origin, reply);
        }
    }
}
