package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * poll(Duration) in the order of ClassicKafkaConsumer: callbacks of commits, the coordinator's part, auto-commit, positions, then
 * records.
 */
final class PollCall extends PollingCall {
    private final Client client;
    private final ClientContext context;
    private final PollDriven membership;
    private @Nullable RuntimeException thrown;
    /** Whether this step has looked after the network before it looks for records. */
    private boolean networked;

    PollCall(Client client, PollDriven membership, long timeoutMicros, boolean idle) {
        super(client, timeoutMicros, idle);
        this.client = client;
        this.context = client.context();
        this.membership = membership;
    }

    @Override
    protected void advance() {
        RuntimeException byCallback = commitCallbackException();
        if (byCallback != null) {
            endWith(byCallback);
            return;
        }
        if (client.signals().takeWakeup()) {
            endWith(new WakeupException());
            return;
        }
        RuntimeException fenced = client.commits().fencedForGood();
        if (fenced != null) {
            endWith(fenced);
            return;
        }
        Upcall callback = client.commits().nextCallback();
        if (callback != null) {
            stopForApplication(callback);
            return;
        }
        followMetadata();
        networked = false;
        if (coordinate()) {
            client.finder().followLeaders();
            if (!client.positions().allValid()) {
                networked = true;
                client.finder().update();
            }
        }
        if (hasNews() || failedByPosition() || (networked && interrupted())) {
            return;
        }
        collectOrWait();
    }

    private void followMetadata() {
        long next = context.metadata().lookIfDue(context.now(), context.config());
        if (next < Long.MAX_VALUE) {
            context.wakeAt(next);
            client.subscription().follow();
        }
    }

    /** The coordinator's part; false if application code is due, or positions have to wait for a rebalance to be over. */
    private boolean coordinate() {
        RuntimeException taken = takeCallbackException();
        thrown = thrown == null ? taken : thrown;
        if (thrown != null && !membership.hasMoreToTell()) {
            endWith(membership.callbackThrew(thrown));
            return false;
        }
        if (membership.isSubscribed()) {
            Membership.Step step = membership.step(this);
            if (hasNews()) {
                tellEntered();
                armDeadline();
                return false;
            }
            RuntimeException failure = membership.takeFailure();
            if (failure != null) {
                endWith(failure);
                return false;
            }
            client.commits().sendWaiting();
            if (step != Membership.Step.READY) {
                networked = true;
                return false;
            }
            if (client.lookup().isKnown()) {
                networked = client.commits().maybeAutoCommit();
            }
        } else {
            networked = context.config().groupId() != null;
            if (context.config().autoCommit() && client.lookup().ensureKnown()) {
                client.commits().maybeAutoCommit();
            }
        }
        client.commits().sendWaiting();
        return true;
    }

    private boolean failedByPosition() {
        RuntimeException error = client.finder().takeError();
        if (error != null) {
            endWith(error);
        }
        return error != null;
    }

    private void collectOrWait() {
        Batch batch;
        try {
            batch = client.fetcher().collect();
        } catch (OffsetOutOfRangeException outOfRange) {
            endWith(outOfRange);
            return;
        }
        client.fetcher().maybeFetch();
        if (!batch.isEmpty() || client.fetcher().hasMoved()) {
            endWith(batch);
        } else if (interrupted()) {
            return;
        } else if (isOver()) {
            endEmpty();
        }
    }

    /** Records that are there already are returned to an interrupted thread: only who looks after the network notices (S10.5). */
    private boolean interrupted() {
        RuntimeException interruption = client.signals().interruptionWithoutWakeup();
        if (interruption != null) {
            endWith(interruption);
        }
        return interruption != null;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(networked).add(thrown != null);
    }
}
