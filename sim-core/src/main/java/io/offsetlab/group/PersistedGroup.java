package io.offsetlab.group;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request.Assignment;
import io.offsetlab.protocol.Request.JoinGroup;
import io.offsetlab.protocol.Request.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The group's record in the offsets topic, from which a coordinator that takes over goes on (S7.15). After Kafka's
 * GroupMetadataValue: of each member's assignors it keeps the chosen one only.
 *
 * @param managed whether the group ever had a member
 * @param stateChangedAt when the group became what it is, in microseconds
 */
record PersistedGroup(
        int generation,
        boolean managed,
        String protocolName,
        String leaderId,
        long stateChangedAt,
        List<PersistedMember> members)
        implements Fingerprinted {

    /** A member in the record; its timeouts and its metadata are kept as the JoinGroup that would say the same. */
    record PersistedMember(String id, Origin origin, JoinGroup as, Assignment assignment) implements Fingerprinted {
        @Override
        public void writeTo(Fingerprint out) {
            out.add(origin.member()).add(origin.incarnation());
            out.addText(as.instanceId() == null ? "" : as.instanceId());
            out.add(as.sessionTimeoutMicros()).add(as.rebalanceTimeoutMicros());
            Fingerprints.protocols(out, as.protocols());
            Fingerprints.assignment(out, assignment);
        }
    }

    /**
     * The record of a group as it stands.
     *
     * @param assignments by member id, or null for those that the members have
     */
    static PersistedGroup of(ClassicGroup group, @Nullable Map<String, Assignment> assignments) {
        List<PersistedMember> members = new ArrayList<>();
        for (Member member : group.roster().all()) {
            Assignment given =
                    assignments == null ? member.assignment() : assignments.getOrDefault(member.id, Assignment.EMPTY);
            members.add(new PersistedMember(member.id, member.origin, asJoin(member, group.protocolName()), given));
        }
        return new PersistedGroup(
                group.generation(),
                group.isManaged(),
                group.protocolName(),
                group.roster().leaderId(),
                group.stateChangedAt(),
                members);
    }

    private static JoinGroup asJoin(Member member, String protocolName) {
        List<Protocol> chosen = new ArrayList<>();
        for (Protocol protocol : member.protocols()) {
            if (protocol.name().equals(protocolName)) {
                chosen.add(protocol);
            }
        }
        return new JoinGroup(
                member.id, member.instanceId, member.sessionTimeoutMicros(), member.rebalanceTimeoutMicros(), chosen);
    }

    @Override
    public void writeTo(Fingerprint out) {
        out.add(generation)
                .add(managed)
                .addText(protocolName)
                .addTime(stateChangedAt)
                .add(members.size());
        for (PersistedMember member : members) {
            out.add(member.id().equals(leaderId)).add(member);
        }
    }
}
