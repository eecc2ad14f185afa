package io.offsetlab.consumer.background;

import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.background.BackgroundEvent.Reason;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Brings an assignment into force: auto-commit, revocation, assignment, acknowledgement (S2.20, S2.21, S5.13). One goes on at a time;
 * what the coordinator says meanwhile is taken up by the next one.
 */
final class Reconciliation implements Fingerprinted {
    private final Client client;
    private final Member member;
    private final ApplicationEvents events;
    private final CommitRequests commits;
    private boolean inProgress;
    private boolean rejoined;
    private LocalAssignment resolved = LocalAssignment.NONE;
    private int[] revoked = {};
    private int[] added = {};

    Reconciliation(Client client, Member member, ApplicationEvents events, CommitRequests commits) {
        this.client = client;
        this.member = member;
        this.events = events;
        this.commits = commits;
    }

    /**
     * Begins if there is something to reconcile.
     *
     * @param inPoll whether the application polls: only then may it commit and revoke
     */
    void maybeStart(boolean inPoll) {
        if (!member.is(MemberState.RECONCILING) || member.isReconciled() || inProgress) {
            return;
        }
        LocalAssignment wanted = member.target();
        LocalAssignment current = member.current();
        if (!current.isNone() && wanted.partitions().equals(current.partitions())) {
            member.current(wanted);
            member.become(MemberState.ACKNOWLEDGING);
            return;
        }
        int[] owned = client.positions().assigned();
        int[] wantedNow = wanted.numbers();
        int[] leaving = without(owned, wantedNow);
        if (inPoll || (!client.context().config().autoCommit() && leaving.length == 0)) {
            resolved = wanted;
            revoked = leaving;
            added = without(wantedNow, owned);
            start();
        }
    }

    private void start() {
        inProgress = true;
        rejoined = false;
        client.context().actor().backlog().surface();
        client.positions().markPendingRevocation(revoked);
        long deadlineAt = client.context().now() + client.context().config().maxPollIntervalMicros();
        commits.beforeRebalance(deadlineAt, this::committed);
    }

    /** The commit before the rebalance has ended, well or not. */
    private void committed() {
        if (isAborted()) {
            return;
        }
        int[] going =
                Arrays.stream(revoked).filter(client.positions()::isAssigned).toArray();
        if (going.length == 0) {
            assign();
        } else {
            client.positions().markPendingRevocation(going);
            events.add(new BackgroundEvent.Removed(Reason.RECONCILING, false, going));
        }
    }

    private void assign() {
        events.add(new BackgroundEvent.Assigned(resolved.numbers(), added));
    }

    /** onPartitionsRevoked is over. */
    void revocationCompleted(@Nullable RuntimeException thrown) {
        if (thrown != null) {
            inProgress = false;
        } else if (!isAborted()) {
            assign();
        }
    }

    /** onPartitionsAssigned is over; what is assigned may be fetched even if nobody has to be told of it any more. */
    void assignmentCompleted(@Nullable RuntimeException thrown) {
        if (thrown != null) {
            inProgress = false;
            return;
        }
        client.positions().callbackReturned();
        if (inProgress && !isAborted()) {
            member.current(resolved);
            commits.restartTimer();
            member.become(MemberState.ACKNOWLEDGING);
            inProgress = false;
        }
    }

    /** The member joins anew, so that what is being reconciled is of a membership that is over. */
    void rejoins() {
        rejoined |= inProgress;
    }

    private boolean isAborted() {
        boolean aborted = rejoined || !member.is(MemberState.RECONCILING);
        if (aborted) {
            inProgress = false;
            rejoined = false;
        }
        return aborted;
    }

    private static int[] without(int[] partitions, int[] others) {
        return Arrays.stream(partitions)
                .filter(partition -> Arrays.stream(others).noneMatch(other -> other == partition))
                .toArray();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(inProgress).add(rejoined);
        if (inProgress) {
            fingerprint.add(resolved.number() - member.target().number());
            fingerprint.add(resolved.partitions().hashCode());
            fingerprint.add(Arrays.hashCode(revoked)).add(Arrays.hashCode(added));
        }
    }
}
