package io.offsetlab.cluster;

import io.offsetlab.fault.Fault;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.group.modern.ConsumerGroupConfig;
import io.offsetlab.protocol.Request;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.jspecify.annotations.Nullable;

/**
 * What a world says of its group in the words of one {@code group.protocol}, to be said in those of the other, so that both can be
 * compared in one world. Of the classic protocol, session.timeout.ms, heartbeat.interval.ms and partition.assignment.strategy are the
 * client's; of the consumer protocol (KIP-848) the broker has group.consumer.session.timeout.ms and
 * group.consumer.heartbeat.interval.ms, and members ask for one of its assignors by group.remote.assignor.
 *
 * <p>Carried over are the two times, if at least one of them is said, and which message of the group a fault is about. What only the
 * one protocol knows is dropped, assignors too; what both know stays as it is.
 *
 * @param client settings of the consumers by Kafka's keys
 * @param broker settings of the broker
 * @param faults what goes wrong
 */
public record GroupTerms(Map<String, String> client, GroupConfig broker, List<Fault> faults) {
    private static final String CONSUMER = "consumer";
    private static final long MILLI = 1_000;

    /** What settings of consumers say, or Kafka's default. */
    public static GroupProtocol protocol(Map<String, String> client) {
        String name = client.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        return name == null ? GroupProtocol.CLASSIC : GroupProtocol.of(name);
    }

    /** The same in the words of a protocol. */
    public GroupTerms under(GroupProtocol protocol) {
        if (protocol == protocol(client)) {
            return this;
        }
        return protocol == GroupProtocol.CONSUMER ? consumer() : classic();
    }

    /** The broker's settings for clients of both protocols: the times of the one are those of the other, unless the broker says them. */
    GroupConfig brokerOfBoth() {
        ConsumerGroupConfig kafka = ConsumerGroupConfig.DEFAULTS;
        boolean said = broker.consumer().sessionTimeoutMicros() != kafka.sessionTimeoutMicros()
                || broker.consumer().heartbeatIntervalMicros() != kafka.heartbeatIntervalMicros();
        if (protocol(client) == GroupProtocol.CONSUMER) {
            return broker.allowingSession(broker.consumer().sessionTimeoutMicros());
        }
        return said ? broker : consumer().broker();
    }

    private GroupTerms consumer() {
        Map<String, String> others = new TreeMap<>(client);
        others.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, CONSUMER);
        others.remove(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);
        String session = others.remove(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
        String heartbeat = others.remove(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG);
        boolean usual = session == null && heartbeat == null;
        GroupConfig carried = usual
                ? broker
                : broker.withConsumer(broker.consumer()
                        .withSession(
                                micros(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session),
                                micros(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, heartbeat)));
        return new GroupTerms(others, carried, faults(faults, GroupProtocol.CONSUMER));
    }

    private static long micros(String key, @Nullable String millis) {
        Object value =
                millis == null ? ConsumerConfig.configDef().defaultValues().get(key) : millis;
        return MILLI * Long.parseLong(String.valueOf(value).strip());
    }

    private GroupTerms classic() {
        Map<String, String> others = new TreeMap<>(client);
        others.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        others.remove(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);
        ConsumerGroupConfig kafka = ConsumerGroupConfig.DEFAULTS;
        long session = broker.consumer().sessionTimeoutMicros();
        long heartbeat = broker.consumer().heartbeatIntervalMicros();
        if (session != kafka.sessionTimeoutMicros() || heartbeat != kafka.heartbeatIntervalMicros()) {
            others.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Long.toString(session / MILLI));
            others.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Long.toString(heartbeat / MILLI));
        }
        return new GroupTerms(
                others, broker.withConsumer(kafka).allowingSession(session), faults(faults, GroupProtocol.CLASSIC));
    }

    /** Faults that hit one kind of message hit that of the protocol: members of the one send none of the other's. */
    public static List<Fault> faults(List<Fault> faults, GroupProtocol protocol) {
        return faults.stream().map(fault -> about(fault, protocol)).toList();
    }

    private static Fault about(Fault fault, GroupProtocol protocol) {
        Request.Kind only = fault.only();
        return only == null
                ? fault
                : new Fault(
                        fault.kind(),
                        fault.anchor(),
                        fault.member(),
                        fault.durationMicros(),
                        fault.extraMicros(),
                        fault.count(),
                        about(only, protocol));
    }

    private static Request.Kind about(Request.Kind only, GroupProtocol protocol) {
        return switch (only) {
            case JOIN_GROUP, SYNC_GROUP, HEARTBEAT, LEAVE_GROUP ->
                protocol == GroupProtocol.CONSUMER ? Request.Kind.CONSUMER_GROUP_HEARTBEAT : only;
            case CONSUMER_GROUP_HEARTBEAT -> protocol == GroupProtocol.CLASSIC ? Request.Kind.HEARTBEAT : only;
            default -> only;
        };
    }
}
