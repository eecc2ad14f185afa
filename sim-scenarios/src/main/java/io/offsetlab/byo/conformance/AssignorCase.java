package io.offsetlab.byo.conformance;

import io.offsetlab.consumer.classic.AssignorClasses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Recorded rounds of one of the assignors that run in the leader's client. Every member keeps its instance over all rounds; a
 * member that missed a round tells what it was given in the last one that it did not miss.
 *
 * @param assignor the name of the assignor, as members vote for it
 */
record AssignorCase(String name, String assignor, List<Round> rounds) implements RecordedCase {
    private static final int MOST_ROUNDS = 1_000;
    private static final int MOST_MEMBERS = 1_000;
    private static final int MOST_PARTITIONS = 10_000;
    private static final int NO_GENERATION = -1;

    private static final List<String> NAMES = List.of("range", "roundrobin", "sticky", "cooperative-sticky");

    private static String classOf(String assignor) {
        String simple = switch (assignor) {
            case "range" -> "RangeAssignor";
            case "roundrobin" -> "RoundRobinAssignor";
            case "sticky" -> "StickyAssignor";
            default -> "CooperativeStickyAssignor";
        };
        return "org.apache.kafka.clients.consumer." + simple;
    }

    /**
     * One round.
     *
     * @param existing all partitions
     * @param assignment what the recorded assignor gave, by member and in its own order
     */
    record Round(List<TopicPartition> existing, List<Member> members, Map<String, List<TopicPartition>> assignment) {}

    /**
     * A member as it joins.
     *
     * @param owned what it was given in the generation
     * @param generation the last that it took part in, or -1
     */
    record Member(
            String id, @Nullable String instance, List<String> topics, List<TopicPartition> owned, int generation) {}

    static RecordedCase read(JsonFields line) {
        String assignor = line.text("assignor");
        String name = "assignor-" + assignor + '-' + line.number("seed", 0);
        if (ServerAssignorCase.NAMES.containsKey(assignor)) {
            return ServerAssignorCase.read(line);
        }
        line.oneOf("assignor", NAMES);
        List<Round> rounds = new ArrayList<>();
        for (JsonFields round : line.objects("rounds", MOST_ROUNDS)) {
            rounds.add(round(round));
        }
        return new AssignorCase(name, assignor, rounds);
    }

    private static Round round(JsonFields round) {
        JsonFields sizes = round.inner("topics");
        List<TopicPartition> existing = new ArrayList<>();
        for (String topic : sizes.names()) {
            int count = sizes.count(topic, MOST_PARTITIONS);
            for (int partition = 0; partition < count; partition++) {
                existing.add(new TopicPartition(topic, partition));
            }
        }
        List<Member> members = new ArrayList<>();
        for (JsonFields member : round.objects("members", MOST_MEMBERS)) {
            members.add(new Member(
                    member.text("id"),
                    member.optionalText("instance"),
                    member.texts("topics"),
                    member.has("owned") ? member.partitions("owned") : List.of(),
                    (int) member.number("generation", NO_GENERATION)));
        }
        Map<String, List<TopicPartition>> assignment = new TreeMap<>();
        JsonFields given = round.inner("assignment");
        given.names().forEach(id -> assignment.put(id, given.partitions(id)));
        return new Round(existing, members, assignment);
    }

    @Override
    public String kind() {
        return "assignor " + assignor;
    }

    @Override
    public Verdict run() {
        Map<String, AssignorClasses> clients = new TreeMap<>();
        for (int i = 0; i < rounds.size(); i++) {
            Round round = rounds.get(i);
            Map<String, List<TopicPartition>> assigned = assign(round, clients);
            for (String member : round.assignment.keySet()) {
                List<TopicPartition> expected = round.assignment.get(member);
                if (!expected.equals(assigned.get(member))) {
                    return Verdict.differs(
                            "step " + i + " (" + member + ")", expected.toString(), "" + assigned.get(member));
                }
            }
            if (assigned.size() != round.assignment.size()) {
                return Verdict.differs(
                        "step " + i,
                        round.assignment.keySet().toString(),
                        assigned.keySet().toString());
            }
        }
        return Verdict.AGREES;
    }

    private Map<String, List<TopicPartition>> assign(Round round, Map<String, AssignorClasses> clients) {
        HashMap<String, Subscription> subscriptions = new HashMap<>();
        for (Member member : round.members) {
            AssignorClasses client =
                    clients.computeIfAbsent(member.id, id -> new AssignorClasses(List.of(classOf(assignor))));
            subscriptions.put(member.id, subscription(client, member));
        }
        Map<String, List<TopicPartition>> assigned = new TreeMap<>();
        if (!round.members.isEmpty()) {
            AssignorClasses leader = Objects.requireNonNull(clients.get(round.members.get(0).id));
            Map<String, Assignment> given = leader.assign(assignor, round.existing, subscriptions);
            given.forEach((id, part) -> assigned.put(id, part.partitions()));
        }
        return assigned;
    }

    /** Of a client that has heard of the last round that it did not miss. */
    @SuppressWarnings(
            "removal") // the class becomes an interface in Kafka 5; until then its constructor is the only way
    private Subscription subscription(AssignorClasses client, Member member) {
        if (member.generation != NO_GENERATION) {
            client.onAssignment(
                    assignor,
                    member.owned,
                    new ConsumerGroupMetadata(
                            "group", member.generation, member.id, Optional.ofNullable(member.instance)));
        }
        return client.subscription(assignor, member.topics, member.owned, member.generation, member.instance);
    }
}
