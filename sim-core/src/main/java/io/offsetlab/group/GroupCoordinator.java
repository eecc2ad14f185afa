package io.offsetlab.group;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.engine.Simulation;
import io.offsetlab.group.modern.ConsumerGroupState;
import io.offsetlab.group.modern.ConsumerProtocol;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.FactSink;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator of one consumer group, as Kafka's GroupCoordinatorService, GroupMetadataManager and OffsetMetadataManager are to a
 * client of the classic or of the consumer protocol. As permissive as they are: a commit is checked for membership and generation
 * or epoch only.
 *
 * <p>All times are microseconds of virtual time. Stored offsets count at once and are acknowledged when they are replicated.
 */
public final class GroupCoordinator implements Connection.Endpoint, Fingerprinted {
    private static final Answer FOUND = new Answer.FindCoordinator(Errors.NONE);
    private static final Answer ALIVE = new Answer.Heartbeat(Errors.NONE);

    private final Surroundings around;
    private final ClassicGroup group;
    private final ConsumerProtocol consumer;
    private final ConsumerRequests consumerRequests;
    private final ClassicRequests classicRequests;
    private final OffsetStore store;
    private final OffsetExpiry expiry;
    private final Rebalance rebalance;
    private final JoinRequests joins;
    private final SyncRequests syncs;
    private final Departures departures;
    private final CommitRequests commits;
    private final Administration administration;
    private final Failover failover;
    private final TransactionalCommits transactional;
    private final Chance.Stream survival;

    /**
     * @param survivalDraws decides by (member, commit) which commits survive a move that are not replicated: 0 survives
     * @param quiet is told before heartbeats may be answered otherwise than before
     */
    public GroupCoordinator(
            Simulation simulation,
            GroupConfig config,
            Topology topology,
            MemberIds memberIds,
            Chance.Stream survivalDraws,
            FactSink facts,
            QuietMembers quiet) {
        around = new Surroundings(simulation, config, topology, memberIds, facts, quiet);
        group = new ClassicGroup(around);
        consumer = new ConsumerProtocol(around.ofConsumerProtocol());
        CurrentGroup current = new CurrentGroup(topology, group, consumer);
        store = new OffsetStore(around);
        expiry = new OffsetExpiry(around, current, store);
        group.onStateChange(expiry::reschedule);
        consumer.onSubscriptionChange(expiry::reschedule);
        rebalance = new Rebalance(around, group);
        departures = new Departures(group, rebalance);
        classicRequests = new ClassicRequests(around, consumer, store);
        joins = new JoinRequests(around, current, rebalance, departures, classicRequests);
        syncs = new SyncRequests(around, group, rebalance);
        commits = new CommitRequests(around, current, store, expiry);
        administration = new Administration(around, current, store, expiry);
        failover = new Failover(around, current, rebalance, syncs, store, survivalDraws, departures);
        Migration migration = new Migration(around, current, rebalance, syncs, departures);
        consumer.onDowngrade(migration);
        consumerRequests = new ConsumerRequests(consumer, migration, store);
        survival = survivalDraws;
        transactional = new TransactionalCommits(around, store, expiry, this::whyNotInTransaction, failover::isLoading);
    }

    /** @throws IllegalArgumentException for a request that does not concern a group */
    @Override
    public void receive(Request request, Origin origin, Connection.Reply reply) {
        if (request instanceof Request.FindCoordinator) {
            failover.discoveredBy(origin);
            reply.answer(FOUND);
            return;
        }
        if (request instanceof Request.FindCoordinatorOf) {
            transactional.discoveredBy(origin);
            reply.answer(FOUND);
            return;
        }
        if (request instanceof Request.TxnOffsetCommit commit) {
            transactional.receive(commit, origin, reply);
            return;
        }
        Errors obstacle = failover.obstacle(origin);
        if (obstacle == Errors.NONE) {
            dispatch(request, origin, reply);
        } else {
            refuse(request, origin, obstacle, reply);
        }
    }

    private void dispatch(Request request, Origin origin, Connection.Reply reply) {
        if (consumer.exists() && answersInConsumerGroup(request, reply)) {
            return;
        }
        if (request instanceof Request.OffsetCommit commit) {
            commits.receive(commit, origin, reply);
        } else if (request instanceof Request.Heartbeat heartbeat) {
            beat(heartbeat, reply);
        } else if (request instanceof Request.ConsumerGroupHeartbeat heartbeat) {
            consumerRequests.receive(heartbeat, origin, reply);
        } else if (request instanceof Request.JoinGroup join) {
            joins.receive(join, origin, reply);
        } else if (request instanceof Request.SyncGroup sync) {
            syncs.receive(sync, reply);
        } else if (request instanceof Request.LeaveGroup leave) {
            departures.receive(leave, reply);
        } else if (request instanceof Request.OffsetFetch fetch) {
            fetch(fetch, reply);
        } else {
            throw notForGroups(request);
        }
    }

