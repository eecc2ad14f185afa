package io.offsetlab.consumer.classic;

import io.offsetlab.consumer.Call;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.ClientContext;
import io.offsetlab.consumer.CommitErrors;
import io.offsetlab.consumer.Commits;
import io.offsetlab.consumer.Membership.Step;
import io.offsetlab.consumer.Upcall;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.GroupFact;
import java.util.Arrays;
import org.apache.kafka.common.protocol.Errors;

/**
 * What a member does before JoinGroup (ConsumerCoordinator.onJoinPrepare): auto-commit commits all positions and is waited for
 * over polls; then with an eager protocol, which hands out nothing meanwhile, everything owned is revoked, with a cooperative one
 * only what is no longer subscribed (S2.8). If membership is gone already, everything is lost.
 */
final class JoinPreparation implements Fingerprinted, Commits.Outcome {
    private final ClassicMembership membership;
    private final Client client;
    private final ClientContext context;
    private Stage stage = Stage.DUE;
    private boolean commitInFlight;
    private long commitUntil;
    private long notBefore;
    private int retries;
    private boolean everJoined;
    private int resetsSeen;
    private final boolean cooperative;
    private int[] kept = new int[0];

    private enum Stage {
        DUE,
        COMMITTING,
        TO_REVOKE,
        IN_CALLBACK,
        DONE
    }

    JoinPreparation(ClassicMembership membership, Client client, boolean cooperative) {
        this.cooperative = cooperative;
        this.membership = membership;
        this.client = client;
        this.context = client.context();
    }

    Step step(Call call) {
        if (stage == Stage.DONE && isOutdated()) {
            stage = Stage.DUE;
        }
        if (stage == Stage.DUE) {
            begin();
        }
        if (stage == Stage.COMMITTING) {
            commit();
        }
        if (stage == Stage.COMMITTING) {
            return Step.WAITING;
        }
        if (stage == Stage.TO_REVOKE) {
            stage = Stage.IN_CALLBACK;
            boolean healthy = membership.identity().generation() >= 0;
            resetsSeen = membership.identity().resets();
            kept = cooperative && healthy ? subscribed() : new int[0];
            boolean unmoved = cooperative && kept.length == client.positions().assigned().length;
            if (everJoined && !unmoved && giveUp(call, healthy) == Step.UPCALL) {
                return Step.UPCALL;
            }
        }
        callbackReturned();
        return Step.READY;
    }

    /** Membership was lost since: what was kept is lost with it (AbstractCoordinator.resetStateAndRejoin). */
    private boolean isOutdated() {
        return membership.identity().resets() != resetsSeen;
    }

    private int[] subscribed() {
        return Arrays.stream(client.positions().assigned())
                .filter(partition -> membership
                        .topics()
                        .contains(context.partitions().get(partition).topic()))
                .toArray();
    }

    /** The join is complete; the next one has to be prepared again. */
    void rearm() {
        stage = Stage.DUE;
        everJoined = true;
    }

    /**
     * What the application was told takes effect, whatever has become of the coordinator meanwhile; so it does if it threw
     * (AbstractCoordinator.joinGroupIfNeeded clears needsJoinPrepare first).
     *
     * @return whether it was being told
     */
    boolean callbackReturned() {
        if (stage != Stage.IN_CALLBACK) {
            return false;
        }
        client.positions().assign(context.byName(kept));
        stage = Stage.DONE;
        return true;
    }

    private void begin() {
        if (!cooperative) {
            client.positions().markAllPendingRevocation();
        }
        boolean commits = context.config().autoCommit()
                && membership.commitObstacle() == null
                && !client.positions().allConsumed().isEmpty();
        commitUntil = context.now() + context.config().maxPollIntervalMicros();
        retries = 0;
        notBefore = context.now();
        stage = commits ? Stage.COMMITTING : Stage.TO_REVOKE;
    }

    private void commit() {
        if (context.now() >= commitUntil || membership.commitObstacle() != null) {
            stage = Stage.TO_REVOKE;
        } else {
            if (!commitInFlight && context.now() >= notBefore) {
                Offsets consumed = client.positions().allConsumed();
                commitInFlight = true;
                client.commits().send(consumed, CommitKind.AUTO_REBALANCE, this);
            }
            context.wakeAt(commitInFlight ? commitUntil : Math.min(notBefore, commitUntil));
        }
    }

    @Override
    public void ended(Errors error) {
        commitInFlight = false;
        if (stage != Stage.COMMITTING) {
            return;
        }
        if (CommitErrors.isRetriable(error)) {
            notBefore = context.now() + context.backoffMicros(retries++, context.now());
        } else {
            stage = Stage.TO_REVOKE;
        }
    }

    /** Tells the application that it owns nothing any more; with an eager protocol even if it owned nothing. */
    Step giveUpAll(Call call, boolean healthy) {
        kept = new int[0];
        return giveUp(call, healthy);
    }

    private Step giveUp(Call call, boolean healthy) {
        int[] owned = Arrays.stream(client.positions().assigned())
                .filter(partition -> Arrays.binarySearch(kept, partition) < 0)
                .toArray();
        if (healthy) {
            context.facts().accept(new GroupFact.Revoked(context.now(), context.member(), owned));
            call.stopFor(new Upcall.Revoked(context.byName(owned)));
            return Step.UPCALL;
        }
        if (owned.length > 0) {
            context.facts().accept(new GroupFact.Lost(context.now(), context.member(), owned));
            call.stopFor(new Upcall.Lost(context.byName(owned)));
            return Step.UPCALL;
        }
        return Step.READY;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint
                .add(stage.ordinal())
                .add(commitInFlight)
                .add(retries)
                .add(everJoined)
                .add(isOutdated());
        if (stage == Stage.COMMITTING) {
            fingerprint.addTime(commitUntil).addTime(Math.max(notBefore, context.now()));
        }
        fingerprint.add(kept.length);
        for (int partition : kept) {
            fingerprint.add(partition);
        }
    }
}
