package io.offsetlab.cluster;

import io.offsetlab.app.Workplace;
import io.offsetlab.consumer.ClientConfig;
import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.engine.Simulation;
import io.offsetlab.group.GroupCoordinator;
import io.offsetlab.group.QuietMembers;
import io.offsetlab.group.Topology;
import io.offsetlab.log.LogBroker;
import io.offsetlab.log.PartitionLog;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Origin;
import io.offsetlab.sink.Effects;
import io.offsetlab.trace.FactSink;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Everything that one run consists of, wired together. */
final class Run implements QuietMembers, Topology, Fingerprinted {
    private final World world;
    private final Policy policy;
    private final Programs programs;
    private final Skipping skipping;
    private final ClientConfigs clientConfigs;
    private final List<TopicPartition> partitionNames;
    private final List<String> topics;
    private final Simulation simulation = new Simulation();
    private final @Nullable Turn turn;
    private final Chance chance;
    private final FactGate facts;
    private final @Nullable FactSink messages;
    private final List<PartitionLog> logs = new ArrayList<>();
    private final LogBroker broker;
    private final GroupCoordinator coordinator;
    private final Workplace workplace;
    private final Links links;
    private final List<Host> hosts = new ArrayList<>();
    private final FaultInjector injector;
    private @Nullable Transactions transactions;
    private final List<Integer> idsGiven = new ArrayList<>();

    Run(
            World world,
            Application application,
            Skipping skipping,
            FactSink observers,
            @Nullable Turn turn,
            @Nullable PlaceListener places) {
        this.world = world;
        this.policy = application.policy();
        this.programs = application.begin();
        this.skipping = skipping;
        clientConfigs = new ClientConfigs(world, policy);
        partitionNames = Cluster.partitionNames(world);
        topics = topicsOf(partitionNames);
        this.turn = turn;
        chance = turn == null
                ? new Chance(world.seed(), world.pins(), places)
                : Chance.turning(world.seed(), world.pins(), turn.seed());
        workplace = new Workplace(world.processing(), world.application(), chance, partitionNames.size());
        facts = new FactGate(this, observers);
        messages = observers.hearsMessages() ? observers : null;
        Chance.Stream lateness = chance.stream("arrivals");
        for (int partition = 0; partition < partitionNames.size(); partition++) {
            World.PartitionSpec spec = world.partitions().get(partition);
            logs.add(new PartitionLog(partition, spec.arrivals(), spec.loaded(), lateness, facts));
        }
        broker = new LogBroker(simulation, logs, world.recordBytes());
        Chance.Stream idDraws = chance.stream("member-id");
        coordinator = new GroupCoordinator(
                simulation,
                clientConfigs.broker(),
                this,
                (origin, instance) -> memberId(idDraws, origin),
                chance.stream("survival"),
                facts,
                this);
        links = new Links(this);
        for (int member = 0; member < world.members().size(); member++) {
            hosts.add(new Host(this, member));
        }
        injector = new FaultInjector(this, places);
    }

    /** Random as Kafka's, so that assignors see members in any order, but drawn; the name makes it unique. */
    private String memberId(Chance.Stream draws, Origin origin) {
        while (idsGiven.size() <= origin.member()) {
            idsGiven.add(0);
        }
        int given = idsGiven.get(origin.member());
        idsGiven.set(origin.member(), given + 1);
        long bits = draws.below(1L << 32, origin.member(), given);
        String hex = Long.toHexString(1L << 32 | bits).substring(1);
        return "consumer-" + hex + '-' + world.members().get(origin.member()).name() + '-' + given;
    }

    private static List<String> topicsOf(List<TopicPartition> partitions) {
        TreeSet<String> topics = new TreeSet<>();
        for (TopicPartition partition : partitions) {
            topics.add(partition.topic());
        }
        return new ArrayList<>(topics);
    }

    World world() {
        return world;
    }

    Policy policy() {
        return policy;
    }

    Programs programs() {
        return programs;
    }

    Skipping skipping() {
        return skipping;
    }

    /** What all clients have in common. */
    ClientConfig clientConfig() {
        return clientConfigs.common();
    }

    ClientConfigs clientConfigs() {
        return clientConfigs;
    }

    List<TopicPartition> partitionNames() {
        return partitionNames;
    }

    List<String> topics() {
        return topics;
    }

    Simulation simulation() {
        return simulation;
    }

    /** Where the run leaves its world, or null. */
    @Nullable
    Turn turn() {
        return turn;
    }

    Chance chance() {
        return chance;
    }

    FactGate facts() {
        return facts;
    }

    /** Who is told of messages, or null if nobody asks. */
    @Nullable
    FactSink messages() {
        return messages;
    }

    List<PartitionLog> logs() {
        return logs;
    }

