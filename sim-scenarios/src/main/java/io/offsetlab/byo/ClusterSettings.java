package io.offsetlab.byo;

import io.offsetlab.cluster.ScriptedCluster;
import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Pins;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.network.Latency;
import io.offsetlab.protocol.KafkaFix;
import io.offsetlab.trace.FactSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a {@link SimulatedKafka} is built from. */
final class ClusterSettings {
    private static final String RETENTION_CHECK = "log.retention.check.interval.ms";

    private final Map<String, String> broker = new TreeMap<>();
    private long retentionCheckMicros = 300_000_000;
    final List<FactSink> observers = new ArrayList<>();
    final Set<KafkaFix> fixes = EnumSet.noneOf(KafkaFix.class);
    long seed = 1;
    Duration latency = Duration.ofNanos(500_000);
    Duration jitter = Duration.ZERO;
    boolean races = true;

    void broker(String key, String value) {
        if (key.equals(RETENTION_CHECK)) {
            retentionCheckMicros = TopicSettings.checkMicros(key, value);
        } else {
            broker.put(key, value);
            GroupConfig.parse(broker);
        }
    }

    private Latency network() {
        return new Latency(latency.toNanos() / 1_000, jitter.toNanos() / 1_000);
    }

    ScriptedCluster cluster() {
        Pins pins = races ? Pins.NONE : Pins.NONE.withStream("snapshot");
        return new ScriptedCluster(
                List.of(),
                GroupConfig.parse(broker),
                network(),
                new Chance(seed, pins),
                observers.toArray(new FactSink[0]));
    }

    long retentionCheckMicros() {
        return retentionCheckMicros;
    }

    /** How long a request of an administrator takes. */
    long adminMicros() {
        long thereAndBack = 2 * (network().baseMicros() + network().jitterMicros());
        return thereAndBack + GroupConfig.parse(broker).replicationMicros();
    }
}
