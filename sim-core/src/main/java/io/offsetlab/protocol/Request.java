package io.offsetlab.protocol;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client asks of the cluster; each kind is Kafka's request of that name, reduced to what can matter here. */
public sealed interface Request {

    /** The kind of a request, for connections and faults that tell them apart. */
    enum Kind {
        FIND_COORDINATOR,
        JOIN_GROUP,
        SYNC_GROUP,
        HEARTBEAT,
        LEAVE_GROUP,
        OFFSET_COMMIT,
        OFFSET_FETCH,
        FETCH,
        LIST_OFFSETS,
        OFFSET_FOR_LEADER_EPOCH,
        METADATA,
        CONSUMER_GROUP_HEARTBEAT,
        INIT_PRODUCER_ID,
        PRODUCE,
        TXN_OFFSET_COMMIT,
        END_TXN
    }

    Kind kind();

    /** Where is the coordinator of the group? */
    record FindCoordinator() implements Request {
        @Override
        public Kind kind() {
            return Kind.FIND_COORDINATOR;
        }
    }

    /**
     * Take part in the next generation.
     *
     * @param memberId empty on the first attempt of a dynamic member
     * @param instanceId group.instance.id, or null for a dynamic member
     * @param protocols the assignors this member supports, in its order of preference
     */
    record JoinGroup(
            String memberId,
            @Nullable String instanceId,
            long sessionTimeoutMicros,
            long rebalanceTimeoutMicros,
            List<Protocol> protocols)
            implements Request {
        @Override
        public Kind kind() {
            return Kind.JOIN_GROUP;
        }
    }

    /** An assignor's name and what this member tells it. */
    record Protocol(String name, Subscription subscription) {}

    /**
     * A member's metadata inside JoinGroup.
     *
     * @param owned partitions owned now, ascending; empty for eager protocols
     * @param generation the generation in which they were assigned, or -1
     */
    record Subscription(
            List<String> topics,
            List<Integer> owned,
            int generation,
            @Nullable ByteBuffer userData) {}

    /**
     * Ask for this member's part of the generation's assignment; the leader brings all of them.
     *
     * @param assignments by member id, in the order of the leader's member list; empty unless the sender leads
     */
    record SyncGroup(String memberId, @Nullable String instanceId, int generation, Map<String, Assignment> assignments)
            implements Request {
        @Override
        public Kind kind() {
            return Kind.SYNC_GROUP;
        }
    }

    /** The partitions of one member, ascending, with the assignor's data. */
    record Assignment(List<Integer> partitions, @Nullable ByteBuffer userData) {
        public static final Assignment EMPTY = new Assignment(List.of(), null);
    }

    /** I am alive. */
    record Heartbeat(String memberId, @Nullable String instanceId, int generation) implements Request {
        @Override
        public Kind kind() {
            return Kind.HEARTBEAT;
        }
    }

    /** I go. */
    record LeaveGroup(String memberId, @Nullable String instanceId) implements Request {
        @Override
        public Kind kind() {
            return Kind.LEAVE_GROUP;
        }
    }

    /**
     * Store these offsets.
     *
     * @param memberId empty for a consumer without group membership
     * @param generation -1 for a consumer without group membership
     * @param commit the number of this commit within its member, which facts refer to
     */
    record OffsetCommit(String memberId, @Nullable String instanceId, int generation, Offsets offsets, int commit)
            implements Request {
        @Override
        public Kind kind() {
            return Kind.OFFSET_COMMIT;
        }
    }

    /**
     * The one request of the consumer protocol (KIP-848): join with epoch 0, stay with the member's epoch, acknowledge an assignment
     * with what is owned, leave with {@link #LEAVE} or {@link #LEAVE_FOR_NOW}. What is null has not changed since the last one.
     *
     * @param memberId chosen by the client, once for a consumer
     * @param memberEpoch 0 to join, otherwise the epoch that the coordinator answered last
     * @param rebalanceTimeoutMicros max.poll.interval.ms, or -1 if unchanged
     * @param topics the topics subscribed to, in Kafka's order of names, or null
     * @param topicRegex a RE2/J pattern that the coordinator resolves, empty for none, or null
     * @param serverAssignor group.remote.assignor, or null
     * @param owned the partitions owned now, ascending, or null
     */
    record ConsumerGroupHeartbeat(
            String memberId,
            int memberEpoch,
            @Nullable String instanceId,
            long rebalanceTimeoutMicros,
            @Nullable List<String> topics,
            @Nullable String topicRegex,
            @Nullable String serverAssignor,
            @Nullable List<Integer> owned)
            implements Request {
        /** The epoch of a member that goes. */
        public static final int LEAVE = -1;
        /** The epoch of a static member that goes and may come back before its session ends. */
        public static final int LEAVE_FOR_NOW = -2;

        @Override
        public Kind kind() {
            return Kind.CONSUMER_GROUP_HEARTBEAT;
        }
    }

