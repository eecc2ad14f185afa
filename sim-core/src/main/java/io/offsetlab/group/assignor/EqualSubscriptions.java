package io.offsetlab.group.assignor;

import io.offsetlab.group.assignor.GroupView.Subscriber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;

/**
 * The uniform assignor for members that all subscribe to the same topics (S6.10). Each may have the even share, and the first ones
 * that can fill it, or else the last ones, one partition more. After Kafka's UniformHomogeneousAssignmentBuilder.
 */
final class EqualSubscriptions {
    private final GroupView group;
    private final Set<Uuid> topics;
    private final List<Place> free = new ArrayList<>();
    private final List<Vacancy> vacancies = new ArrayList<>();
    private final Map<String, Map<Uuid, Set<Integer>>> assigned = new HashMap<>();
    private int share;
    private int extras;

    EqualSubscriptions(GroupView group) {
        this.group = group;
        this.topics = new HashSet<>(group.members().iterator().next().topics());
    }

    /** A partition of a topic. */
    private record Place(Uuid topic, int partition) {}

    /** A member that can take more. */
    private record Vacancy(String member, int size) {}

    Map<String, Map<Uuid, Set<Integer>>> assign() {
        int partitions = 0;
        for (Uuid topic : topics) {
            int count = group.partitionCount(topic);
            partitions += count;
            for (int partition = 0; partition < count; partition++) {
                if (!group.isTargeted(topic, partition)) {
                    free.add(new Place(topic, partition));
                }
            }
        }
        share = partitions / group.members().size();
        extras = partitions % group.members().size();
        if (!topics.isEmpty()) {
            keepWhatFits();
            fillVacancies();
        }
        return assigned;
    }

    private void keepWhatFits() {
        int membersLeft = group.members().size();
        for (Subscriber member : group.members()) {
            boolean mayHaveExtra = extras > 0;
            int room = share + (mayHaveExtra ? 1 : 0);
            room -= keep(member, room);
            if (room > 0 && mayHaveExtra && membersLeft > extras) {
                room--;
                mayHaveExtra = false;
            }
            if (room > 0) {
                vacancies.add(new Vacancy(member.id(), room));
            }
            extras -= mayHaveExtra ? 1 : 0;
            membersLeft--;
        }
    }

    /** Returns how many of its old partitions the member keeps; what does not fit becomes free. */
    private int keep(Subscriber member, int most) {
        Map<Uuid, Set<Integer>> kept = new HashMap<>(member.target().size());
        int count = 0;
        for (Map.Entry<Uuid, Set<Integer>> old : member.target().entrySet()) {
            if (!topics.contains(old.getKey())) {
                continue;
            }
            Set<Integer> stay = new HashSet<>(old.getValue());
            for (int partition : old.getValue()) {
                if (count < most) {
                    count++;
                } else {
                    stay.remove(partition);
                    free.add(new Place(old.getKey(), partition));
                }
            }
            if (!stay.isEmpty()) {
                kept.put(old.getKey(), stay);
            }
        }
        assigned.put(member.id(), kept);
        return count;
    }

    private void fillVacancies() {
        int next = 0;
        for (Vacancy vacancy : vacancies) {
            Map<Uuid, Set<Integer>> own = assigned.computeIfAbsent(vacancy.member, id -> new HashMap<>());
            for (int i = 0; i < vacancy.size && next < free.size(); i++) {
                Place place = free.get(next++);
                own.computeIfAbsent(place.topic, topic -> new HashSet<>()).add(place.partition);
            }
        }
    }
}
