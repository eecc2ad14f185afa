package io.offsetlab.group.modern;

import io.offsetlab.protocol.Request.ConsumerGroupHeartbeat;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** Which epochs a member may come with (S5.5, S5.20, S5.21). */
final class Epochs {
    private Epochs() {}

    /**
     * Whether a heartbeat with this epoch is taken: the member's own, 0 to join again, or the one before if the answer that told the
     * member of its new one got lost. After GroupMetadataManager.throwIfConsumerGroupMemberEpochIsInvalid.
     */
    static boolean accepts(ConsumerGroupHeartbeat request, Standing member) {
        int epoch = request.memberEpoch();
        return epoch == 0
                || epoch == member.epoch()
                || (epoch < member.epoch()
                        && epoch == member.previousEpoch()
                        && ownsNoMore(request.owned(), member.assigned()));
    }

    private static boolean ownsNoMore(@Nullable List<Integer> owned, Holdings assigned) {
        return owned != null && assigned.partitions().containsAll(owned);
    }

    /**
     * Whether a commit for a partition is stored: with the member's epoch any, with an older one those that the member has held since.
     * After ConsumerGroup.validateOffsetCommit.
     */
    static Errors commit(int epoch, int partition, Standing member) {
        if (epoch == member.epoch()) {
            return Errors.NONE;
        }
        int assignedIn = member.assigned().epochOf(partition);
        if (assignedIn == Holdings.NOT_HELD) {
            assignedIn = member.pendingRevocation().epochOf(partition);
        }
        boolean heldSince = epoch < member.epoch() && assignedIn != Holdings.NOT_HELD && epoch >= assignedIn;
        return heldSince ? Errors.NONE : Errors.STALE_MEMBER_EPOCH;
    }
}
