package io.offsetlab.group;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Request.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the group, in the order of joining, who leads it, and which ids were given out and have not joined yet. Kafka keeps
 * members in a map without order; the order of joining is one of those that it may have.
 */
final class Roster implements Fingerprinted {
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Member> byInstance = new HashMap<>();
    private final Map<String, Member> pending = new LinkedHashMap<>();
    private @Nullable Member leader;

    boolean isEmpty() {
        return members.isEmpty();
    }

    int size() {
        return members.size();
    }

    /** The members in the order of joining. */
    Collection<Member> all() {
        return members.values();
    }

    /** A copy of {@link #all}, to remove members while walking. */
    List<Member> copy() {
        return new ArrayList<>(members.values());
    }

    @Nullable
    Member find(String memberId) {
        return members.get(memberId);
    }

    @Nullable
    Member findStatic(String instanceId) {
        return byInstance.get(instanceId);
    }

    @Nullable
    Member leader() {
        return leader;
    }

    String leaderId() {
        return leader == null ? "" : leader.id;
    }

    void add(Member member) {
        Member waiting = pending.remove(member.id);
        if (waiting != null) {
            waiting.session.stop();
        }
        members.put(member.id, member);
        if (member.instanceId != null) {
            byInstance.put(member.instanceId, member);
        }
        if (leader == null) {
            leader = member;
        }
    }

    /** Takes a member out; if it led, the first remaining one leads (S4.8). */
    void remove(Member member) {
        member.session.stop();
        members.remove(member.id);
        if (member.instanceId != null) {
            byInstance.remove(member.instanceId, member);
        }
        if (leader == member) {
            leader = isEmpty() ? null : members.values().iterator().next();
        }
    }

    /** Puts a static member's new id in the place of its old one; leadership is inherited. */
    void replace(Member old, Member successor) {
        boolean led = leader == old;
        remove(old);
        add(successor);
        if (led) {
            leader = successor;
        }
    }

    void lead(@Nullable Member member) {
        leader = member;
    }

    /** Lets a member lead that has joined; false if none has (S4.8). */
    boolean electJoinedLeader() {
        if (leader == null || leader.isAwaitingJoin()) {
            return leader != null;
        }
        for (Member member : members.values()) {
            if (member.isAwaitingJoin()) {
                leader = member;
                return true;
            }
        }
        return false;
    }

    void addPending(Member member) {
        pending.put(member.id, member);
    }

    @Nullable
    Member findPending(String memberId) {
        return pending.get(memberId);
    }

    void removePending(Member member) {
        member.session.stop();
        pending.remove(member.id);
    }

    int awaitingJoin() {
        int count = 0;
        for (Member member : members.values()) {
            count += member.isAwaitingJoin() ? 1 : 0;
        }
        return count;
    }

    /** Whether every known member has joined and no id that was given out is still to join (S4.3). */
    boolean allJoined() {
        return pending.isEmpty() && awaitingJoin() == members.size();
    }

    /** The longest rebalance timeout of any member (S4.4). */
    long rebalanceTimeoutMicros() {
        long longest = 0;
        for (Member member : members.values()) {
            longest = Math.max(longest, member.rebalanceTimeoutMicros());
        }
        return longest;
    }

    /** The names of the assignors that every member supports. */
    Set<String> commonProtocols() {
        Set<String> common = new LinkedHashSet<>();
        if (!isEmpty()) {
            for (Protocol protocol : members.values().iterator().next().protocols()) {
                if (allSupport(protocol.name())) {
                    common.add(protocol.name());
                }
            }
        }
        return common;
    }

    boolean allSupport(String protocolName) {
        for (Member member : members.values()) {
            if (!member.supports(protocolName)) {
                return false;
            }
        }
        return true;
    }

    void clear() {
        for (Member member : members.values()) {
            member.session.stop();
        }
        for (Member member : pending.values()) {
            member.session.stop();
        }
        members.clear();
        byInstance.clear();
        pending.clear();
        leader = null;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(members.size());
        for (Member member : members.values()) {
            fingerprint.add(member == leader).add(member);
        }
        fingerprint.add(pending.size());
        for (Member member : pending.values()) {
            fingerprint.add(member);
        }
    }
}
