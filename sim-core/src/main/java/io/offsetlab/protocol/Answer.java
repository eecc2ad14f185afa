package io.offsetlab.protocol;

import java.util.ArrayList;
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
     * @param memberEpoch the epoch that the member has now
     * @param heartbeatIntervalMicros when the next heartbeat is expected
     * @param assigned the partitions that the member may own, ascending, or null if they have not changed
     */
    record ConsumerGroupHeartbeat(
            Errors error,
            int memberEpoch,
            long heartbeatIntervalMicros,
            @Nullable List<Integer> assigned) implements Answer {
        public static ConsumerGroupHeartbeat failed(Errors error) {
            return new ConsumerGroupHeartbeat(error, 0, 0, null);
        }
    }

    /**
     * @param error of the whole request, or the first partition error
     * @param perPartition an error for each partition of the request in its order, or null if all share {@code error}
     */
    record OffsetCommit(Errors error, @Nullable List<Errors> perPartition) implements Answer {
        public static final OffsetCommit STORED = new OffsetCommit(Errors.NONE, null);
    }

    /** @param stored in the order of the request, null where nothing is stored */
    record OffsetFetch(Errors error, List<Integer> partitions, List<@Nullable Stored> stored) implements Answer {
        public static OffsetFetch failed(Errors error) {
            return new OffsetFetch(error, List.of(), List.of());
        }

        /** In the order of the request, -1 where nothing is stored. */
        public List<Long> offsets() {
            List<Long> offsets = new ArrayList<>(stored.size());
            for (Stored each : stored) {
                offsets.add(each == null ? -1L : each.offset());
            }
            return offsets;
        }
    }

    /**
     * A committed offset.
     *
     * @param leaderEpoch of the record before it, -1 if the commit said nothing of it
     */
    record Stored(long offset, int leaderEpoch, String metadata) {}

    /** @param blocks one for each partition of the request that has records or an error */
    record Fetch(Errors error, List<Block> blocks) implements Answer {}

    /**
     * What a fetch found in one partition.
     *
     * @param from the position that was asked for
     * @param next the position behind the last record or gap of this block; equal to {@code from} if there is nothing
     * @param visible the visible records between the two as ascending pairs (first, end), end exclusive
     * @param epochs the leader epoch in which each of these runs was written, or null if the log knows none
     */
    record Block(
            int partition,
            Errors error,
            long from,
            long next,
            long[] visible,
            long logStart,
            long logEnd,
            int @Nullable [] epochs) {}

    /** @param found in the order of the request */
    record ListOffsets(Errors error, List<Integer> partitions, List<Found> found) implements Answer {
        /** In the order of the request, -1 where there is no such record or partition. */
        public List<Long> offsets() {
            List<Long> offsets = new ArrayList<>(found.size());
            for (Found each : found) {
                offsets.add(each.offset());
            }
            return offsets;
        }
    }

    /**
     * What a look-up of an offset found.
     *
     * @param offset -1 if there is none
     * @param timestampMillis of the record, -1 if the look-up was not by timestamp
     * @param leaderEpoch of the record, or of the leader; -1 if the log knows none
     */
    record Found(Errors error, long offset, long timestampMillis, int leaderEpoch) {
        /** No record has such a timestamp. */
        public static final Found NOTHING = new Found(Errors.NONE, -1, -1, -1);

        public static Found at(long offset, long timestampMillis, int leaderEpoch) {
            return new Found(Errors.NONE, offset, timestampMillis, leaderEpoch);
        }

        public static Found failed(Errors error) {
            return new Found(error, -1, -1, -1);
        }
    }

    /** @param ends in the order of the request */
    record OffsetForLeaderEpoch(Errors error, List<Integer> partitions, List<EpochEnd> ends) implements Answer {}

    /** Where the records of a leader epoch end. */
    record EpochEnd(int epoch, long endOffset) {
        public static final EpochEnd UNDEFINED = new EpochEnd(-1, -1);
    }

    /** The client may look at what partitions exist now. */
    record Metadata(Errors error) implements Answer {}

    /** @param producerId and epoch are those of the transactional.id from now on */
    record InitProducerId(Errors error, long producerId, int epoch) implements Answer {
        public static InitProducerId failed(Errors error) {
            return new InitProducerId(error, -1, -1);
        }
    }

    /** @param firstOffset where the first of the records stands, -1 if that is not known any more */
    record Produce(Errors error, long firstOffset) implements Answer {
        public static Produce failed(Errors error) {
            return new Produce(error, -1);
        }
    }

    /**
     * @param error of the whole request, or the first partition error
     * @param perPartition an error for each partition of the request in its order, or null if all share {@code error}
     */
    record TxnOffsetCommit(Errors error, @Nullable List<Errors> perPartition) implements Answer {
        public TxnOffsetCommit(Errors error) {
            this(error, null);
        }
    }

    /** @param producerId and epoch are those of the next transaction (KIP-890) */
    record EndTxn(Errors error, long producerId, int epoch) implements Answer {
        public static EndTxn failed(Errors error) {
            return new EndTxn(error, -1, -1);
        }
    }
}
