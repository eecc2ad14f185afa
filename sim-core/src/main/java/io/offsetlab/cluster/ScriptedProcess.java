package io.offsetlab.cluster;

import io.offsetlab.app.Program;
import io.offsetlab.app.Surroundings;
import io.offsetlab.consumer.Call;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.ClientConfig;
import io.offsetlab.consumer.ClientContext;
import io.offsetlab.engine.Actor;
import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Chance;
import io.offsetlab.network.Link;
import io.offsetlab.network.LinkFaults;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Connection.Node;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.ProcessFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process of a {@link ScriptedCluster}: its application is a program, or whoever drives the cluster and waits here. */
public final class ScriptedProcess implements Client.Driver, Surroundings {
    private static final long FOREVER = Long.MAX_VALUE;
    private static final long LONGEST_WAIT_MICROS = 30 * 86_400_000_000L;
    /** A coordinator that is never asked. */
    private static final String NO_GROUP = "";

    private final ScriptedCluster cluster;
    private final String name;
    private final Origin origin;
    private final ScriptedGroup group;
    private final ClientConfig config;
    private final Actor actor;
    private final LinkFaults faults = new LinkFaults();
    private final Link toCoordinator;
    private final Link toBroker;
    private final ObservedConnection coordinatorConnection;
    private final ObservedConnection brokerConnection;
    private final Client client;
    private final Continue continuation;
    private final WorkDone workDone;
    private @Nullable Program program;
    private boolean resumed;
    private boolean worked;
    private int idsGiven;

    ScriptedProcess(ScriptedCluster cluster, int member, String name, ClientConfig config) {
        this.cluster = cluster;
        this.name = name;
        this.config = config;
        origin = new Origin(member, 0);
        group = cluster.group(config.groupId() == null ? NO_GROUP : config.groupId());
        actor = new Actor(cluster.simulation(), member << 8, false);
        Chance.Stream latencies = cluster.chance().stream("latency");
        toCoordinator = link(Node.COORDINATOR, group.coordinator(), latencies);
        toBroker = link(Node.BROKER, this::toBroker, latencies);
        coordinatorConnection = new ObservedConnection(actor, toCoordinator);
        brokerConnection = new ObservedConnection(actor, toBroker);
        ClientContext context = new ClientContext(
                actor,
                member,
                0,
                config,
                cluster.partitions(),
                coordinatorConnection,
                brokerConnection,
                cluster.chance(),
                cluster.facts(),
                false);
        context.metadata().watch(cluster.topology()::exists, cluster::leaderEpoch, config.metadataMaxAgeMicros());
        continuation = new Continue();
        workDone = new WorkDone();
        client = new Client(context, this, Protocols.of(config));
    }

    private Link link(Node node, Connection.Endpoint endpoint, Chance.Stream latencies) {
        return new Link(
                actor,
                origin,
                node,
                endpoint,
                cluster.latency(),
                faults,
                latencies,
                this::timeout,
                new NothingIsQuiet());
    }

    private long timeout(Request.Kind kind) {
        return kind == Request.Kind.JOIN_GROUP ? Links.joinTimeoutMicros(config) : config.requestTimeoutMicros();
    }

    private void toBroker(Request request, Origin from, Connection.Reply reply) {
        if (request instanceof Request.FindCoordinator) {
            group.coordinator().receive(request, from, reply);
        } else {
            cluster.broker().receive(request, from, reply);
        }
    }

    /** From now on tells somebody what the client of this process sends and is answered. */
    public void watchTraffic(TrafficListener listener) {
        coordinatorConnection.listener(listener);
        brokerConnection.listener(listener);
    }

    /** The group of this process. */
    public ScriptedGroup group() {
        return group;
    }

    void begin() {
        cluster.facts().accept(new ProcessFact.Restarted(cluster.now(), origin.member(), 0));
    }

    void runs(Program application) {
        program = application;
        application.start();
    }

    /** Asks a program to end by itself; wakes up whoever else waits in a poll. */
    public void stop() {
        if (program == null) {
            client.wakeup();
        } else {
            program.stop();
        }
    }

    String name() {
        return name;
    }

    int countId() {
        return idsGiven++;
    }

    public Client client() {
        return client;
    }

    @Override
    public void news() {
        if (!continuation.isScheduled()) {
            resumed = false;
            cluster.simulation().scheduleNow(continuation);
        }
    }

    /**
     * Steps the simulation until the news of the client's innermost call have reached the application.
     *
     * @throws IllegalStateException if the call does not come to an end
     */
    public void awaitNews() {
        awaitNews(() -> {});
    }

    /**
     * As above.
     *
     * @param beforeStep runs before each event
     */
    public void awaitNews(Runnable beforeStep) {
        long until = cluster.now() + LONGEST_WAIT_MICROS;
        while (!resumed || !hasNews()) {
            if (actor.isStopped()) {
                throw new IllegalStateException("The process of " + name + " is over.");
            }
            beforeStep.run();
            if (!cluster.simulation().step() || cluster.now() > until) {
                throw new IllegalStateException(
                        "a call of " + name + " has waited for 30 days of virtual time, and nothing ended it");
            }
        }
        resumed = false;
    }

    private boolean hasNews() {
        Call call = client.call();
        return call != null && call.hasNews();
    }

    /** Steps the simulation until the application has been busy for so long. */
    public void work(long micros) {
        worked = false;
        actor.schedule(cluster.now() + micros, workDone);
        while (!worked) {
            cluster.simulation().step();
        }
    }

    @Override
    public void workBegins(long endsAt) {}

    @Override
    public void beforeLookingAt(int[] partitions) {}

    @Override
    public void ended() {
        if (!actor.isStopped()) {
            cluster.facts().accept(new ProcessFact.Stopped(cluster.now(), origin.member(), 0));
            actor.stop();
        }
    }

    /** kill -9. */
    public void kill() {
        cluster.facts().accept(new ProcessFact.Crashed(cluster.now(), origin.member(), 0));
        actor.stop();
    }

    /** The network of the process is gone until {@link #heal}. */
    public void cut() {
        faults.breakUntil(FOREVER);
        List<Connection.Handler> waiting = toCoordinator.breakNow();
        waiting.addAll(toBroker.breakNow());
        waiting.forEach(Connection.Handler::onDisconnect);
    }

    /** Requests arrive, the coordinator's answers do not, until {@link #heal}. */
    public void dropResponses() {
        faults.dropAnswers(Integer.MAX_VALUE, null);
    }

    /** Ends {@link #cut} and {@link #dropResponses}. */
    public void heal() {
        faults.heal();
    }

    /** The client's news reach the application. */
    private final class Continue extends ActorEvent {
        Continue() {
            super(actor);
        }

        @Override
        protected void act() {
            resumed = true;
            if (program != null) {
                program.resume();
            }
        }
    }

    /** The application has finished what it was busy with. */
    private final class WorkDone extends ActorEvent {
        WorkDone() {
            super(actor);
        }

        @Override
        protected void act() {
            worked = true;
        }
    }

    /** Every request is carried out. */
    private static final class NothingIsQuiet implements Link.Background {
        @Override
        public boolean isQuiet(Request request) {
            return false;
        }

        @Override
        public boolean isQuiet(Answer answer) {
            return false;
        }
    }
}