    /** What members of the classic protocol ask of a group of the consumer protocol; joining may also end such a group. */
    private boolean answersInConsumerGroup(Request request, Connection.Reply reply) {
        if (request instanceof Request.Heartbeat heartbeat) {
            classicRequests.beat(heartbeat, reply);
        } else if (request instanceof Request.SyncGroup sync) {
            classicRequests.sync(sync, reply);
        } else if (request instanceof Request.LeaveGroup leave) {
            classicRequests.leave(leave, reply);
        } else {
            return false;
        }
        return true;
    }

    private void refuse(Request request, Origin origin, Errors error, Connection.Reply reply) {
        if (request instanceof Request.OffsetCommit commit) {
            commits.refuse(commit, origin, error, reply);
        } else if (request instanceof Request.Heartbeat) {
            reply.answer(new Answer.Heartbeat(error));
        } else if (request instanceof Request.ConsumerGroupHeartbeat) {
            reply.answer(Answer.ConsumerGroupHeartbeat.failed(error));
        } else if (request instanceof Request.JoinGroup join) {
            reply.answer(Answer.JoinGroup.failed(error, join.memberId()));
        } else if (request instanceof Request.SyncGroup) {
            reply.answer(new Answer.SyncGroup(error, "", Request.Assignment.EMPTY));
        } else if (request instanceof Request.LeaveGroup) {
            reply.answer(new Answer.LeaveGroup(error));
        } else if (request instanceof Request.OffsetFetch) {
            reply.answer(Answer.OffsetFetch.failed(error));
        } else {
            throw notForGroups(request);
        }
    }

    private static IllegalArgumentException notForGroups(Request request) {
        return new IllegalArgumentException("a group coordinator does not answer " + request.kind());
    }

    private void beat(Request.Heartbeat request, Connection.Reply reply) {
        Errors error = group.validateMember(request.memberId(), request.instanceId());
        Member member = group.roster().find(request.memberId());
        if (member == null || error != Errors.NONE) {
            reply.answer(new Answer.Heartbeat(error));
        } else if (request.generation() != group.generation()) {
            reply.answer(new Answer.Heartbeat(Errors.ILLEGAL_GENERATION));
        } else {
            member.renewSession();
            reply.answer(group.state().hasGeneration() ? ALIVE : new Answer.Heartbeat(Errors.REBALANCE_IN_PROGRESS));
        }
    }

    private void fetch(Request.OffsetFetch request, Connection.Reply reply) {
        Errors error = consumer.exists() ? consumer.validate(request) : Errors.NONE;
        if (error == Errors.NONE && transactional.isUnstable(request.partitions())) {
            error = Errors.UNSTABLE_OFFSET_COMMIT;
        }
        if (error != Errors.NONE) {
            reply.answer(Answer.OffsetFetch.failed(error));
            return;
        }
        List<Answer.@Nullable Stored> stored =
                new ArrayList<>(request.partitions().size());
        for (int partition : request.partitions()) {
            stored.add(store.offsets().stored(partition));
        }
        store.unreplicated()
                .answerBehind(
                        reply,
                        new Answer.OffsetFetch(Errors.NONE, request.partitions(), stored),
                        Answer.OffsetFetch.failed(Errors.NOT_COORDINATOR));
    }

    /** Whether this heartbeat would now be answered NONE and change nothing but the end of the member's session. */
    public boolean answersQuietly(String memberId, @Nullable String instanceId, int generation) {
        Member member = group.roster().find(memberId);
        return member != null
                && group.state().hasGeneration()
                && generation == group.generation()
                && group.validateMember(memberId, instanceId) == Errors.NONE
                && failover.obstacle(member.origin) == Errors.NONE;
    }

    /** As {@link #answersQuietly(String, String, int)}, for a heartbeat of the consumer protocol, which may say more. */
    public boolean answersQuietly(Request.ConsumerGroupHeartbeat heartbeat) {
        Origin origin = consumer.originOf(heartbeat.memberId());
        return origin != null
                && consumer.invalid(heartbeat) == Errors.NONE
                && consumer.answersQuietly(heartbeat)
                && failover.obstacle(origin) == Errors.NONE;
    }

    /** Gives the group to another coordinator, which needs so long to load it. */
    public void move(long loadMicros) {
        failover.move(loadMicros);
        transactional.moved(survival);
    }

