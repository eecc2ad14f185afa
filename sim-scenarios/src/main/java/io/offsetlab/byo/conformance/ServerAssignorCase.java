package io.offsetlab.byo.conformance;

import io.offsetlab.group.assignor.GroupView;
import io.offsetlab.group.assignor.GroupView.Subscriber;
import io.offsetlab.group.assignor.ServerAssignor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Recorded rounds of one of the assignors that run in the coordinator.
 *
 * @param assignor the name of the assignor, as group.consumer.assignors lists it
 */
record ServerAssignorCase(String name, String assignor, List<Round> rounds) implements RecordedCase {
    static final Map<String, String> NAMES = names();

    private static final int MOST_ROUNDS = 1_000;
    private static final int MOST_MEMBERS = 1_000;
    private static final int MOST_PARTITIONS = 10_000;
    private static final List<String> TYPES = List.of("Homogeneous", "Heterogeneous");

    private static Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        names.put("uniform", "uniform");
        names.put("server-range", "range");
        return names;
    }

    /**
     * One round.
     *
     * @param ids of the topics by name
     * @param sizes of the topics by id
     * @param assignment what the recorded assignor gave, by member
     */
    record Round(
            Map<String, Uuid> ids,
            Map<Uuid, Integer> sizes,
            boolean homogeneous,
            List<Member> members,
            Map<String, Set<TopicPartition>> assignment) {}

    /**
     * A member.
     *
     * @param owned what it was to have by the round before
     */
    record Member(String id, @Nullable String instance, List<String> topics, List<TopicPartition> owned) {}

    static RecordedCase read(JsonFields line) {
        String recorded = line.text("assignor");
        List<Round> rounds = new ArrayList<>();
        for (JsonFields round : line.objects("rounds", MOST_ROUNDS)) {
            rounds.add(round(round));
        }
        return new ServerAssignorCase(
                "assignor-" + recorded + '-' + line.number("seed", 0),
                Objects.requireNonNull(NAMES.get(recorded)),
                rounds);
    }

    private static Round round(JsonFields round) {
        Map<String, Uuid> ids = new TreeMap<>();
        Map<Uuid, Integer> sizes = new HashMap<>();
        JsonFields topics = round.inner("topics");
        for (String topic : topics.names()) {
            JsonFields described = topics.inner(topic);
            Uuid id = id(described);
            ids.put(topic, id);
            sizes.put(id, described.count("partitions", MOST_PARTITIONS));
        }
        List<Member> members = new ArrayList<>();
        for (JsonFields member : round.objects("members", MOST_MEMBERS)) {
            members.add(new Member(
                    member.text("id"),
                    member.optionalText("instance"),
                    member.texts("topics"),
                    member.has("owned") ? member.partitions("owned") : List.of()));
        }
        Map<String, Set<TopicPartition>> assignment = new TreeMap<>();
        JsonFields given = round.inner("assignment");
        given.names().forEach(id -> assignment.put(id, new HashSet<>(given.partitions(id))));
        boolean homogeneous = round.oneOf("type", TYPES).equals("Homogeneous");
        return new Round(ids, sizes, homogeneous, members, assignment);
    }

    private static Uuid id(JsonFields topic) {
        String text = topic.text("id");
        try {
            return Uuid.fromString(text);
        } catch (IllegalArgumentException e) {
            throw topic.wrong("an id of Kafka's kind in id, not " + text, e);
        }
    }

    @Override
    public String kind() {
        return "assignor " + (assignor.equals("range") ? "server-range" : assignor);
    }

    @Override
    public Verdict run() {
        for (int i = 0; i < rounds.size(); i++) {
            Round round = rounds.get(i);
            Map<String, Set<TopicPartition>> assigned = assign(round);
            for (String member : round.assignment.keySet()) {
                Set<TopicPartition> expected = round.assignment.get(member);
                Set<TopicPartition> got = assigned.getOrDefault(member, new HashSet<>());
                if (!got.equals(expected)) {
                    return Verdict.differs("step " + i + " (" + member + ")", "" + expected, "" + got);
                }
            }
        }
        return Verdict.AGREES;
    }

    private Map<String, Set<TopicPartition>> assign(Round round) {
        List<Subscriber> members = new ArrayList<>();
        for (Member member : round.members) {
            List<Uuid> topics = new ArrayList<>();
            for (String topic : member.topics) {
                if (round.ids.containsKey(topic)) {
                    topics.add(round.ids.get(topic));
                }
            }
            Map<Uuid, Set<Integer>> target = new HashMap<>();
            for (TopicPartition partition : member.owned) {
                target.computeIfAbsent(round.ids.get(partition.topic()), id -> new HashSet<>())
                        .add(partition.partition());
            }
            members.add(new Subscriber(member.id, member.instance, topics, target));
        }
        ServerAssignor server = Objects.requireNonNull(ServerAssignor.named(assignor));
        return named(round, server.assign(new GroupView(members, round.sizes, round.homogeneous)));
    }

    private static Map<String, Set<TopicPartition>> named(Round round, Map<String, Map<Uuid, Set<Integer>>> assigned) {
        Map<String, Set<TopicPartition>> named = new TreeMap<>();
        assigned.forEach((member, topics) -> {
            Set<TopicPartition> own = new HashSet<>();
            round.ids.forEach((topic, id) -> topics.getOrDefault(id, new HashSet<>())
                    .forEach(partition -> own.add(new TopicPartition(topic, partition))));
            named.put(member, own);
        });
        return named;
    }
}
