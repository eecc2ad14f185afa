package io.offsetlab.consumer.classic;

import io.offsetlab.consumer.Call;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.ClientContext;
import io.offsetlab.consumer.CommitErrors;
import io.offsetlab.consumer.Membership.Step;
import io.offsetlab.consumer.Upcall;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.GroupFact;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.errors.GroupMaxSizeReachedException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** One attempt after another to get through JoinGroup and SyncGroup, driven by polls (AbstractCoordinator.joinGroupIfNeeded). */
final class JoinRound implements Fingerprinted {
    private final ClassicMembership membership;
    private final Client client;
    private final ClientContext context;
    private final Assignors assignors;
    private boolean inFlight;
    private long notBefore;
    private int retries;
    private int attempt;
    private int @Nullable [] assignment;
    private final TreeSet<String> groupTopics = new TreeSet<>();
    private List<Integer> assignedOf = List.of();
    private String protocolName = "";
    private boolean revocationTold;
    private boolean inCallback;
    private boolean toTellAgain;
    private @Nullable List<String> joinedTopics;

    JoinRound(ClassicMembership membership, Client client, Assignors assignors) {
        this.membership = membership;
        this.client = client;
        this.context = client.context();
        this.assignors = assignors;
    }

    /** Whether a join has begun and its assignment is not in force yet. */
    boolean isUnderWay() {
        return inFlight || assignment != null;
    }

    /** Forgets the attempt; late answers to it are ignored. */
    void abandon() {
        attempt++;
        inFlight = false;
        assignment = null;
        revocationTold = false;
        toTellAgain = false;
    }

    /** Whether the application was told what it loses, and is still to be told what it gets. */
    boolean hasMoreToTell() {
        return revocationTold && assignment != null;
    }

    /** The callback threw: onJoinComplete is not over, and the next poll goes through it again. */
    void callbackThrew() {
        toTellAgain = inCallback;
        inCallback = false;
    }

    /** Whether the application has to be told once more of an assignment that it threw at. */
    boolean mustTellAgain() {
        inCallback = false;
        toTellAgain &= membership.identity().generation() >= 0;
        return toTellAgain;
    }

    /** The partitions are assigned already, so nothing is new any more. */
    Step tellAgain(Call call) {
        toTellAgain = false;
        inCallback = true;
        call.stopFor(new Upcall.Assigned(new int[0]));
        return Step.UPCALL;
    }

    /** Whether the member has joined, or is joining, for other topics than these. */
    boolean joinedForOthers(List<String> topics) {
        return joinedTopics != null && !new TreeSet<>(joinedTopics).equals(new TreeSet<>(topics));
    }

    /**
     * Drops an assignment whose membership was lost before the application was told of it, and forgets who this member was
     * (AbstractCoordinator.joinGroupIfNeeded).
     */
    void dropIfOutdated() {
        Identity identity = membership.identity();
        boolean valid = identity.generation() >= 0 && identity.state() == MemberState.STABLE;
        if (assignment != null && !revocationTold && !valid) {
            assignment = null;
            identity.reset(true);
        }
    }

    /** Whether the application was told what is revoked and not yet what is assigned; nothing comes between the two. */
    boolean isCompleting() {
        return assignment != null && revocationTold;
    }

    Step step(Call call) {
        if (assignment != null) {
            return complete(call, assignment);
        }
        if (!inFlight) {
            if (context.now() < notBefore) {
                context.wakeAt(notBefore);
            } else {
                join();
            }
        }
        return Step.WAITING;
    }

    private void join() {
        inFlight = true;
        joinedTopics = membership.topics();
        Identity identity = membership.identity();
        identity.joining();
        context.sendToCoordinator(
                new Request.JoinGroup(
                        identity.memberId(),
                        context.config().instanceId(),
                        context.config().sessionTimeoutMicros(),
                        context.config().maxPollIntervalMicros(),
                        assignors.protocols(
                                membership.topics(), client.positions().assigned(), identity.generation())),
                new Joined(++attempt));
    }

    private void sync(Answer.JoinGroup joined) {
        Map<String, Request.Assignment> assignments = new LinkedHashMap<>();
        groupTopics.clear();
        joined.members()
                .forEach(member -> groupTopics.addAll(member.subscription().topics()));
        assignedOf = context.metadata().knownOf(groupTopics);
        if (!joined.members().isEmpty() && !joined.skipAssignment()) {
            assignments = assignors.assign(joined.protocolName(), joined.members());
        }
        context.sendToCoordinator(
                new Request.SyncGroup(
                        joined.memberId(), context.config().instanceId(), joined.generation(), assignments),
                new Synced(attempt, joined.generation()));
    }

    /** Whether this member has made the assignment in force, and other partitions are known by now. */
    boolean isAssignmentOutdated() {
        return !groupTopics.isEmpty()
                && !context.metadata().knownOf(groupTopics).equals(assignedOf);
    }

