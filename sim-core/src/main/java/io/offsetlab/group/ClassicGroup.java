package io.offsetlab.group;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Request.Assignment;
import io.offsetlab.trace.EvictionCause;
import io.offsetlab.trace.GroupFact;
import java.util.Map;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** What the coordinator knows of the group besides its offsets, and the changes of state. After Kafka's ClassicGroup. */
final class ClassicGroup implements Fingerprinted {
    private final Surroundings around;
    private final Roster roster = new Roster();
    private final SubscribedTopics subscribed;
    private Runnable stateChanged = () -> {};

    private GroupState state = GroupState.DEAD;
    private GroupState previousState = GroupState.DEAD;
    private long stateChangedAt;
    private int generation;
    private String protocolName = "";
    private boolean managed;
    private boolean changeAnnounced;
    private @Nullable PersistedGroup persisted;

    ClassicGroup(Surroundings around) {
        this.around = around;
        this.subscribed = new SubscribedTopics(around.topology());
    }

    /** What runs after each change of state. */
    void onStateChange(Runnable action) {
        stateChanged = action;
    }

    GroupState state() {
        return state;
    }

    boolean isIn(GroupState expected) {
        return state == expected;
    }

    /** Whether the rebalance in progress is the first one after the group was empty. */
    boolean isInitialRebalance() {
        return state == GroupState.PREPARING_REBALANCE && previousState == GroupState.EMPTY;
    }

    long stateChangedAt() {
        return stateChangedAt;
    }

    int generation() {
        return generation;
    }

    /** The chosen assignor, empty before the first generation. */
    String protocolName() {
        return protocolName;
    }

    /** Whether the group ever had a member; one that never had is only a place for offsets (S1.24). */
    boolean isManaged() {
        return managed;
    }

    Roster roster() {
        return roster;
    }

    SubscribedTopics subscribed() {
        return subscribed;
    }

    /** Whether offsets of this partition are protected by a subscription; before the first generation nobody knows. */
    boolean isSubscribed(int partition) {
        return subscribed.areKnown() ? subscribed.cover(partition) : managed;
    }

    /** Kafka's check of who speaks: a static member must be the last one that took its instance id (S4.17). */
    Errors validateMember(String memberId, @Nullable String instanceId) {
        if (instanceId != null) {
            Member current = roster.findStatic(instanceId);
            if (current == null) {
                return Errors.UNKNOWN_MEMBER_ID;
            }
            if (!current.id.equals(memberId)) {
                return Errors.FENCED_INSTANCE_ID;
            }
        }
        return roster.find(memberId) == null ? Errors.UNKNOWN_MEMBER_ID : Errors.NONE;
    }

    boolean supports(Iterable<String> protocolNames) {
        for (String name : protocolNames) {
            if (state == GroupState.EMPTY || roster.allSupport(name)) {
                return true;
            }
        }
        return false;
    }

    void create() {
        transitionTo(GroupState.EMPTY);
    }

    void delete() {
        die();
        persisted = null;
        forget();
    }

    /** No request is answered from here on. */
    void die() {
        transitionTo(GroupState.DEAD);
    }

    /** Forgets everything but the record. */
    void forget() {
        roster.clear();
        generation = 0;
        protocolName = "";
        managed = false;
        subscribed.setUnknown();
    }

    void admit(Member member) {
        managed = true;
        roster.add(member);
        around.facts().accept(new GroupFact.Joined(around.now(), member.origin.member(), member.origin.incarnation()));
    }

    void evict(Member member, EvictionCause cause) {
        announceChange();
        roster.remove(member);
        around.facts().accept(new GroupFact.Evicted(around.now(), member.origin.member(), cause));
    }

    void letGo(Member member) {
        announceChange();
        roster.remove(member);
        around.facts().accept(new GroupFact.Left(around.now(), member.origin.member()));
    }

    /** A static member comes back under a new id; the old id is worth nothing from now on. */
    void replaceStatic(Member old, Member successor) {
        announceChange();
        successor.assign(old.assignment());
        if (!old.origin.equals(successor.origin)) {
            around.facts().accept(new GroupFact.Evicted(around.now(), old.origin.member(), EvictionCause.FENCED));
        }
        roster.replace(old, successor);
        changeAnnounced = false;
        around.facts()
                .accept(new GroupFact.Joined(around.now(), successor.origin.member(), successor.origin.incarnation()));
    }

    /** Ends the join phase: chooses the assignor, or becomes empty (S4.2). */
    void startGeneration() {
        generation++;
        protocolName = roster.isEmpty() ? "" : ProtocolVote.winner(roster);
        subscribed.compute(roster, protocolName);
        transitionTo(roster.isEmpty() ? GroupState.EMPTY : GroupState.COMPLETING_REBALANCE);
    }

    void transitionTo(GroupState next) {
        if (!next.mayFollow(state)) {
            throw new IllegalStateException("a group must not go from " + state + " to " + next);
        }
        if (next != GroupState.STABLE) {
            announceChange();
        }
        changeAnnounced = false;
        previousState = state;
        state = next;
        stateChangedAt = around.now();
        stateChanged.run();
    }

    private void announceChange() {
        if (state.hasGeneration() && !changeAnnounced) {
            changeAnnounced = true;
            around.quiet().beforeChange();
        }
    }

    /** Writes the group's record; from now on a coordinator that takes over finds the group like this. */
    void persist() {
        persisted = PersistedGroup.of(this, null);
    }

    /** Writes a record of an earlier moment, unless the log went on without it. */
    void persist(PersistedGroup record) {
        boolean overtaken = persisted != null && persisted.generation() > record.generation();
        if (!overtaken && record.generation() <= generation) {
            persisted = record;
        }
    }

    /** The record that a leader's assignment would leave. */
    PersistedGroup recordWith(Map<String, Assignment> assignments) {
        return PersistedGroup.of(this, assignments);
    }

    @Nullable
    PersistedGroup persisted() {
        return persisted;
    }

    /** Takes over what the record says; members are added by the caller. */
    void restore(PersistedGroup record) {
        generation = record.generation();
        protocolName = record.protocolName();
        managed = record.managed();
        if (managed) {
            subscribed.compute(roster, protocolName);
        }
        transitionTo(roster.isEmpty() ? GroupState.EMPTY : GroupState.STABLE);
        stateChangedAt = record.stateChangedAt();
        stateChanged.run();
    }

    /** A group of the consumer protocol goes on as a classic one; its members were added by the caller (S5.23). */
    void takeOver(int epoch) {
        generation = epoch;
        protocolName = ProtocolVote.winner(roster);
        managed = true;
        subscribed.compute(roster, protocolName);
        transitionTo(GroupState.STABLE);
        persist();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(state.ordinal()).add(previousState.ordinal()).addTime(stateChangedAt);
        fingerprint
                .add(generation)
                .addText(protocolName)
                .add(managed)
                .add(roster)
                .add(subscribed);
        fingerprint.add(persisted != null);
        if (persisted != null) {
            fingerprint.add(persisted);
        }
    }
}
