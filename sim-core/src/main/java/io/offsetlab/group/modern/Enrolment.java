package io.offsetlab.group.modern;

import io.offsetlab.protocol.Origin;
import org.jspecify.annotations.Nullable;

/** How members get their places, whichever protocol they speak. After Kafka's getOrMaybeSubscribe...ConsumerGroupMember. */
final class Enrolment {
    private final Surroundings around;
    private final ConsumerGroup group;
    private final Departures departures;

    Enrolment(Surroundings around, ConsumerGroup group, Departures departures) {
        this.around = around;
        this.group = group;
        this.departures = departures;
    }

    boolean isFullFor(String memberId, @Nullable String instanceId) {
        boolean keepsItsPlace = instanceId != null && group.findStatic(instanceId) != null;
        return !keepsItsPlace && group.size() >= around.config().maxSize() && group.find(memberId) == null;
    }

    /** The member that joins: one that is known already, or a new one, in the place of a static one or not. */
    ConsumerMember enrol(String memberId, @Nullable String instanceId, Origin origin) {
        ConsumerMember place = instanceId == null ? null : group.findStatic(instanceId);
        ConsumerMember known = group.find(memberId);
        if (place == null && known != null) {
            return known;
        }
        ConsumerMember joining = new ConsumerMember(memberId, origin, around, departures);
        if (place == null) {
            group.add(joining);
        } else {
            group.replace(place, joining);
        }
        return joining;
    }
}
