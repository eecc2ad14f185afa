package io.offsetlab.cluster;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Processing;
import io.offsetlab.engine.Pins;
import io.offsetlab.fault.Fault;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.log.Arrivals;
import io.offsetlab.log.LoadedContent;
import io.offsetlab.network.Latency;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.KafkaFix;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
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

    /** This world, to be changed. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** The same world with another application. */
    public World withApplication(Handling other) {
        return toBuilder().application(other).build();
    }

    /**
     * The same world in the words of the {@code group.protocol} that a policy's own settings ask for, as a policy's settings win; then
     * all lives of all members have it.
     *
     * @throws IllegalArgumentException if there is no such protocol
     */
    World under(Policy policy) {
        GroupProtocol protocol = GroupTerms.protocol(policy.config());
        boolean asks = policy.config().containsKey(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        if (!asks) {
            return this;
        }
        List<MemberSpec> alike =
                members.stream().map(member -> member.withProtocols(List.of())).toList();
        if (protocol == GroupTerms.protocol(clientConfig) && alike.equals(members)) {
            return this;
        }
        GroupTerms terms = new GroupTerms(clientConfig, groupConfig, faults).under(protocol);
        return toBuilder()
                .members(alike)
                .clientConfig(terms.client())
                .groupConfig(terms.broker())
                .faults(terms.faults())
                .build();
    }

    /**
     * The settings of a life's consumer: those of the world, then the policy's, in the words of the {@code group.protocol} that this
     * life has.
     *
     * @param incarnation counts the lives of a process from 0 on
     */
    public Map<String, String> clientSettings(Policy policy, int member, int incarnation) {
        Map<String, String> settings = new TreeMap<>(clientConfig);
        settings.putAll(policy.config());
        GroupProtocol own = members.get(member).protocolOf(incarnation);
        return own == null
                ? settings
                : new GroupTerms(settings, groupConfig, List.of()).under(own).client();
    }

    /**
     * A process.
     *
     * @param startMicros when it starts; {@link #STARTS_BY_FAULT} if a JOIN fault starts it
     * @param instanceId its group.instance.id in all its lives, or null for a dynamic member
     * @param protocols the group.protocol of its first life, its second and so on, the last one of all further lives; none for that of
     *     the world
     */
    public record MemberSpec(
            String name, long startMicros, @Nullable String instanceId, List<GroupProtocol> protocols) {
        public static final long STARTS_BY_FAULT = -1;

        public MemberSpec {
            protocols = List.copyOf(protocols);
        }

        /** With the group.protocol of the world in all its lives. */
        public MemberSpec(String name, long startMicros, @Nullable String instanceId) {
            this(name, startMicros, instanceId, List.of());
        }

        /** A dynamic member. */
        public MemberSpec(String name, long startMicros) {
            this(name, startMicros, null);
        }

        /** The same process with another start. */
        public MemberSpec startingAt(long micros) {
            return new MemberSpec(name, micros, instanceId, protocols);
        }

        /** The same process as a static member, or as a dynamic one for null. */
        public MemberSpec withInstanceId(@Nullable String id) {
            return new MemberSpec(name, startMicros, id, protocols);
        }

        /** The same process with other protocols of its lives. */
        public MemberSpec withProtocols(List<GroupProtocol> lives) {
            return new MemberSpec(name, startMicros, instanceId, lives);
        }

        /** The group.protocol of a life, counted from 0 on, or null if it is the world's. */
        public @Nullable GroupProtocol protocolOf(int incarnation) {
            return protocols.isEmpty() ? null : protocols.get(Math.min(incarnation, protocols.size() - 1));
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

    /** A world that starts as another and is changed in parts, under its components' names. */
    public static final class Builder {
        private final World from;
        private Pins pins;
        private List<MemberSpec> members;
        private Handling application;
        private Map<String, String> clientConfig;
        private GroupConfig groupConfig;
        private List<Fault> faults;

        private Builder(World from) {
            this.from = from;
            pins = from.pins;
            members = from.members;
            application = from.application;
            clientConfig = from.clientConfig;
            groupConfig = from.groupConfig;
            faults = from.faults;
        }

        public Builder pins(Pins other) {
            pins = other;
            return this;
        }

        public Builder members(List<MemberSpec> other) {
            members = other;
            return this;
        }

        public Builder application(Handling other) {
            application = other;
            return this;
        }

        public Builder clientConfig(Map<String, String> other) {
            clientConfig = other;
            return this;
        }

        public Builder groupConfig(GroupConfig other) {
            groupConfig = other;
            return this;
        }

        public Builder faults(List<Fault> other) {
            faults = other;
            return this;
        }

        public World build() {
            return new World(
                    from.name,
                    from.seed,
                    pins,
                    members,
                    from.partitions,
                    from.recordBytes,
                    from.processing,
                    application,
                    from.latency,
                    from.pollTimeoutMicros,
                    clientConfig,
                    groupConfig,
                    faults,
                    from.chaosMicros,
                    from.quiesceMicros,
                    from.fixes);
        }
    }
}
