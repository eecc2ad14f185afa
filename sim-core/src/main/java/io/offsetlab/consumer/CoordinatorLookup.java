package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Request;
import org.apache.kafka.common.protocol.Errors;

/** Whether the client knows its coordinator, and the search for it (AbstractCoordinator's ensureCoordinatorReady). */
public final class CoordinatorLookup implements Fingerprinted {
    private final ClientContext context;
    private boolean known;
    private boolean asked;
    private long notBefore;
    private int failures;
    private int lookups;
    private boolean keepsConnection;

    CoordinatorLookup(ClientContext context) {
        this.context = context;
    }

    /** From now on a coordinator that turns out to be none goes on answering what it was asked (CoordinatorRequestManager). */
    public void keepConnection() {
        keepsConnection = true;
    }

    public boolean isKnown() {
        return known;
    }

    /** The coordinator moved, or its connection broke. Unless the connection is kept, commits in flight there end without an answer. */
    public void markUnknown() {
        if (known) {
            known = false;
            context.actor().backlog().surface();
            if (!keepsConnection) {
                context.disconnectCoordinator();
            }
        }
    }

    /** Starts a search unless one is under way or it is too early for another; returns whether the coordinator is known. */
    public boolean ensureKnown() {
        if (known || asked) {
            return known;
        }
        if (context.now() < notBefore) {
            context.wakeAt(notBefore);
            return false;
        }
        asked = true;
        lookups++;
        context.sendToBroker(new Request.FindCoordinator(), new Found());
        return false;
    }

    private void failed(Errors error) {
        context.client().commits().lookupFailed(error);
        notBefore = context.now() + context.backoffMicros(failures++, lookups);
        context.wakeAt(notBefore);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint
                .add(known)
                .add(asked)
                .addTime(Math.max(notBefore, context.now()))
                .add(failures);
    }

    private final class Found implements Connection.Handler {
        @Override
        public void onAnswer(Answer answer) {
            asked = false;
            if (answer.error() == Errors.NONE) {
                known = true;
                failures = 0;
            } else {
                failed(answer.error());
            }
        }

        @Override
        public void onDisconnect() {
            asked = false;
            failed(Errors.NETWORK_EXCEPTION);
        }
    }
}