    /**
     * Which offsets are stored for these partitions (ascending)? Waits out offsets of open transactions, as the Java consumer asks
     * for with requireStable.
     *
     * @param memberId of a member of the consumer protocol, which is checked with its epoch; empty for anybody else
     * @param memberEpoch -1 for anybody else
     */
    record OffsetFetch(List<Integer> partitions, String memberId, int memberEpoch) implements Request {
        /** As anybody: nothing about a member is checked. */
        public OffsetFetch(List<Integer> partitions) {
            this(partitions, "", -1);
        }

        @Override
        public Kind kind() {
            return Kind.OFFSET_FETCH;
        }
    }

    /**
     * Send records of these partitions from these offsets on, at once if there are any, otherwise as soon as there are, but after
     * {@code maxWaitMicros} at the latest.
     *
     * @param maxPartitionBytes at most so many bytes of a partition, but at least one record
     * @param maxBytes at most so many bytes of all, but at least one record
     * @param readCommitted isolation.level: whether records of aborted transactions are left out
     * @param leaderEpochs of the partitions as far as the client knows, in the order of the positions, or null if it knows none
     */
    record Fetch(
            Offsets positions,
            long maxWaitMicros,
            int maxPartitionBytes,
            int maxBytes,
            boolean readCommitted,
            int @Nullable [] leaderEpochs)
            implements Request {
        @Override
        public Kind kind() {
            return Kind.FETCH;
        }
    }

    /**
     * Which offset comes at or after each timestamp?
     *
     * @param partitions ascending
     * @param timestamps of the partitions: {@link #LATEST}, {@link #EARLIEST} or Kafka's milliseconds
     * @param readCommitted isolation.level: whether open transactions and all behind their beginning are left out
     */
    record ListOffsets(List<Integer> partitions, List<Long> timestamps, boolean readCommitted) implements Request {
        public static final long LATEST = -1;
        public static final long EARLIEST = -2;

        /** With one timestamp for all partitions, whatever is open there. */
        public static ListOffsets of(List<Integer> partitions, long timestamp) {
            return of(partitions, timestamp, false);
        }

        /** With one timestamp for all partitions. */
        public static ListOffsets of(List<Integer> partitions, long timestamp, boolean readCommitted) {
            return new ListOffsets(partitions, Collections.nCopies(partitions.size(), timestamp), readCommitted);
        }

        @Override
        public Kind kind() {
            return Kind.LIST_OFFSETS;
        }
    }

    /**
     * Where do the records of these leader epochs end?
     *
     * @param epochs of the partitions, in their order
     */
    record OffsetForLeaderEpoch(List<Integer> partitions, List<Integer> epochs) implements Request {
        @Override
        public Kind kind() {
            return Kind.OFFSET_FOR_LEADER_EPOCH;
        }
    }

    /** Which topics and partitions are there? */
    record Metadata() implements Request {
        @Override
        public Kind kind() {
            return Kind.METADATA;
        }
    }

    /**
     * Where is the coordinator of this transactional.id, or of this group? What a producer asks, which knows of several.
     *
     * @param group whether the key is a group.id
     */
    record FindCoordinatorOf(boolean group, String key) implements Request {
        @Override
        public Kind kind() {
            return Kind.FIND_COORDINATOR;
        }
    }

    /** Which producer is a transactional.id from now on? Whoever was it before is fenced, and its transaction aborted (S9.4). */
    record InitProducerId(String transactionalId, long transactionTimeoutMicros) implements Request {
        @Override
        public Kind kind() {
            return Kind.INIT_PRODUCER_ID;
        }
    }

    /**
     * A producer in one of its epochs. Each end of a transaction raises the epoch (KIP-890).
     *
     * @param id what the coordinator gave to the transactional.id, -1 for none
     */
    record ProducerIdentity(String transactionalId, long id, int epoch) {}

    /**
     * Append these records to a partition, as part of the producer's transaction. A partition that does not belong to the
     * transaction yet is added to it by the broker that leads it (KIP-890, transaction version 2).
     *
     * @param sequence the number of the first record, from 0 in each epoch
     * @param records what is written
     */
    record Produce(ProducerIdentity producer, int partition, int sequence, List<Output> records) implements Request {
        public Produce {
            records = List.copyOf(records);
        }

        @Override
        public Kind kind() {
            return Kind.PRODUCE;
        }
    }

    /**
     * A record that is produced.
     *
     * @param partition of the record that it is the effect of, -1 if it is of none
     * @param offset of that record
     * @param content what it says; the simulation only carries it
     */
    record Output(int partition, long offset, @Nullable Object content) {}

    /**
     * Store these offsets once the producer's transaction is committed (S9.1).
     *
     * @param groupId whose offsets they are
     * @param memberId empty if only the group is known: nothing about a member is checked then (S9.2)
     * @param generation -1 as well then
     * @param commit the number of this commit, which facts refer to
     */
    record TxnOffsetCommit(
            ProducerIdentity producer,
            String groupId,
            String memberId,
            @Nullable String instanceId,
            int generation,
            Offsets offsets,
            int commit)
            implements Request {
        @Override
        public Kind kind() {
            return Kind.TXN_OFFSET_COMMIT;
        }
    }

    /** End the producer's transaction. */
    record EndTxn(ProducerIdentity producer, boolean commit) implements Request {
        @Override
        public Kind kind() {
            return Kind.END_TXN;
        }
    }
}
