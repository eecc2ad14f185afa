package io.offsetlab.cluster;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Processing;
import io.offsetlab.engine.Pins;
import io.offsetlab.fault.Fault;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.log.Arrivals;
import io.offsetlab.log.LoadedContent;
import io.offsetlab.network.Latency;
import io.offsetlab.protocol.KafkaFix;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * All that a run depends on besides the policy. Times are microseconds of virtual time.
 *
 * @param name the scenario's name
 * @param seed what chance is drawn from
 * @param pins draws that are fixed
 * @param members processes by number
 * @param partitions partitions by number, sorted by topic and partition
 * @param recordBytes size of a record, for the limits of a fetch
 * @param processing how long the application works on a record
 * @param application what else the application is like
 * @param latency how long a message takes
 * @param pollTimeoutMicros what the application's loop passes to poll
 * @param clientConfig settings of the consumers by Kafka's keys; a policy's own settings win
 * @param groupConfig settings of the broker
 * @param faults what goes wrong, in any order
 * @param chaosMicros when the run heals: from here on nothing goes wrong
 * @param fixes bugs of Kafka that the clients do not have
 * @param quiesceMicros how long the healed group may take to become quiet at most
 */
public record World(
        String name,
        long seed,
        Pins pins,
        List<MemberSpec> members,
        List<PartitionSpec> partitions,
        int recordBytes,
        Processing processing,
        Handling application,
        Latency latency,
        long pollTimeoutMicros,
        Map<String, String> clientConfig,
        GroupConfig groupConfig,
        List<Fault> faults,
        long chaosMicros,
        long quiesceMicros,
        Set<KafkaFix> fixes) {

    public World {
        fixes = fixes.isEmpty() ? Collections.emptySet() : Collections.unmodifiableSet(EnumSet.copyOf(fixes));
    }

    /** A world in which Kafka's bugs are as they are. */
    public World(
            String name,
            long seed,
            Pins pins,
            List<MemberSpec> members,
            List<PartitionSpec> partitions,
            int recordBytes,
            Processing processing,
            Handling application,
            Latency latency,
            long pollTimeoutMicros,
            Map<String, String> clientConfig,
            GroupConfig groupConfig,
            List<Fault> faults,
            long chaosMicros,
            long quiesceMicros) {
        this(
                name,
                seed,
                pins,
                members,
                partitions,
                recordBytes,
                processing,
                application,
                latency,
                pollTimeoutMicros,
                clientConfig,
                groupConfig,
                faults,
                chaosMicros,
                quiesceMicros,
                Collections.emptySet());
    }

    /** The same world with another application. */
    public World withApplication(Handling other) {
        return new World(
                name,
                seed,
                pins,
                members,
                partitions,
                recordBytes,
                processing,
                other,
                latency,
                pollTimeoutMicros,
                clientConfig,
                groupConfig,
                faults,
                chaosMicros,
                quiesceMicros,
                fixes);
    }

    /**
     * A process.
     *
     * @param startMicros when it starts; {@link #STARTS_BY_FAULT} if a JOIN fault starts it
     * @param instanceId its group.instance.id in all its lives, or null for a dynamic member
     */
    public record MemberSpec(
            String name, long startMicros, @Nullable String instanceId) {
        public static final long STARTS_BY_FAULT = -1;

        /** A dynamic member. */
        public MemberSpec(String name, long startMicros) {
            this(name, startMicros, null);
        }

        /** The same process with another start. */
        public MemberSpec startingAt(long micros) {
            return new MemberSpec(name, micros, instanceId);
        }

        /** The same process as a static member, or as a dynamic one for null. */
        public MemberSpec withInstanceId(@Nullable String id) {
            return new MemberSpec(name, startMicros, id);
        }
    }

    /**
     * A partition.
     *
     * @param loaded the content of a dump, or null if content is virtual: offset n is record n, without gaps
     */
    public record PartitionSpec(
            TopicPartition name,
            Arrivals arrivals,
            @Nullable LoadedContent loaded) {}
}