    /** onJoinComplete: the assignment takes effect and the application is told. */
    private Step complete(Call call, int[] partitions) {
        if (!isSubscribedToAll(partitions)) {
            return outdated();
        }
        int[] owned = client.positions().assigned();
        if (assignors.isCooperative() && !revocationTold && without(owned, partitions).length > 0) {
            return revoke(call, without(owned, partitions));
        }
        assignment = null;
        Identity identity = membership.identity();
        if (revocationTold) {
            revocationTold = false;
            identity.requestRejoin();
        }
        retries = 0;
        membership.onJoinComplete();
        client.commits().restartAutoCommitTimer();
        assignors.onAssignment(protocolName, partitions, identity.generation(), identity.memberId());
        client.positions().assign(context.byName(partitions));
        int[] added = without(client.positions().assigned(), owned);
        context.facts().accept(new GroupFact.Assigned(context.now(), context.member(), identity.generation(), added));
        inCallback = true;
        call.stopFor(new Upcall.Assigned(context.byName(added)));
        return Step.UPCALL;
    }

    private boolean isSubscribedToAll(int[] partitions) {
        for (int partition : partitions) {
            if (!membership
                    .topics()
                    .contains(context.partitions().get(partition).topic())) {
                return false;
            }
        }
        return true;
    }

    /** The subscription has changed since the member joined: the assignment is dropped and the next poll joins again. */
    private Step outdated() {
        assignment = null;
        membership.onJoinComplete();
        membership.identity().requestRejoin();
        return Step.WAITING;
    }

    /** Cooperative: what moves is given up before the assignment takes effect, and a second join follows. */
    private Step revoke(Call call, int[] moving) {
        revocationTold = true;
        context.facts().accept(new GroupFact.Revoked(context.now(), context.member(), moving));
        call.stopFor(new Upcall.Revoked(context.byName(moving)));
        return Step.UPCALL;
    }

    private static int[] without(int[] partitions, int[] others) {
        int[] left = new int[partitions.length];
        int count = 0;
        for (int partition : partitions) {
            if (!contains(others, partition)) {
                left[count++] = partition;
            }
        }
        return Arrays.copyOf(left, count);
    }

    private static boolean contains(int[] partitions, int sought) {
        for (int partition : partitions) {
            if (partition == sought) {
                return true;
            }
        }
        return false;
    }

    private void retryAtOnce() {
        inFlight = false;
        notBefore = context.now();
    }

    private void retryLater() {
        inFlight = false;
        notBefore = context.now() + context.backoffMicros(retries++, attempt);
        context.wakeAt(notBefore);
    }

    private void onError(Errors error) {
        Identity identity = membership.identity();
        identity.failedToJoin();
        if (CommitErrors.isRetriable(error)) {
            if (error != Errors.COORDINATOR_LOAD_IN_PROGRESS) {
                client.lookup().markUnknown();
            }
            retryLater();
            return;
        }
        switch (error) {
            case UNKNOWN_MEMBER_ID -> identity.reset(true);
            case ILLEGAL_GENERATION -> identity.reset(false);
            case REBALANCE_IN_PROGRESS -> {}
            case GROUP_MAX_SIZE_REACHED ->
                membership.fail(new GroupMaxSizeReachedException("Consumer group "
                        + context.config().groupId() + " already has the configured maximum number of members."));
            default -> membership.fail(error.exception());
        }
        retryAtOnce();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint
                .add(inFlight)
                .add(inCallback)
                .add(toTellAgain)
                .add(revocationTold)
                .addText(protocolName)
                .add(groupTopics.size())
                .add(assignedOf.hashCode())
                .add(retries)
                .add(joinedTopics == null ? -1 : joinedTopics.hashCode())
                .addTime(Math.max(notBefore, context.now()));
        fingerprint.add(assignment == null ? -1 : assignment.length);
        if (assignment != null) {
            for (int partition : assignment) {
                fingerprint.add(partition);
            }
        }
    }

    private final class Joined implements Connection.Handler {
        private final int mine;

        Joined(int mine) {
            this.mine = mine;
        }

        @Override
        public void onAnswer(Answer answer) {
            if (mine != attempt) {
                return;
            }
            Answer.JoinGroup joined = (Answer.JoinGroup) answer;
            if (joined.error() == Errors.NONE && membership.identity().state() != MemberState.PREPARING_REBALANCE) {
                // membership was lost meanwhile, and this JoinGroup told of partitions that were lost with it
                membership.identity().failedToJoin();
                retryLater();
            } else if (joined.error() == Errors.NONE) {
                membership.identity().joined(joined.memberId(), joined.generation());
                protocolName = joined.protocolName();
                membership.heartbeats().start();
                sync(joined);
            } else if (joined.error() == Errors.MEMBER_ID_REQUIRED) {
                membership.identity().named(joined.memberId());
                retryAtOnce();
            } else {
                onError(joined.error());
            }
        }

        @Override
        public void onDisconnect() {
            if (mine == attempt) {
                onError(Errors.NETWORK_EXCEPTION);
            }
        }
    }

    private final class Synced implements Connection.Handler {
        private final int mine;
        private final int generation;

        Synced(int mine, int generation) {
            this.mine = mine;
            this.generation = generation;
        }

        @Override
        public void onAnswer(Answer answer) {
            if (mine != attempt) {
                return;
            }
            Answer.SyncGroup synced = (Answer.SyncGroup) answer;
            if (synced.error() != Errors.NONE) {
                onError(synced.error());
            } else if (membership.identity().generation() != generation) {
                membership.identity().failedToJoin();
                retryAtOnce();
            } else {
                inFlight = false;
                membership.identity().synced();
                assignment = synced.assignment().partitions().stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
            }
        }

        @Override
        public void onDisconnect() {
            if (mine == attempt) {
                onError(Errors.NETWORK_EXCEPTION);
            }
        }
    }
}
