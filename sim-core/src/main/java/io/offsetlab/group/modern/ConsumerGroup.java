package io.offsetlab.group.modern;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Origin;
import io.offsetlab.trace.EvictionCause;
import io.offsetlab.trace.GroupFact;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinator knows of a group of the consumer protocol besides its offsets: members, the group's epoch and the target
 * assignment with its epoch. All of it is in the log as soon as it changes. After Kafka's ConsumerGroup.
 */
final class ConsumerGroup implements Fingerprinted {
    private static final int FIRST_EPOCH = 1;

    private final Surroundings around;
    private final Map<String, ConsumerMember> members = new LinkedHashMap<>();
    private final Map<String, ConsumerMember> byInstance = new HashMap<>();
    private final TargetAssignment target = new TargetAssignment();
    private final TopicPatterns patterns;

    private Runnable subscriptionChanged = () -> {};
    private boolean exists;
    private int epoch;
    /** How many partitions each topic has that anybody subscribes to; Kafka keeps a hash of it. */
    private NavigableMap<String, Integer> subscribed = new TreeMap<>();

    ConsumerGroup(Surroundings around) {
        this.around = around;
        patterns = new TopicPatterns(around, this);
    }

    void onSubscriptionChange(Runnable action) {
        subscriptionChanged = action;
    }

    boolean exists() {
        return exists;
    }

    void create() {
        exists = true;
        epoch = FIRST_EPOCH;
        target.forget(FIRST_EPOCH);
        subscribed = new TreeMap<>();
        subscriptionChanged.run();
    }

    /**
     * Takes the place of a classic group (S5.23): its members have what they were given last, and are where the group is. After
     * ConsumerGroup.fromClassicGroup.
     */
    void adopt(int generation, List<ConsumerMember> adopted, Map<String, Map<Uuid, Set<Integer>>> assigned) {
        exists = true;
        epoch = generation;
        target.forget(generation);
        for (ConsumerMember member : adopted) {
            members.put(member.id, member);
            place(member);
            index(member);
            target.put(member.id, assigned.getOrDefault(member.id, Collections.emptyMap()));
        }
        refreshSubscriptions();
    }

    /** Forgets the group; nobody is a member then. */
    void delete() {
        members.values().forEach(ConsumerMember::stopTimers);
        members.clear();
        byInstance.clear();
        patterns.forget();
        exists = false;
        epoch = 0;
        target.forget(0);
        subscribed = new TreeMap<>();
        subscriptionChanged.run();
    }

    int epoch() {
        return epoch;
    }

    TargetAssignment target() {
        return target;
    }

    TopicPatterns patterns() {
        return patterns;
    }

