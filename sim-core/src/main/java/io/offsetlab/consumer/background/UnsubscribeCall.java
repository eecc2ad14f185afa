package io.offsetlab.consumer.background;

import io.offsetlab.consumer.Call;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.ClientContext;
import io.offsetlab.consumer.Upcall;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.trace.CallKind;

/**
 * unsubscribe() of AsyncKafkaConsumer: callbacks, then the background thread says goodbye and the call waits until it is answered,
 * without a commit (S2.10). If a callback throws the member leaves all the same.
 */
final class UnsubscribeCall extends Call {
    private final Client client;
    private final ClientContext context;
    private final BackgroundMembership membership;
    private final EventPass events;
    private final long deadlineAt;
    private boolean begun;

    UnsubscribeCall(Client client, BackgroundMembership membership) {
        super(CallKind.UNSUBSCRIBE);
        this.client = client;
        this.context = client.context();
        this.membership = membership;
        this.events = new EventPass(membership, context);
        this.deadlineAt = context.now() + context.config().defaultApiTimeoutMicros();
    }

    @Override
    protected void advance() {
        if (!begun) {
            begun = true;
            client.fetcher().clear();
            membership.unsubscribe();
        }
        events.returned(takeCallbackException());
        do {
            if (events.isEmpty()) {
                events.begin();
            }
            Upcall due = events.next(false);
            if (due != null) {
                stopFor(due);
                return;
            }
        } while (membership.events().count() > 0);
        RuntimeException failure = events.takeError();
        RuntimeException interruption = failure == null ? client.signals().interruptionWithoutWakeup() : failure;
        if (interruption != null) {
            client.subscription().clear();
            fail(interruption);
        } else if (membership.hasLeft() || context.now() >= deadlineAt) {
            membership.resetGroupMetadata();
            client.subscription().clear();
            end(null);
        } else {
            context.wakeAt(deadlineAt);
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(begun).add(events).addTime(deadlineAt);
    }
}