    private Errors whyNotInTransaction(Request.TxnOffsetCommit request) {
        return consumer.exists()
                ? CommitValidation.check(consumer, request, i -> around.storable(request.offsets(), i) == Errors.NONE)
                : CommitValidation.check(group, request);
    }

    /** Who is asked before a TxnOffsetCommit is looked at; as long as nobody is, all of them are refused. */
    public void transactions(Transactions coordinator) {
        transactional.askBefore(coordinator);
    }

    /** A transaction of a producer has ended: its marker is written to the group's offsets (S7.11). */
    public void endTransaction(long producerId, boolean commit) {
        transactional.end(producerId, commit);
    }

    /** Stores an offset without asking and for good, on behalf of a member: what no client can do, but a bound may. */
    public void commitDirectly(int partition, long offset, int member) {
        if (!consumer.exists() && group.isIn(GroupState.DEAD) && !failover.isLoading()) {
            group.create();
        }
        store.commitForGood(partition, offset, member, generationOf(member));
        expiry.stored(partition);
    }

    /** The stored offset, or -1. */
    public long committed(int partition) {
        return store.offsets().get(partition);
    }

    /** The stored offset with its metadata and leader epoch, or null. */
    public Answer.@Nullable Stored stored(int partition) {
        return store.offsets().stored(partition);
    }

    /** Topics have come, gone or grown; a group of the consumer protocol will notice with the next heartbeat. */
    public void topicsChanged() {
        if (consumer.exists()) {
            around.quiet().beforeChange();
        }
    }

    /** The topic of these partitions is deleted, and with it their offsets (S7.8). */
    public void topicDeleted(int... partitions) {
        topicsChanged();
        for (int partition : partitions) {
            administration.delete(partition);
        }
    }

    /** The number of the current generation, or the epoch of a group of the consumer protocol; 0 before the first. */
    public int currentGeneration() {
        return consumer.exists() ? consumer.epoch() : group.generation();
    }

    /** The generation, or in the consumer protocol the epoch, with which this process may commit now; -1 for no member. */
    public int generationOf(int member) {
        return consumer.exists() ? consumer.epochOf(member) : group.generation();
    }

    /** How many members the group has, those included that are to rejoin or left for now. */
    public int memberCount() {
        return consumer.exists() ? consumer.memberCount() : group.roster().size();
    }

    /** Of the classic protocol; {@link GroupState#DEAD} also while the group is being loaded or speaks the other protocol. */
    public GroupState state() {
        return group.state();
    }

    /** Of the consumer protocol; {@link ConsumerGroupState#DEAD} if the group does not speak it. */
    public ConsumerGroupState consumerState() {
        return consumer.state();
    }

    /** Whether the group is loaded and every member has what it is to have. */
    public boolean isStable() {
        return group.isIn(GroupState.STABLE)
                || (consumer.state() == ConsumerGroupState.STABLE && !failover.isLoading());
    }

    /**
     * Who was given the partition in the current stable generation; in the consumer protocol, who may own it or has not given it up.
     */
    public @Nullable Origin owner(int partition) {
        if (consumer.exists()) {
            return consumer.owner(partition);
        }
        if (group.isIn(GroupState.STABLE)) {
            for (Member member : group.roster().all()) {
                if (member.assignment().partitions().contains(partition)) {
                    return member.origin;
                }
            }
        }
        return null;
    }

    /** Removes expired offsets now; otherwise that happens every offsets.retention.check.interval.ms. */
    public void expireOffsets() {
        expiry.expire();
    }

    /** As Admin.alterConsumerGroupOffsets: UNKNOWN_MEMBER_ID while the group has members; otherwise the first partition's error. */
    public Errors alterOffsets(Offsets offsets) {
        return failover.isLoading() ? Errors.COORDINATOR_LOAD_IN_PROGRESS : administration.alterOffsets(offsets);
    }

    /** As Admin.deleteConsumerGroupOffsets: GROUP_SUBSCRIBED_TO_TOPIC for partitions that members read. */
    public Errors deleteOffsets(int... partitions) {
        return failover.isLoading() ? Errors.COORDINATOR_LOAD_IN_PROGRESS : administration.deleteOffsets(partitions);
    }

    /** As Admin.deleteConsumerGroups: NON_EMPTY_GROUP while the group has members. */
    public Errors deleteGroup() {
        return failover.isLoading() ? Errors.COORDINATOR_LOAD_IN_PROGRESS : administration.deleteGroup();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(group).add(store).add(rebalance).add(failover).add(transactional);
        if (consumer.exists()) {
            fingerprint.add(consumer);
        }
    }
}
