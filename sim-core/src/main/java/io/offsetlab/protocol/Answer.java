package io.offsetlab.protocol;

import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** What the cluster answers to a {@link Request}. */
public sealed interface Answer {

    /** The error of the whole answer, {@link Errors#NONE} if there is none. */
    Errors error();

    record FindCoordinator(Errors error) implements Answer {}

    /**
     * @param members for the leader all members with their subscriptions, otherwise empty
     * @param skipAssignment tells a leader that the stored assignment stands (static members)
     */
    record JoinGroup(
            Errors error,
            int generation,
            String protocolName,
            String leaderId,
            String memberId,
            boolean skipAssignment,
            List<Member> members)
            implements Answer {
        public static JoinGroup failed(Errors error, String memberId) {
            return new JoinGroup(error, -1, "", "", memberId, false, List.of());
        }
    }

    record Member(String memberId, @Nullable String instanceId, Request.Subscription subscription) {}

    record SyncGroup(Errors error, String protocolName, Request.Assignment assignment) implements Answer {}

    record Heartbeat(Errors error) implements Answer {}

    record LeaveGroup(Errors error) implements Answer {}

    /**
     * @param error of the whole request, or the first partition error
     * @param perPartition an error for each partition of the request in its order, or null if all share {@code error}
     */
    record OffsetCommit(Errors error, @Nullable List<Errors> perPartition) implements Answer {
        public static final OffsetCommit STORED = new OffsetCommit(Errors.NONE, null);
    }

    /** @param offsets in the order of the request, -1 where nothing is stored */
    record OffsetFetch(Errors error, List<Integer> partitions, List<Long> offsets) implements Answer {}

    /** @param blocks one for each partition of the request that has records or an error */
    record Fetch(Errors error, List<Block> blocks) implements Answer {}

    /**
     * What a fetch found in one partition.
     *
     * @param from the position that was asked for
     * @param next the position behind the last record or gap of this block; equal to {@code from} if there is nothing
     * @param visible the visible records between the two as ascending pairs (first, end), end exclusive
     */
    record Block(int partition, Errors error, long from, long next, long[] visible, long logStart, long logEnd) {}

    /** @param offsets in the order of the request, -1 where no record has such a timestamp */
    record ListOffsets(Errors error, List<Integer> partitions, List<Long> offsets) implements Answer {}
}
