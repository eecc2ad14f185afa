package io.offsetlab.cluster;

import io.offsetlab.app.Program;
import io.offsetlab.app.Worker;
import io.offsetlab.app.Workplace;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.ClientConfig;
import io.offsetlab.consumer.ClientContext;
import io.offsetlab.engine.Actor;
import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.log.PartitionLog;
import io.offsetlab.network.Link;
import io.offsetlab.producer.Acks;
import io.offsetlab.producer.ProducerSettings;
import io.offsetlab.producer.TransactionalProducer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Connection.Node;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.ProcessFact;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One life of a process, from its start to its crash or end: client, program, connections and the events of its own. */
final class Life implements Client.Driver, Site, Fingerprinted {
    private final Run run;
    private final Host host;
    private final Origin origin;
    private final Actor actor;
    private final Link toCoordinator;
    private final Link toBroker;
    private Client client;
    private final Program program;
    private final Worker worker;
    private final Continue continuation;
    private final DataDue dataDue;
    private final Look look;
    private long latestDataDueAt;
    private @Nullable ProducerLink producing;

    Life(Run run, Host host, int incarnation) {
        this.run = run;
        this.host = host;
        origin = new Origin(host.member(), incarnation);
        actor = new Actor(
                run.simulation(),
                (host.member() << 8) | (incarnation & 0xff),
                run.skipping().folding());
        QuietTraffic quiet = new QuietTraffic(run, this);
        toCoordinator = run.links().connect(this, Node.COORDINATOR, host.faults(), quiet);
        toBroker = run.links().connect(this, Node.BROKER, host.faults(), quiet);
        continuation = new Continue();
        dataDue = new DataDue();
        look = new Look();
        client = clientWith(run.clientConfigs().of(origin), toCoordinator, toBroker);
        program = run.programs().create(this);
        worker = program.worker();
    }

    /** The connection with its requests as steps, if anybody counts them. */
    private Connection stepped(Connection coordinator) {
        QuietTraffic quiet = new QuietTraffic(run, this);
        return run.injector().countsPlaces()
                ? new SteppedConnection(
                        coordinator,
                        host.member(),
                        run.injector(),
                        request -> (request instanceof Request.Heartbeat
                                        || request instanceof Request.ConsumerGroupHeartbeat)
                                && quiet.isQuiet(request)
                                && toCoordinator.isSmooth())
                : coordinator;
    }

    private Client clientWith(ClientConfig config, Connection coordinator, Connection broker) {
        ClientContext context = new ClientContext(
                actor,
                origin.member(),
                origin.incarnation(),
                config,
                run.partitionNames(),
                stepped(coordinator),
                broker,
                run.chance(),
                run.facts(),
                run.skipping().folding());
        return new Client(context, this, Protocols.of(config));
    }

