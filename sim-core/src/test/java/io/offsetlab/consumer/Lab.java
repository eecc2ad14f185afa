package io.offsetlab.consumer;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Pins;
import io.offsetlab.engine.Simulation;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.group.GroupCoordinator;
import io.offsetlab.group.QuietMembers;
import io.offsetlab.group.Topology;
import io.offsetlab.log.Arrivals;
import io.offsetlab.log.Log;
import io.offsetlab.log.LogBroker;
import io.offsetlab.log.PartitionLog;
import io.offsetlab.log.WrittenLog;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.WallClock;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The real log and the real coordinator without delays of their own, and applications that a test drives step by step. */
final class Lab implements Topology, QuietMembers {
    static final long MS = 1_000;
    static final long SECOND = 1_000_000;

    /** A message takes so long in one direction. */
    static final long LATENCY = MS;

    final Simulation simulation = new Simulation();
    final List<Fact> facts = new ArrayList<>();
    final List<TopicPartition> partitions = new ArrayList<>();
    final List<Log> logs = new ArrayList<>();
    final LogBroker broker = new LogBroker(simulation, logs, 100);
    final Chance chance = new Chance(1, Pins.NONE);
    final GroupCoordinator coordinator;
    private int applications;
    private int ids;

    /** Topic t with so many records in each of its partitions. */
    Lab(int partitionCount, long records) {
        for (int partition = 0; partition < partitionCount; partition++) {
            partitions.add(new TopicPartition("t", partition));
            logs.add(new PartitionLog(partition, Arrivals.burst(records), null, chance.stream("arrivals"), facts::add));
        }
        coordinator = new GroupCoordinator(
                simulation,
                GroupConfig.DEFAULTS.withInitialRebalanceDelay(0).withReplication(0),
                this,
                (origin, instance) -> "member-" + ids++,
                chance.stream("survival"),
                facts::add,
                this);
    }

    /**
     * A process whose consumer reads from the start of the log and does not commit by itself.
     *
     * @param settings more or other settings, key after value
     */
    Application application(String... settings) {
        Map<String, String> all = new TreeMap<>();
        all.put("auto.offset.reset", "earliest");
        all.put("enable.auto.commit", "false");
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return start(ClientConfig.parse(all));
    }

    /** A process whose consumer belongs to no group, with Kafka's defaults else. */
    Application applicationWithoutGroup() {
        return start(ClientConfig.of(new ConsumerConfig(Map.of(
                "bootstrap.servers",
                "localhost:9092",
                "auto.offset.reset",
                "earliest",
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class))));
    }

    Application start(ClientConfig config) {
        Application application = new Application(this, new Origin(applications++, 0), config);
        if (logs.get(0) instanceof WrittenLog) {
            application.client.context().metadata().watch(this::isThere, this::leaderEpoch, 500 * MS);
        }
        return application;
    }

    /** Lets time pass in which no application does anything by itself. */
    void pass(long micros) {
        simulation.runUntil(simulation.now() + micros);
    }

    /** Lets all poll in turn until the group is stable and everybody has been told. */
    void settle(Application... members) {
        for (int round = 0; round < 200; round++) {
            for (Application member : members) {
                member.poll(20 * MS);
            }
        }
    }

    /** One more partition with so many records. */
    void grow(String topic, int partition, long records) {
        int number = partitions.size();
        partitions.add(new TopicPartition(topic, partition));
        logs.add(new PartitionLog(number, Arrivals.burst(records), null, chance.stream("arrivals"), facts::add));
    }

    /** One more record for each of these partitions. */
    void append(int... to) {
        for (int partition : to) {
            if (logs.get(partition) instanceof PartitionLog) {
                scheduled(partition).append(1, simulation.now());
            } else {
                written(partition).append(1, WallClock.millis(simulation.now()), simulation.now());
            }
        }
        broker.contentChanged();
    }

    /** A laboratory whose logs are written by hand, and whose clients look every half second at what is there. */
    static Lab written(int partitionCount, long records) {
        Lab lab = new Lab(0, 0);
        for (int partition = 0; partition < partitionCount; partition++) {
            lab.partitions.add(new TopicPartition("t", partition));
            lab.logs.add(new WrittenLog(partition, lab.facts::add));
            lab.written(partition).append(records, WallClock.START_MILLIS, 0);
        }
        return lab;
    }

    PartitionLog scheduled(int partition) {
        return (PartitionLog) logs.get(partition);
    }

    /** The log of a partition that is written by hand. */
    WrittenLog written(int partition) {
        return (WrittenLog) logs.get(partition);
    }

    /** What the group has stored for a partition, or -1. */
    long committed(int partition) {
        return coordinator.committed(partition);
    }

    <T extends Fact> List<T> facts(Class<T> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The commits that were sent, as "KIND offsets". */
    List<String> commitsSent() {
        return facts(CommitFact.CommitAsked.class).stream()
                .map(asked -> asked.kind() + " " + asked.offsets())
                .toList();
    }

    @Override
    public void beforeSessionCheck(Origin member) {}

    @Override
    public void beforeChange() {}

    private boolean isThere(int partition) {
        return logs.get(partition).exists();
    }

    private int leaderEpoch(int partition) {
        return logs.get(partition).leaderEpoch();
    }

    @Override
    public int partitionCount() {
        return partitions.size();
    }

    @Override
    public boolean exists(int partition) {
        return partition >= 0
                && partition < partitions.size()
                && logs.get(partition).exists();
    }

    @Override
    public String topicOf(int partition) {
        return partitions.get(partition).topic();
    }

    @Override
    public int indexOf(int partition) {
        return partitions.get(partition).partition();
    }
}
