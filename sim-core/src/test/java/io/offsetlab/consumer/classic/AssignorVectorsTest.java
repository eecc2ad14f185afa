package io.offsetlab.consumer.classic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Small assignments whose outcome was seen with the released classes, the way a client uses them. */
final class AssignorVectorsTest {
    private static final String RANGE = "range";
    private static final String ROUND_ROBIN = "roundrobin";
    private static final String STICKY = "sticky";
    private static final String COOPERATIVE = "cooperative-sticky";

    private final List<TopicPartition> existing = new ArrayList<>();
    private final HashMap<String, Subscription> subscriptions = new HashMap<>();

    private static AssignorClasses client(String assignor) {
        String simple = switch (assignor) {
            case RANGE -> "RangeAssignor";
            case ROUND_ROBIN -> "RoundRobinAssignor";
            case STICKY -> "StickyAssignor";
            default -> "CooperativeStickyAssignor";
        };
        return new AssignorClasses(List.of("org.apache.kafka.clients.consumer." + simple));
    }

    private AssignorVectorsTest topic(String name, int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            existing.add(new TopicPartition(name, partition));
        }
        return this;
    }

    private AssignorVectorsTest member(String assignor, String id, String topics) {
        return member(assignor, id, null, topics, "", -1);
    }

    /** @param owned as {@code t0-0 t0-1} */
    @SuppressWarnings("removal") // Kafka's own client has no other constructor yet
    private AssignorVectorsTest member(
            String assignor, String id, @Nullable String instance, String topics, String owned, int generation) {
        AssignorClasses client = client(assignor);
        List<TopicPartition> partitions = new ArrayList<>();
        for (String name : owned.split(" ")) {
            if (!name.isEmpty()) {
                int dash = name.indexOf('-');
                partitions.add(new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1))));
            }
        }
        if (generation >= 0) {
            client.onAssignment(
                    assignor, partitions, new ConsumerGroupMetadata("group", generation, id, Optional.empty()));
        }
        subscriptions.put(
                id, client.subscription(assignor, List.of(topics.split(" ")), partitions, generation, instance));
        return this;
    }

    private String assigned(String assignor) {
        Map<String, Assignment> given = client(assignor).assign(assignor, existing, subscriptions);
        StringBuilder text = new StringBuilder();
        new TreeMap<>(given).forEach((id, part) -> {
            text.append(text.isEmpty() ? "" : "; ").append(id);
            part.partitions().stream()
                    .map(TopicPartition::toString)
                    .sorted()
                    .forEach(name -> text.append(' ').append(name));
        });
        return text.toString();
    }

    /** S6.1 */
    @Test
    void staticMembersComeFirstByInstanceThenDynamicOnesById() {
        topic("t0", 4).member(RANGE, "A", "z", "t0", "", -1).member(RANGE, "B", "a", "t0", "", -1);
        assertThat(member(RANGE, "C", "t0").assigned(RANGE)).isEqualTo("A t0-2; B t0-0 t0-1; C t0-3");
    }

    /** S6.2 */
    @Test
    void rangeGivesContiguousBlocksTopicByTopicToThoseWhoSubscribe() {
        topic("t0", 3).topic("t1", 3).member(RANGE, "C0", "t0").member(RANGE, "C1", "t0 t1");
        assertThat(member(RANGE, "C2", "t1").assigned(RANGE)).isEqualTo("C0 t0-0 t0-1; C1 t0-2 t1-0 t1-1; C2 t1-2");
    }

    /** S6.3 */
    @Test
    void roundRobinGoesAroundAndPassesByWhoDoesNotSubscribe() {
        topic("t0", 1).topic("t1", 2).topic("t2", 3).member(ROUND_ROBIN, "C0", "t0");
        member(ROUND_ROBIN, "C1", "t0 t1").member(ROUND_ROBIN, "C2", "t0 t1 t2");
        assertThat(assigned(ROUND_ROBIN)).isEqualTo("C0 t0-0; C1 t1-0; C2 t1-1 t2-0 t2-1 t2-2");
    }

    /** S6.4 */
    @Test
    void stickyKeepsWhatUserDataTellsAndCooperativeWhatTheSubscriptionTells() {
        for (String assignor : List.of(STICKY, COOPERATIVE)) {
            AssignorVectorsTest group = new AssignorVectorsTest()
                    .topic("t0", 4)
                    .member(assignor, "C0", null, "t0", "t0-1 t0-2", 1)
                    .member(assignor, "C1", null, "t0", "t0-0 t0-3", 1);
            assertThat(group.assigned(assignor)).isEqualTo("C0 t0-1 t0-2; C1 t0-0 t0-3");
        }
        assertThat(client(STICKY).isCooperative()).isFalse();
        assertThat(client(COOPERATIVE).isCooperative()).isTrue();
    }

    /** S6.5 */
    @Test
    void ofTwoClaimsTheNewerGenerationWinsAndNobodyAmongEqualOnes() {
        topic("t0", 4).member(COOPERATIVE, "C0", null, "t0", "t0-0 t0-1", 1);
        member(COOPERATIVE, "C1", null, "t0", "t0-1 t0-2", 2);
        assertThat(assigned(COOPERATIVE)).isEqualTo("C0 t0-0 t0-3; C1 t0-1 t0-2");

        member(COOPERATIVE, "C1", null, "t0", "t0-1 t0-2", 1);
        assertThat(assigned(COOPERATIVE)).isEqualTo("C0 t0-0; C1 t0-2 t0-3");
    }

    /** S6.6 */
    @Test
    void withEqualSubscriptionsNobodyHasMoreThanOneAboveAnother() {
        topic("t0", 7).member(STICKY, "C0", "t0").member(STICKY, "C1", "t0");
        assertThat(member(STICKY, "C2", "t0").assigned(STICKY))
                .isEqualTo("C0 t0-0 t0-3 t0-6; C1 t0-1 t0-4; C2 t0-2 t0-5");
    }

    /** S6.7 */
    @Test
    void withUnequalSubscriptionsEachPartitionGoesToTheLeastLoadedWhoWantsIt() {
        topic("t0", 1).topic("t1", 2).topic("t2", 3).member(STICKY, "C0", "t0");
        member(STICKY, "C1", "t0 t1").member(STICKY, "C2", "t0 t1 t2");
        assertThat(assigned(STICKY)).isEqualTo("C0 t0-0; C1 t1-0 t1-1; C2 t2-0 t2-1 t2-2");
    }

    /** S6.8 */
    @Test
    void cooperativeStickyWithholdsWhatMovesForOneRound() {
        topic("t0", 6).member(COOPERATIVE, "C0", null, "t0", "t0-0 t0-1 t0-2 t0-3 t0-4 t0-5", 1);
        member(COOPERATIVE, "C1", "t0").member(COOPERATIVE, "C2", "t0");
        assertThat(assigned(COOPERATIVE)).isEqualTo("C0 t0-0 t0-1; C1; C2");

        member(COOPERATIVE, "C0", null, "t0", "t0-0 t0-1", 2);
        assertThat(assigned(COOPERATIVE)).isEqualTo("C0 t0-0 t0-1; C1 t0-2 t0-4; C2 t0-3 t0-5");
    }
}
