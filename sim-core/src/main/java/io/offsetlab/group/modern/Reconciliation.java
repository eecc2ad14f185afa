package io.offsetlab.group.modern;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings one member closer to its target (S5.6): first it gives up what it is not to have, then its epoch advances and it gets what
 * nobody else holds. After Kafka's CurrentAssignmentBuilder.
 */
final class Reconciliation {
    private final ConsumerGroup group;
    private final Assigning assigning;

    Reconciliation(ConsumerGroup group, Assigning assigning) {
        this.group = group;
        this.assigning = assigning;
    }

    /** Lets the member stand where it does after a heartbeat or a JoinGroup, and watches how long it takes to give something up. */
    void advance(ConsumerMember member, boolean subscriptionChanged, @Nullable List<Integer> owned) {
        Standing now = member.standing();
        Standing next = next(member, subscriptionChanged, owned);
        if (next.equals(now)) {
            return;
        }
        group.stand(member, next);
        if (member.isClassic()) {
            return;
        }
        if (next.state() == MemberState.UNREVOKED_PARTITIONS) {
            member.rebalance.restart();
        } else {
            member.rebalance.stop();
        }
    }

    /**
     * Where the member stands after a heartbeat; the same object if nothing changes.
     *
     * @param subscriptionChanged whether the heartbeat brought another subscription
     * @param owned what the member says it owns, or null if it says nothing, so that nothing counts as given up
     */
    Standing next(ConsumerMember member, boolean subscriptionChanged, @Nullable List<Integer> owned) {
        Standing now = member.standing();
        boolean behind = switch (now.state()) {
            case STABLE -> now.epoch() != group.target().epoch();
            case UNREVOKED_PARTITIONS -> !ownsAny(owned, now.pendingRevocation());
            case UNRELEASED_PARTITIONS -> true;
        };
        if (behind) {
            return unlessSame(now, towardsTarget(member, owned));
        }
        return subscriptionChanged ? withoutUnsubscribed(member, owned) : now;
    }

    private static Standing unlessSame(Standing now, Standing next) {
        return next.equals(now) ? now : next;
    }

    private static boolean ownsAny(@Nullable List<Integer> owned, Holdings pending) {
        if (owned == null) {
            return true;
        }
        for (int partition : owned) {
            if (pending.holds(partition)) {
                return true;
            }
        }
        return false;
    }

    private Standing towardsTarget(ConsumerMember member, @Nullable List<Integer> owned) {
        Standing now = member.standing();
        Set<Integer> target = assigning.targetOf(member);
        Holdings kept = now.assigned().only(target::contains);
        Holdings toGiveUp = now.assigned().only(partition -> !target.contains(partition));
        if (!toGiveUp.isEmpty() && ownsAny(owned, toGiveUp)) {
            return now.next(now.epoch(), MemberState.UNREVOKED_PARTITIONS, kept, toGiveUp);
        }
        target.removeAll(kept.partitions());
        boolean heldByOthers = target.removeIf(partition -> isHeldByAnother(partition, member));
        return now.next(
                group.target().epoch(),
                heldByOthers ? MemberState.UNRELEASED_PARTITIONS : MemberState.STABLE,
                kept.plus(target, group.target().epoch()),
                Holdings.NONE);
    }

    private boolean isHeldByAnother(int partition, ConsumerMember member) {
        ConsumerMember holder = group.holder(partition);
        return holder != null
                && !(holder == member && member.standing().pendingRevocation().holds(partition));
    }

    /** Without waiting for a new target, topics that the member gave up are taken from it. */
    private Standing withoutUnsubscribed(ConsumerMember member, @Nullable List<Integer> owned) {
        Standing now = member.standing();
        Set<String> topics = group.topicsOf(member);
        Holdings kept = now.assigned().only(partition -> assigning.isSubscribed(topics, partition));
        if (kept.equals(now.assigned())) {
            return now;
        }
        Holdings pending = now.pendingRevocation().plus(now.assigned().only(partition -> !kept.holds(partition)));
        if (ownsAny(owned, pending)) {
            return now.next(now.epoch(), MemberState.UNREVOKED_PARTITIONS, kept, pending);
        }
        return now.next(now.epoch(), now.state(), kept, now.pendingRevocation());
    }
}
