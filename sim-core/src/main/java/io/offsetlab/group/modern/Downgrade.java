package io.offsetlab.group.modern;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When and how a group of the consumer protocol becomes a classic one, because no member speaks the consumer protocol any more
 * (S5.23). After GroupMetadataManager.validateOnlineDowngradeWithFencedMembers, validateOnlineDowngradeWithReplacedMember and
 * convertToClassicGroup.
 */
final class Downgrade {
    private final Surroundings around;
    private final ConsumerGroup group;
    private final Assigning assigning;
    private @Nullable ClassicSide side;

    Downgrade(Surroundings around, ConsumerGroup group, Assigning assigning) {
        this.around = around;
        this.group = group;
        this.assigning = assigning;
    }

    void to(ClassicSide classic) {
        side = classic;
    }

    /** Whether the group is a classic one as soon as this member goes. */
    boolean isDueWithout(ConsumerMember leaving) {
        return group.size() > 1 && isAllowedFor(group.size() - 1) && areClassicBut(leaving);
    }

    /** Whether the group is a classic one as soon as a classic member takes the place of this one. */
    boolean isDueInPlaceOf(ConsumerMember replaced) {
        return !replaced.isClassic() && isAllowedFor(group.size()) && areClassicBut(replaced);
    }

    private boolean isAllowedFor(int members) {
        return side != null && around.config().migration().allowsDowngrade() && members <= side.maxSize();
    }

    private boolean areClassicBut(ConsumerMember one) {
        for (ConsumerMember member : group.members()) {
            if (member != one && !member.isClassic()) {
                return false;
            }
        }
        return true;
    }

    /** Hands the group over. All of its members speak the classic protocol by now. */
    void carryOut(boolean rebalance) {
        if (side == null) {
            throw new IllegalStateException("nobody takes over the group");
        }
        int generation = group.epoch();
        List<ClassicMember> members = new ArrayList<>();
        for (ConsumerMember member : group.members()) {
            members.add(
                    new ClassicMember(member.id, member.origin, member.asJoin(), assigning.existingTargetOf(member)));
        }
        group.delete();
        side.takeOver(generation, members, rebalance);
    }
}