    LogBroker broker() {
        return broker;
    }

    GroupCoordinator coordinator() {
        return coordinator;
    }

    /** What the applications have in common. */
    Workplace workplace() {
        return workplace;
    }

    Effects effects() {
        return workplace.effects();
    }

    Links links() {
        return links;
    }

    /** What the run has of transactions, from the first producer on. */
    Transactions transactions() {
        Transactions known = transactions;
        if (known == null) {
            known = new Transactions(this);
            transactions = known;
        }
        return known;
    }

    /** Gives the group, and all transactions, to another coordinator. */
    void moveCoordinator(long loadMicros) {
        coordinator.move(loadMicros);
        if (transactions != null) {
            transactions.move(loadMicros);
        }
    }

    List<Host> hosts() {
        return hosts;
    }

    FaultInjector injector() {
        return injector;
    }

    /** A member has taken up records: whoever works on the same partitions is looked at record by record from now on. */
    void workBegins(Life life) {
        life.lookAgain();
        boolean everyRecord = injector.countsEveryRecord();
        for (int member = 0; member < hosts.size(); member++) {
            Life other = hosts.get(member).life();
            if (other != null && other != life && (everyRecord || other.worker().overlaps(life.worker()))) {
                other.lookAgain();
            }
        }
    }

    /** How many records the members hold that they have not finished. */
    long recordsInHand() {
        long inHand = 0;
        for (int member = 0; member < hosts.size(); member++) {
            Life life = hosts.get(member).life();
            inHand += life == null ? 0 : life.worker().left();
        }
        return inHand;
    }

    /** The next end of a record at which this life has to be looked at, or {@link Long#MAX_VALUE}. */
    long nextLookAt(Life life) {
        if (!skipping.bulk() || sharesPartitions(life) || injector.countsEveryRecord()) {
            life.worker().catchUp(simulation.now());
            return life.worker().isBusy() ? life.worker().nextFinishAt() : Long.MAX_VALUE;
        }
        return injector.nextAnchorAt(life.worker());
    }

    private boolean sharesPartitions(Life life) {
        for (int member = 0; member < hosts.size(); member++) {
            Life other = hosts.get(member).life();
            if (other != null && other != life && life.worker().overlaps(other.worker())) {
                return true;
            }
        }
        return false;
    }

    void catchUpBackgroundOf(Origin origin) {
        Life life = hosts.get(origin.member()).life();
        if (life != null && life.origin().incarnation() == origin.incarnation()) {
            life.actor().backlog().catchUp();
        }
    }

    /** Carries out what was due by now of the background of everybody. */
    void catchUpBackgrounds() {
        for (Host host : hosts) {
            Life life = host.life();
            if (life != null) {
                life.actor().backlog().catchUp();
            }
        }
    }

    @Override
    public void beforeSessionCheck(Origin member) {
        catchUpBackgroundOf(member);
    }

    @Override
    public void beforeChange() {
        for (Host host : hosts) {
            Life life = host.life();
            if (life != null) {
                life.actor().backlog().surface();
            }
        }
    }

    /** Carries out what was due by now, of everybody. */
    void catchUpAll() {
        for (Host host : hosts) {
            Life life = host.life();
            if (life != null) {
                life.catchUp();
            }
        }
    }

    /** Goes on with other chance and other faults. */
    void turn(Turn into) {
        catchUpAll();
        if (chance instanceof Chance.Turning turning) {
            turning.turn();
        }
        injector.turn(into.faults());
        lookAgain();
    }

    /** Everybody looks anew for the next record at whose end a fault waits. */
    void lookAgain() {
        for (Host host : hosts) {
            Life life = host.life();
            if (life != null) {
                life.lookAgain();
            }
        }
    }

    /** Carries out what was due by now of the work on a partition. */
    void catchUpWorkOn(int partition) {
        for (int member = 0; member < hosts.size(); member++) {
            Life life = hosts.get(member).life();
            if (life != null && life.worker().holds(partition)) {
                life.worker().catchUp(simulation.now());
            }
        }
    }

    @Nullable
    Life lifeOf(int member) {
        return hosts.get(member).life();
    }

    @Override
    public int partitionCount() {
        return partitionNames.size();
    }

    @Override
    public boolean exists(int partition) {
        return partition >= 0 && partition < partitionNames.size();
    }

    @Override
    public String topicOf(int partition) {
        return partitionNames.get(partition).topic();
    }

    @Override
    public int indexOf(int partition) {
        return partitionNames.get(partition).partition();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(simulation).add(broker).add(coordinator).add(workplace);
        for (Host host : hosts) {
            fingerprint.add(host);
        }
        fingerprint.add(injector);
        if (transactions != null) {
            fingerprint.add(transactions);
        }
    }
}
