package io.offsetlab.group;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.Request.Assignment;
import io.offsetlab.protocol.Request.Protocol;
import io.offsetlab.protocol.Request.Subscription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** A process of a test that speaks to the coordinator as a member does, but only when it is told to. */
final class Process {
    private final Town town;
    final Origin origin;
    final @Nullable String instanceId;
    String memberId = "";
    int generation = -1;
    long sessionMicros = 10_000_000;
    long rebalanceMicros = 30_000_000;
    private List<Protocol> protocols = protocols("t", "range");
    private int commits;

    Process(Town town, Origin origin, @Nullable String instanceId) {
        this.town = town;
        this.origin = origin;
        this.instanceId = instanceId;
    }

    /** What a member that subscribes to one topic tells the assignors of those names. */
    static List<Protocol> protocols(String topic, String... names) {
        List<Protocol> protocols = new ArrayList<>();
        for (String name : names) {
            protocols.add(new Protocol(name, new Subscription(List.of(topic), List.of(), -1, null)));
        }
        return protocols;
    }

    Process supporting(String... names) {
        protocols = protocols("t", names);
        return this;
    }

    /** A cooperative member that says it owns these. */
    Process owning(Integer... partitions) {
        protocols = List.of(new Protocol(
                "cooperative-sticky", new Subscription(List.of("t"), List.of(partitions), generation, null)));
        return this;
    }

    Process subscribedTo(String topic) {
        protocols = protocols(topic, "range");
        return this;
    }

    Inbox send(Request request) {
        Inbox inbox = new Inbox(town.simulation);
        town.coordinator.receive(request, origin, inbox);
        return inbox;
    }

    /** One JoinGroup as it is. */
    Inbox ask() {
        return send(new Request.JoinGroup(memberId, instanceId, sessionMicros, rebalanceMicros, protocols));
    }

    /** Joins, with the id that the coordinator gives if this process has none. */
    Inbox join() {
        Inbox inbox = ask();
        if (!inbox.isEmpty() && inbox.error() == Errors.MEMBER_ID_REQUIRED) {
            memberId = inbox.joined().memberId();
            inbox = ask();
        }
        return inbox;
    }

    /** Takes over what an answered join says. */
    Process learn(Inbox join) {
        memberId = join.joined().memberId();
        generation = join.joined().generation();
        return this;
    }

    Inbox sync() {
        return send(new Request.SyncGroup(memberId, instanceId, generation, Map.of()));
    }

    /** Syncs as the leader; partition 0 for the first in the list, 1 for the second and so on. */
    Inbox syncAsLeader(List<Answer.Member> members) {
        Map<String, Assignment> assignments = new LinkedHashMap<>();
        for (Answer.Member member : members) {
            assignments.put(member.memberId(), new Assignment(List.of(assignments.size()), null));
        }
        return send(new Request.SyncGroup(memberId, instanceId, generation, assignments));
    }

    Errors heartbeat() {
        return send(new Request.Heartbeat(memberId, instanceId, generation)).error();
    }

    Errors leave() {
        return send(new Request.LeaveGroup(memberId, instanceId)).error();
    }

    Inbox commit(int partition, long offset) {
        return commit(Offsets.of(partition, offset));
    }

    Inbox commit(Offsets offsets) {
        return send(new Request.OffsetCommit(memberId, instanceId, generation, offsets, commits++));
    }

    Inbox fetch(Integer... partitions) {
        return send(new Request.OffsetFetch(List.of(partitions)));
    }

    Inbox findCoordinator() {
        return send(new Request.FindCoordinator());
    }
}
