package io.offsetlab.byo.conformance;

import io.offsetlab.byo.SimulatedKafka;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Where a recorded scenario is played: a simulated Kafka, the consumers with their applications, an external store. */
final class Stage {
    /** The group of all consumers of a scenario. */
    static final String GROUP = "group";

    /** Timestamps of recorded records count from here. */
    static final long TIMESTAMP_BASE = 1_700_000_000_000L;

    private final SimulatedKafka kafka;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> store = new TreeMap<>(Runs.BY_NAME);
    private final Map<TopicPartition, NavigableSet<Long>> produced = new TreeMap<>(Runs.BY_NAME);
    private final List<Map<String, Object>> trace = new ArrayList<>();

    /** With the broker's settings of all recordings, and without races: what they decide was not recorded. */
    Stage() {
        this(SimulatedKafka.builder()
                .broker("group.initial.rebalance.delay.ms", "0")
                .broker("group.min.session.timeout.ms", "100")
                .broker("group.consumer.min.session.timeout.ms", "100")
                .broker("group.consumer.min.heartbeat.interval.ms", "100")
                .broker("group.consumer.heartbeat.interval.ms", "100")
                .broker("group.consumer.session.timeout.ms", "1000")
                .broker("group.consumer.assignment.interval.ms", "0")
                .broker("offsets.retention.minutes", "1")
                .broker("offsets.retention.check.interval.ms", "1000")
                .withoutRaces()
                .build());
    }

    Stage(SimulatedKafka kafka) {
        this.kafka = kafka;
    }

    SimulatedKafka kafka() {
        return kafka;
    }

    Map<TopicPartition, Long> store() {
        return store;
    }

    /** The offsets of the records that a reader of the partition should get. */
    NavigableSet<Long> produced(TopicPartition partition) {
        return produced.computeIfAbsent(partition, absent -> new TreeSet<>());
    }

    /** Starts a consumer; an earlier one of the same name is called {@code name#0} from now on, or the next free number. */
    void start(String name, Map<String, String> settings) {
        Member member = new Member(this, kafka.consumer(new TreeMap<>(settings)));
        Member earlier = members.remove(name);
        if (earlier != null) {
            int number = 0;
            while (members.containsKey(name + '#' + number)) {
                number++;
            }
            members.put(name + '#' + number, earlier);
        }
        members.put(name, member);
    }

    Member member(String name) {
        return Objects.requireNonNull(members.get(name), name);
    }

    Map<String, Member> members() {
        return members;
    }

    /** Carries a step out. A step that throws is over, the next one follows. */
    void play(Step step) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("i", trace.size());
        entry.put("op", step.op());
        putUnlessNull(entry, "c", step.c());
        try {
            putUnlessNull(entry, "r", step.action().on(this));
        } catch (RuntimeException thrown) {
            Outcome.putException(entry, thrown);
        }
        Map<String, Object> events = new LinkedHashMap<>();
        members.forEach((name, member) -> {
            List<Map<String, Object>> ran = member.takeEvents();
            if (!ran.isEmpty()) {
                events.put(name, ran);
            }
        });
        if (!events.isEmpty()) {
            entry.put("ev", events);
        }
        trace.add(entry);
    }

    static void putUnlessNull(Map<String, Object> entry, String field, @Nullable Object value) {
        if (value != null) {
            entry.put(field, value);
        }
    }

    List<Map<String, Object>> trace() {
        return trace;
    }
}
