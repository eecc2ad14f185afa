package io.offsetlab.group.assignor;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.group.assignor.GroupView.Subscriber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Small assignments whose outcome was seen with the released classes of the coordinator. */
final class ServerVectorsTest {
    private final Map<String, Uuid> ids = new TreeMap<>();
    private final Map<Uuid, Integer> sizes = new HashMap<>();
    private final List<Subscriber> members = new ArrayList<>();

    private ServerVectorsTest topic(String name, int partitions) {
        Uuid id = new Uuid(1, ids.size() + 1L);
        ids.put(name, id);
        sizes.put(id, partitions);
        return this;
    }

    private ServerVectorsTest member(String id, String topics) {
        return member(id, null, topics, "");
    }

    /** @param target as {@code t0-0 t0-1} */
    private ServerVectorsTest member(String id, @Nullable String instance, String topics, String target) {
        List<Uuid> subscribed = new ArrayList<>();
        for (String topic : topics.split(" ")) {
            subscribed.add(ids.get(topic));
        }
        Map<Uuid, Set<Integer>> before = new HashMap<>();
        for (String name : target.split(" ")) {
            if (!name.isEmpty()) {
                int dash = name.indexOf('-');
                before.computeIfAbsent(ids.get(name.substring(0, dash)), topic -> new HashSet<>())
                        .add(Integer.parseInt(name.substring(dash + 1)));
            }
        }
        members.add(new Subscriber(id, instance, subscribed, before));
        return this;
    }

    /** All members with their partitions, such as {@code A=[t0-0] B=[t0-1]}. */
    private String assigned(String assignor) {
        boolean homogeneous = members.stream()
                .allMatch(member -> new HashSet<>(member.topics())
                        .equals(new HashSet<>(members.get(0).topics())));
        ServerAssignor server = Objects.requireNonNull(ServerAssignor.named(assignor));
        var given = server.assign(new GroupView(members, sizes, homogeneous));
        List<String> texts = new ArrayList<>();
        for (Subscriber member : members) {
            List<String> names = new ArrayList<>();
            ids.forEach((topic, id) -> new TreeSet<>(given.get(member.id()).getOrDefault(id, Set.of()))
                    .forEach(partition -> names.add(topic + "-" + partition)));
            texts.add(member.id() + "=" + names);
        }
        return String.join(" ", texts).replace(", ", " ");
    }

    /** S6.9, W1 and W2. */
    @Test
    void rangeGivesContiguousBlocksAnewEachTime() {
        assertThat(topic("t0", 3)
                        .topic("t1", 3)
                        .member("A", "t0 t1")
                        .member("B", "t0 t1")
                        .assigned("range"))
                .isEqualTo("A=[t0-0 t0-1 t1-0 t1-1] B=[t0-2 t1-2]");
        assertThat(new ServerVectorsTest()
                        .topic("t0", 7)
                        .member("A", "t0")
                        .member("B", "t0")
                        .member("C", "t0")
                        .assigned("range"))
                .isEqualTo("A=[t0-0 t0-1 t0-2] B=[t0-3 t0-4] C=[t0-5 t0-6]");
    }

    /** S6.9, W3. */
    @Test
    void rangePutsStaticMembersFirstByInstance() {
        assertThat(topic("t0", 4)
                        .member("A", "z", "t0", "")
                        .member("B", "a", "t0", "")
                        .member("C", "t0")
                        .assigned("range"))
                .isEqualTo("A=[t0-2] B=[t0-0 t0-1] C=[t0-3]");
    }

    /** S6.10, W4, W5 and W10. */
    @Test
    void uniformGivesTheExtraPartitionsOfAFreshGroupToTheLastMembers() {
        assertThat(topic("t0", 7)
                        .member("A", "t0")
                        .member("B", "t0")
                        .member("C", "t0")
                        .assigned("uniform"))
                .isEqualTo("A=[t0-0 t0-1] B=[t0-2 t0-3] C=[t0-4 t0-5 t0-6]");
        assertThat(new ServerVectorsTest()
                        .topic("t0", 2)
                        .member("A", "t0")
                        .member("B", "t0")
                        .member("C", "t0")
                        .assigned("uniform"))
                .isEqualTo("A=[] B=[t0-0] C=[t0-1]");
        assertThat(new ServerVectorsTest()
                        .topic("t0", 3)
                        .topic("t1", 3)
                        .member("A", "t0 t1")
                        .member("B", "t0 t1")
                        .assigned("uniform"))
                .isEqualTo("A=[t0-0 t0-1 t0-2] B=[t1-0 t1-1 t1-2]");
    }

    /** S6.10, W6, W7 and W8. */
    @Test
    void uniformKeepsWhatFitsAndMovesTheRest() {
        assertThat(topic("t0", 4)
                        .member("A", null, "t0", "t0-0 t0-1")
                        .member("B", null, "t0", "t0-2 t0-3")
                        .member("C", "t0")
                        .assigned("uniform"))
                .isEqualTo("A=[t0-0 t0-1] B=[t0-2] C=[t0-3]");
        assertThat(new ServerVectorsTest()
                        .topic("t0", 4)
                        .member("A", null, "t0", "t0-0 t0-1")
                        .member("C", "t0")
                        .assigned("uniform"))
                .isEqualTo("A=[t0-0 t0-1] C=[t0-2 t0-3]");
        assertThat(new ServerVectorsTest()
                        .topic("t0", 5)
                        .member("A", null, "t0", "t0-0 t0-1 t0-2")
                        .member("B", null, "t0", "t0-3 t0-4")
                        .member("C", "t0")
                        .assigned("uniform"))
                .isEqualTo("A=[t0-0 t0-1] B=[t0-3 t0-4] C=[t0-2]");
    }

    /** S6.11, W9. */
    @Test
    void uniformWithUnequalSubscriptionsGivesToTheLeastLoadedSubscriber() {
        assertThat(topic("t0", 4)
                        .topic("t1", 2)
                        .member("A", "t0")
                        .member("B", "t0 t1")
                        .assigned("uniform"))
                .isEqualTo("A=[t0-0 t0-1 t0-2] B=[t0-3 t1-0 t1-1]");
    }

    /** S6.11. */
    @Test
    void uniformWithUnequalSubscriptionsTakesFromTheMostLoaded() {
        assertThat(topic("t0", 4)
                        .topic("t1", 1)
                        .member("A", null, "t0", "t0-0 t0-1 t0-2 t0-3")
                        .member("B", "t0 t1")
                        .assigned("uniform"))
                .isEqualTo("A=[t0-0 t0-1 t0-2] B=[t0-3 t1-0]");
    }

    /** S6.12. */
    @Test
    void membersAreWalkedInTheOrderOfKafkasMapNotOfJoining() {
        assertThat(topic("t0", 3).member("B", "t0").member("A", "t0").assigned("uniform"))
                .isEqualTo("B=[t0-1 t0-2] A=[t0-0]");
    }

    @Test
    void aTopicThatDoesNotExistIsAFault() {
        topic("t0", 1).member("A", "t0");
        sizes.clear();

        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> assigned("uniform"))
                .withMessageContaining("does not exist");
    }
}