    Actor actor() {
        return actor;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public Client client() {
        return client;
    }

    @Override
    public Client connect(ClientConfig settings, TrafficListener listener) {
        client = clientWith(settings, observed(toCoordinator, listener), observed(toBroker, listener));
        return client;
    }

    private Connection observed(Link link, TrafficListener listener) {
        ObservedConnection connection = new ObservedConnection(actor, link);
        connection.listener(listener);
        return connection;
    }

    @Override
    public World world() {
        return run.world();
    }

    @Override
    public List<TopicPartition> partitions() {
        return run.partitionNames();
    }

    @Override
    public List<String> topics() {
        return run.topics();
    }

    @Override
    public PartitionLog log(int partition) {
        return run.logs().get(partition);
    }

    @Override
    public Chance chance() {
        return run.chance();
    }

    @Override
    public Workplace workplace() {
        return run.workplace();
    }

    Program program() {
        return program;
    }

    Worker worker() {
        return worker;
    }

    /** The network of this process is about to change. */
    void expectTrouble() {
        toCoordinator.expectTrouble();
        toBroker.expectTrouble();
        if (producing != null) {
            producing.link().expectTrouble();
        }
    }

    void breakConnections() {
        List<Connection.Handler> waiting = toCoordinator.breakNow();
        waiting.addAll(toBroker.breakNow());
        if (producing != null) {
            waiting.addAll(producing.link().breakNow());
        }
        waiting.forEach(Connection.Handler::onDisconnect);
    }

    /** Carries out what was due by now: records, empty polls, background events. */
    void catchUp() {
        actor.backlog().catchUp();
        worker().catchUp(run.simulation().now());
    }

    /** The process stands still until then. */
    void freeze(long until) {
        catchUp();
        program.standStill(until - run.simulation().now());
        client.freezePolls();
        actor.freeze(until);
        if (producing != null) {
            producing.freeze(until);
        }
        lookAgain();
    }

    /** The process is over: nothing that it was at goes on. */
    void stop() {
        actor.stop();
        if (producing != null) {
            producing.stop();
        }
    }

    @Override
    public TransactionalProducer openProducer() {
        String transactionalId = run.world().members().get(origin.member()).name();
        return openProducer(ProducerSettings.of(transactionalId), Acks.NOBODY);
    }

    @Override
    public TransactionalProducer openProducer(ProducerSettings settings, Acks acks) {
        ProducerLink link = producing;
        if (link == null) {
            link = new ProducerLink(run, this, host.faults());
            producing = link;
        }
        return link.open(settings, acks);
    }

    /** The process goes on at that time. */
    void tellResumedAt(long at) {
        actor.scheduleFirst(at, Resume.KIND, new Resume());
    }

    /** The application is told to end by itself, as soon as the process runs. */
    void askToStop() {
        actor.schedule(run.simulation().now(), new StopAsked());
    }

    /** The record in hand, or the next one, takes longer. */
    void slowDown(long micros) {
        catchUp();
        program.slowDown(micros);
        lookAgain();
    }

    @Override
    public void news() {
        if (!continuation.isScheduled()) {
            run.simulation().scheduleNow(continuation);
        }
    }

    @Override
    public void polledInVain() {
        if (!program.polledInVain()) {
            news();
        }
    }

    @Override
    public void workBegins(long endsAt) {
        run.workBegins(this);
    }

    @Override
    public void beforeLookingAt(int[] partitions) {
        for (int partition : partitions) {
            run.catchUpWorkOn(partition);
        }
    }

    /** Finds the next record at whose end somebody has to look, because time is not skipped there. */
    void lookAgain() {
        actor.cancel(look);
        long at = worker().isBusy() ? run.nextLookAt(this) : Long.MAX_VALUE;
        if (at < Long.MAX_VALUE) {
            actor.scheduleFirst(at, Look.KIND, look);
        }
    }

    /** The fetch that is sent now and waits quietly will find a record at that time. */
    void dataDueAt(long at) {
        latestDataDueAt = at;
        if (dataDue.isScheduled() && dataDue.at() > at) {
            actor.cancel(dataDue);
        }
        if (!dataDue.isScheduled()) {
            actor.scheduleFirst(at, DataDue.KIND, dataDue);
        }
    }

    @Override
    public void ended() {
        host.ended();
    }

    @Override
    public void failed(long restartMicros) {
        host.failed(restartMicros);
    }

    @Override
    public void broke(long restartMicros) {
        host.crash(restartMicros);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(actor).add(toCoordinator).add(toBroker).add(client).add(program);
        fingerprint.addTime(Math.max(latestDataDueAt, run.simulation().now()));
        if (producing != null) {
            fingerprint.add(producing);
        }
    }

    /** Resumes the program: the only way in which the client's news reach the application. */
    private final class Continue extends ActorEvent {
        Continue() {
            super(actor);
        }

        @Override
        protected void act() {
            program.resume();
        }
    }

    /** The process goes on. */
    private final class Resume extends ActorEvent {
        private static final int KIND = 0;

        Resume() {
            super(actor);
        }

        @Override
        protected void act() {
            run.facts().accept(new ProcessFact.Resumed(run.simulation().now(), origin.member()));
        }
    }

    /** The signal to end reaches the application. */
    private final class StopAsked extends ActorEvent {
        StopAsked() {
            super(actor);
        }

        @Override
        protected void act() {
            program.stop();
        }
    }

    /** A record arrives that a quiet fetch waits for. */
    private final class DataDue extends ActorEvent {
        private static final int KIND = 14;

        DataDue() {
            super(actor);
        }

        @Override
        protected void act() {
            actor().backlog().surface();
            if (latestDataDueAt > run.simulation().now() && !isScheduled()) {
                actor().scheduleFirst(latestDataDueAt, KIND, this);
            }
        }
    }

    /** A record ends at which time is not skipped. */
    private final class Look extends ActorEvent {
        private static final int KIND = 15;

        Look() {
            super(actor);
        }

        @Override
        protected void act() {
            worker().catchUp(run.simulation().now());
            lookAgain();
        }
    }
}