    /** What a member subscribes to, by name and by pattern, whether it exists or not. */
    Set<String> topicsOf(ConsumerMember member) {
        if (member.topicRegex().isEmpty()) {
            return member.topics();
        }
        Set<String> topics = new HashSet<>(member.topics());
        topics.addAll(patterns.matching(member.topicRegex()));
        return topics;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    int size() {
        return members.size();
    }

    /** In the order of joining. */
    Collection<ConsumerMember> members() {
        return Collections.unmodifiableCollection(members.values());
    }

    @Nullable
    ConsumerMember find(String memberId) {
        return members.get(memberId);
    }

    @Nullable
    ConsumerMember findStatic(String instanceId) {
        return byInstance.get(instanceId);
    }

    ConsumerGroupState state() {
        if (!exists) {
            return ConsumerGroupState.DEAD;
        }
        if (members.isEmpty()) {
            return ConsumerGroupState.EMPTY;
        }
        if (epoch > target.epoch()) {
            return ConsumerGroupState.ASSIGNING;
        }
        for (ConsumerMember member : members.values()) {
            if (!member.standing().isReconciledTo(target.epoch())) {
                return ConsumerGroupState.RECONCILING;
            }
        }
        return ConsumerGroupState.STABLE;
    }

    /** Whom the partition belongs to, as long as that member has not given it up. */
    @Nullable
    ConsumerMember holder(int partition) {
        for (ConsumerMember member : members.values()) {
            if (member.standing().holds(partition)) {
                return member;
            }
        }
        return null;
    }

    void add(ConsumerMember member) {
        members.put(member.id, member);
        tellJoined(member.origin);
    }

    /** A static member comes back under a new id, and has at once what was kept for it (S5.15). */
    void replace(ConsumerMember old, ConsumerMember successor) {
        old.stopTimers();
        members.remove(old.id);
        tellGone(old);
        successor.succeed(old);
        members.put(successor.id, successor);
        target.rename(old.id, successor.id);
        index(successor);
        tellJoined(successor.origin);
    }

    /**
     * Gives a member of the classic protocol a number that no other member has which the same life of a process is: a classic client
     * that forgets its id joins under another one.
     */
    void place(ConsumerMember member) {
        int place = 0;
        while (isTaken(place, member)) {
            place++;
        }
        member.placeAt(place);
    }

    private boolean isTaken(int place, ConsumerMember by) {
        for (ConsumerMember member : members.values()) {
            if (member != by && member.origin.equals(by.origin) && member.place() == place) {
                return true;
            }
        }
        return false;
    }

    /** To be called when the member may have got an instance id. */
    void index(ConsumerMember member) {
        if (member.instanceId() != null) {
            byInstance.put(member.instanceId(), member);
        }
    }

    /** Takes a member out of a group that ends with it. */
    void drop(ConsumerMember member) {
        member.stopTimers();
        members.remove(member.id);
        if (member.instanceId() != null) {
            byInstance.remove(member.instanceId(), member);
        }
        target.remove(member.id);
    }

    /** Takes a member out. The target of the others stays as it is until it is computed anew. */
    void remove(ConsumerMember member) {
        drop(member);
        patterns.retain();
        epoch++;
        if (members.isEmpty()) {
            target.settle(epoch);
        }
        refreshSubscriptions();
    }

    void tellLeft(ConsumerMember member) {
        around.facts().accept(new GroupFact.Left(around.now(), member.origin.member()));
        tellGone(member);
    }

    void tellEvicted(ConsumerMember member, EvictionCause cause) {
        around.facts().accept(new GroupFact.Evicted(around.now(), member.origin.member(), cause));
        tellGone(member);
    }

    private void tellJoined(Origin origin) {
        around.facts().accept(new GroupFact.Joined(around.now(), origin.member(), origin.incarnation()));
    }

    private void tellGone(ConsumerMember member) {
        Origin origin = member.origin;
        around.facts()
                .accept(GroupFact.CurrentAssignment.gone(
                        around.now(), origin.member(), origin.incarnation(), member.place()));
    }

    /** Lets a member stand elsewhere, and tells of it. */
    void stand(ConsumerMember member, Standing next) {
        member.stand(next);
        around.facts()
                .accept(new GroupFact.CurrentAssignment(
                        around.now(),
                        member.origin.member(),
                        member.origin.incarnation(),
                        next.epoch(),
                        next.assigned().partitionNumbers(),
                        next.assigned().epochNumbers(),
                        next.pendingRevocation().partitionNumbers(),
                        next.pendingRevocation().epochNumbers(),
                        member.place()));
    }

    void bumpEpoch() {
        epoch++;
    }

    /** Whether topics that members subscribe to have come, gone or grown since this was asked last, or the subscriptions differ. */
    boolean hasStaleSubscriptions() {
        return !subscribed.equals(subscriptions());
    }

    void refreshSubscriptions() {
        subscribed = subscriptions();
        subscriptionChanged.run();
    }

    boolean isSubscribed(String topic) {
        for (ConsumerMember member : members.values()) {
            if (topicsOf(member).contains(topic)) {
                return true;
            }
        }
        return false;
    }

    private NavigableMap<String, Integer> subscriptions() {
        NavigableMap<String, Integer> partitions = new TreeMap<>();
        for (ConsumerMember member : members.values()) {
            for (String topic : topicsOf(member)) {
                var id = around.topics().id(topic);
                if (id != null) {
                    partitions.put(topic, around.topics().partitionCount(id));
                }
            }
        }
        return partitions;
    }

    /** The assignor that most members ask for, or the default (S5.10). */
    String assignor() {
        Map<String, Integer> votes = new HashMap<>();
        for (ConsumerMember member : members.values()) {
            if (member.serverAssignor() != null) {
                votes.merge(member.serverAssignor(), 1, Integer::sum);
            }
        }
        String winner = around.config().defaultAssignor();
        int most = 0;
        for (Map.Entry<String, Integer> entry : votes.entrySet()) {
            if (entry.getValue() > most) {
                winner = entry.getKey();
                most = entry.getValue();
            }
        }
        return winner;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(exists).add(epoch).add(target).add(patterns).add(members.size());
        for (ConsumerMember member : members.values()) {
            fingerprint.add(member);
            target.writeTo(fingerprint, member.id);
        }
        fingerprint.add(subscribed.size());
        subscribed.forEach((topic, partitions) -> fingerprint.addText(topic).add(partitions));
    }
}
