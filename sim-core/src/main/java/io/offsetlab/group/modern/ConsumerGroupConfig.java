package io.offsetlab.group.modern;

import java.util.List;

/**
 * The broker's settings that a group of the consumer protocol feels; times in microseconds.
 *
 * @param sessionTimeoutMicros group.consumer.session.timeout.ms
 * @param heartbeatIntervalMicros group.consumer.heartbeat.interval.ms
 * @param maxSize group.consumer.max.size
 * @param assignors group.consumer.assignors: the names, the default first
 * @param assignmentIntervalMicros group.consumer.assignment.interval.ms: how long a target assignment stands at least
 * @param migration group.consumer.migration.policy
 */
public record ConsumerGroupConfig(
        long sessionTimeoutMicros,
        long heartbeatIntervalMicros,
        int maxSize,
        List<String> assignors,
        long assignmentIntervalMicros,
        MigrationPolicy migration) {

    /** The defaults of Apache Kafka. */
    public static final ConsumerGroupConfig DEFAULTS = new ConsumerGroupConfig(
            45_000_000,
            5_000_000,
            Integer.MAX_VALUE,
            List.of("uniform", "range"),
            1_000_000,
            MigrationPolicy.BIDIRECTIONAL);

    /** The assignor that is used as long as no member asks for one. */
    public String defaultAssignor() {
        return assignors.get(0);
    }

    /** With another group.consumer.assignment.interval.ms; 0 shares out anew at once. */
    public ConsumerGroupConfig withAssignmentInterval(long micros) {
        return new ConsumerGroupConfig(
                sessionTimeoutMicros, heartbeatIntervalMicros, maxSize, assignors, micros, migration);
    }

    /** With another group.consumer.session.timeout.ms and group.consumer.heartbeat.interval.ms. */
    public ConsumerGroupConfig withSession(long timeoutMicros, long intervalMicros) {
        return new ConsumerGroupConfig(
                timeoutMicros, intervalMicros, maxSize, assignors, assignmentIntervalMicros, migration);
    }

    /** With another group.consumer.max.size. */
    public ConsumerGroupConfig withMaxSize(int members) {
        return new ConsumerGroupConfig(
                sessionTimeoutMicros, heartbeatIntervalMicros, members, assignors, assignmentIntervalMicros, migration);
    }
}
