package io.offsetlab.cluster;

import io.offsetlab.consumer.ClientConfig;
import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Simulation;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Formula;
import io.offsetlab.trace.Digest;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.RunFact;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One run of a world under a policy: chaos until the world's end of it, then healing, then quiet within a bound. Deterministic:
 * the same world, policy and engine version give the same facts.
 */
public final class Cluster {
    private final World world;
    private final Run run;
    private final Digest digest = new Digest();
    private final FactBuffer facts;
    private final @Nullable PlaceListener places;
    private final Quiescence quiescence;
    private boolean healed;
    private boolean stopped;
    private long settledSince = -1;

    /**
     * @param observers are given every fact in the order in which it became known, some of them later than it did
     * @throws org.apache.kafka.common.config.ConfigException if Kafka refuses the client config
     */
    public Cluster(World world, Policy policy, Skipping skipping, FactSink... observers) {
        this(world, Application.of(policy), skipping, observers);
    }

    /** As above, for processes that carry out something else than a policy's loop. */
    public Cluster(World world, Application application, Skipping skipping, FactSink... observers) {
        this(world, application, skipping, FactBuffer.CAPACITY, observers);
    }

    /** As above, with a moment from which on it goes on otherwise. */
    public Cluster(World world, Application application, Turn turn, FactSink... observers) {
        this(world, application, Skipping.ON, FactBuffer.CAPACITY, turn, null, observers);
    }

    /**
     * A run whose places are looked at. It heals as soon as all faults have happened, everything is processed and nobody has
     * anything left to do, and at the world's end of chaos at the latest. Nobody compares such runs, so that its digest is that of
     * no facts.
     */
    public Cluster(World world, Application application, PlaceListener places, FactSink... observers) {
        this(world, application, Skipping.ON, FactBuffer.CAPACITY, null, places, observers);
    }

    /** With 1 fact held at most, observers see the state of the run at each fact. */
    Cluster(World world, Application application, Skipping skipping, int factsHeld, FactSink... observers) {
        this(world, application, skipping, factsHeld, null, null, observers);
    }

    private Cluster(
            World world,
            Application application,
            Skipping skipping,
            int factsHeld,
            @Nullable Turn turn,
            @Nullable PlaceListener places,
            FactSink... observers) {
        this.world = world;
        this.places = places;
        this.facts = new FactBuffer(factsHeld, places == null ? digest : null, observers);
        this.run = new Run(world, application, skipping, facts, turn, places);
        this.quiescence = new Quiescence(run);
    }

    /** The header of the run's trace. */
    public static RunHeader header(World world, Policy policy) {
        Map<String, String> settings = clientSettings(world, policy);
        ClientConfig config = ClientConfig.parse(settings);
        List<String> members = new ArrayList<>();
        for (World.MemberSpec member : world.members()) {
            members.add(member.name());
        }
        return new RunHeader(
                RunHeader.ENGINE_VERSION,
                world.name(),
                policy.name(),
                policy.promise(),
                world.seed(),
                settings,
                members,
                partitionNames(world),
                new Formula.Inputs(
                        config.maxPollRecords(),
                        config.autoCommitIntervalMicros(),
                        world.processing().baseMicros()),
                world.fixes());
    }

    /** The settings of the consumers: the scenario's, then the policy's. */
    static Map<String, String> clientSettings(World world, Policy policy) {
        Map<String, String> settings = new TreeMap<>(world.clientConfig());
        settings.putAll(policy.config());
        return settings;
    }

    static List<TopicPartition> partitionNames(World world) {
        List<TopicPartition> names = new ArrayList<>();
        for (World.PartitionSpec partition : world.partitions()) {
            names.add(partition.name());
        }
        return names;
    }

    /** Carries the run out. */
    public RunResult run() {
        Simulation simulation = run.simulation();
        start();
        if (places == null) {
            simulation.schedule(world.chaosMicros(), new Heal());
        }
        if (run.turn() != null) {
            simulation.schedule(run.turn().atMicros(), new Turning(run.turn()));
        }
        run.programs().drive(this::next);
        boolean complete = quiescence.isComplete();
        if (!stopped) {
            end(complete);
            facts.handOver();
        }
        return new RunResult(
                digest.value(), simulation.eventCount(), simulation.lateCount(), simulation.now(), complete);
    }

    private boolean next() {
        if (places != null && !healed) {
            return nextOfWatched(places);
        }
        if (quiescence.isOver()) {
            return false;
        }
        if (!run.simulation().step()) {
            throw new IllegalStateException("nothing is left to do, but the run is not over");
        }
        if (healed && !quiescence.hasBegun()) {
            quiescence.begin();
        }
        return true;
    }

    /** Chaos under the eyes of a listener, up to its end; false if it stopped the run. */
    private boolean nextOfWatched(PlaceListener watching) {
        Simulation simulation = run.simulation();
        if (stopped) {
            return false;
        }
        if (!run.injector().isIdle() || !quiescence.isSettledNow()) {
            settledSince = -1;
        } else if (settledSince < 0) {
            settledSince = simulation.now();
        }
        long healsAt = world.chaosMicros();
        if (settledSince >= 0) {
            healsAt = Math.min(settledSince + quiescence.settlingMicros(), healsAt);
        }
        if (simulation.nextEventAt() >= healsAt) {
            simulation.runUntil(healsAt - 1);
            watching.heals();
            heal();
            quiescence.begin();
        } else {
            simulation.step();
            watching.between(this);
        }
        return true;
    }

    /** Ends the run after the event that is going on. */
    public void stop() {
        stopped = true;
    }

    /** Hands all facts over that observers have not been given yet, so that they are up to date with the state. */
    public void handOver() {
        facts.handOver();
    }

    /** The virtual time in microseconds. */
    public long now() {
        return run.simulation().now();
    }

    /** Whether every fault has happened or cannot happen any more. */
    public boolean isPastFaults() {
        return run.injector().isIdle();
    }

    private void start() {
        run.injector().begin();
        for (int member = 0; member < world.members().size(); member++) {
            long at = world.members().get(member).startMicros();
            if (at != World.MemberSpec.STARTS_BY_FAULT) {
                run.hosts().get(member).startAt(at);
            }
        }
    }

    private void end(boolean complete) {
        run.catchUpAll();
        run.hosts().forEach(Host::tellSkipped);
        long now = run.simulation().now();
        run.logs().forEach(log -> log.tell(now));
        run.facts().accept(new RunFact.Quiet(now, complete));
        run.facts().accept(new RunFact.Ended(now));
    }

    /** Ends everything that goes wrong; who was to start again later starts now, and somebody in any case. */
    private void heal() {
        run.catchUpAll();
        run.injector().heal();
        boolean anybody = false;
        for (Host host : run.hosts()) {
            host.faults().heal();
            if (host.willStart()) {
                host.startNow();
            }
            anybody |= host.life() != null;
        }
        if (!anybody) {
            run.hosts().get(0).startNow();
        }
        run.facts().accept(new RunFact.Healed(run.simulation().now()));
        healed = true;
    }

    /** A hash of the whole state, equal for runs that will go on alike. */
    public long fingerprint() {
        return new Fingerprint(run.simulation().now()).add(run).value();
    }

    /** From here on the run goes on otherwise. */
    private final class Turning extends Event {
        private final Turn turn;

        Turning(Turn turn) {
            this.turn = turn;
        }

        @Override
        protected void run() {
            run.turn(turn);
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {
            fingerprint.add(turn.seed());
        }
    }

    /** The end of chaos. */
    private final class Heal extends Event {
        @Override
        protected void run() {
            heal();
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {}
    }
}
