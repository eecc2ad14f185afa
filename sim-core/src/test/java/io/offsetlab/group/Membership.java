package io.offsetlab.group;

import io.offsetlab.protocol.Request.OffsetCommit;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * The rule of S4.30, told again from the facts alone: who is a member follows from what was told of joining and going. Stands on
 * a {@link Crowd}, where a process has one member id in its life.
 */
final class Membership {
    private final Town town;

    Membership(Town town) {
        this.town = town;
    }

    Errors verdict(OffsetCommit commit) {
        GroupState state = town.coordinator.state();
        boolean anonymous = commit.memberId().isEmpty() && commit.instanceId() == null;
        if (commit.generation() < 0 && (state == GroupState.DEAD || state == GroupState.EMPTY)) {
            return Errors.NONE;
        }
        if (state == GroupState.DEAD) {
            return Errors.GROUP_ID_NOT_FOUND;
        }
        if (commit.generation() < 0 && anonymous) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        return ofMember(commit, state);
    }

    private Errors ofMember(OffsetCommit commit, GroupState state) {
        Map<Integer, Boolean> present = present();
        @Nullable Integer number = Crowd.numberOf(commit.memberId());
        if (commit.instanceId() != null) {
            @Nullable Integer holder = holder(commit.instanceId(), present);
            if (holder == null) {
                return Errors.UNKNOWN_MEMBER_ID;
            }
            if (!holder.equals(number)) {
                return Errors.FENCED_INSTANCE_ID;
            }
        }
        if (number == null || !present.getOrDefault(number, false)) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        if (commit.generation() != town.coordinator.currentGeneration()) {
            return Errors.ILLEGAL_GENERATION;
        }
        return state == GroupState.COMPLETING_REBALANCE ? Errors.REBALANCE_IN_PROGRESS : Errors.NONE;
    }

    /** By process number: whether it is in the group. */
    private Map<Integer, Boolean> present() {
        Map<Integer, Boolean> present = new TreeMap<>();
        for (Fact fact : town.facts) {
            if (fact instanceof GroupFact.Joined joined) {
                present.put(joined.member(), true);
            } else if (fact instanceof GroupFact.Evicted evicted) {
                present.put(evicted.member(), false);
            } else if (fact instanceof GroupFact.Left left) {
                present.put(left.member(), false);
            }
        }
        return present;
    }

    /** The process that took the instance id last, if it is in the group. */
    private @Nullable Integer holder(String instanceId, Map<Integer, Boolean> present) {
        @Nullable Integer holder = null;
        for (Fact fact : town.facts) {
            if (fact instanceof GroupFact.Joined joined && instanceId.equals(Crowd.instanceOf(joined.member()))) {
                holder = joined.member();
            }
        }
        return holder != null && present.getOrDefault(holder, false) ? holder : null;
    }
}
