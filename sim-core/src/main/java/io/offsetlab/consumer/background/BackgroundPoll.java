package io.offsetlab.consumer.background;

import io.offsetlab.consumer.Batch;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.ClientContext;
import io.offsetlab.consumer.PollingCall;
import io.offsetlab.consumer.Upcall;
import io.offsetlab.engine.Fingerprint;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * poll(Duration) in the order of AsyncKafkaConsumer: hands the background thread its part, runs callbacks, takes records; again and
 * again until there are some or the time is over. Whether the background thread looks at the positions before or after the records
 * are taken is a race (S2.19).
 */
final class BackgroundPoll extends PollingCall {
    private final Client client;
    private final ClientContext context;
    private final BackgroundMembership membership;
    private final EventPass events;
    private boolean passing;
    private boolean skipped;
    private boolean snapshotLate;
    private boolean inCommitCallback;
    private boolean waiting;

    BackgroundPoll(Client client, BackgroundMembership membership, long timeoutMicros, boolean idle) {
        super(client, timeoutMicros, idle);
        this.client = client;
        this.context = client.context();
        this.membership = membership;
        this.events = new EventPass(membership, context);
    }

    @Override
    protected void advance() {
        RuntimeException byCallback = commitCallbackException();
        if (byCallback != null) {
            endWith(byCallback instanceof KafkaException ? byCallback : new KafkaException(byCallback));
            return;
        }
        callbackReturned();
        if (waiting) {
            waiting = false;
            collect();
        }
        while (!hasNews()) {
            if (!passing && client.signals().takeWakeup()) {
                endWith(new WakeupException());
            } else {
                pass();
                if (!hasNews() && !needsFurtherPass()) {
                    waitOrEnd();
                    return;
                }
            }
        }
    }

    private void callbackReturned() {
        RuntimeException thrown = takeCallbackException();
        if (inCommitCallback) {
            inCommitCallback = false;
        } else {
            events.returned(thrown);
        }
    }

    private void pass() {
        if (!passing) {
            passing = true;
            followMetadata();
            events.begin();
            submit();
        }
        if (stopsForCallback()) {
            return;
        }
        passing = false;
        RuntimeException failure = events.takeError();
        if (failure == null) {
            failure = client.finder().takeError();
        }
        if (failure == null) {
            collect();
        } else {
            endWith(failure);
        }
    }

    private void followMetadata() {
        long next = context.metadata().lookIfDue(context.now(), context.config());
        if (next < Long.MAX_VALUE) {
            context.wakeAt(next);
            client.subscription().follow();
        }
    }

    /** The background thread's part, which another poll may still have left to do. */
    private void submit() {
        skipped = !membership.takesPoll(client.fetcher().holdsUntouched());
        snapshotLate = false;
        if (!skipped) {
            boolean races = events.isEmpty()
                    && !client.commits().hasCallbacks()
                    && client.positions().allValid()
                    && client.finder().knowsLeaders()
                    && client.fetcher().holdsSomething();
            snapshotLate = membership.onPoll(races);
        }
    }

    private boolean stopsForCallback() {
        Upcall due = client.commits().nextCallback();
        inCommitCallback = due != null;
        if (due == null) {
            due = events.next(true);
        }
        if (due != null) {
            stopForApplication(due);
        }
        return due != null;
    }

    private void collect() {
        Batch batch;
        try {
            batch = client.fetcher().collect();
        } catch (OffsetOutOfRangeException outOfRange) {
            endWith(outOfRange);
            return;
        }
        if (snapshotLate) {
            snapshotLate = false;
            membership.snapshot();
        }
        if (!batch.isEmpty() || client.fetcher().hasMoved()) {
            client.fetcher().maybeFetch();
            endWith(batch);
        }
    }

    /** Something was found meanwhile that only the next look takes up. */
    private boolean needsFurtherPass() {
        boolean found = membership.events().count() > 0 || client.commits().hasCallbacks();
        return !isOver() && (skipped || found || membership.lacksPositions());
    }

    private void waitOrEnd() {
        RuntimeException interruption = client.signals().interruptionWithoutWakeup();
        if (interruption != null) {
            endWith(interruption);
        } else if (isOver()) {
            endEmpty();
        } else {
            waiting = true;
            client.fetcher().maybeFetch();
            membership.wakeForAutoCommit();
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(passing).add(skipped).add(snapshotLate).add(inCommitCallback);
        fingerprint.add(waiting).add(events);
    }
}
