package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CallKind;
import java.util.ArrayDeque;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** The calls of one client that have not been finished, the innermost on top; it drives them on and tells of them. */
final class CallStack implements Fingerprinted {
    private final ClientContext context;
    private final Client.Driver driver;
    private final ArrayDeque<Call> calls = new ArrayDeque<>();
    private boolean progressing;
    private boolean progressAgain;

    CallStack(ClientContext context, Client.Driver driver) {
        this.context = context;
        this.driver = driver;
    }

    @Nullable
    Call top() {
        return calls.peek();
    }

    /** Whether the client has control, and not application code. */
    boolean isInCall() {
        Call call = calls.peek();
        return call != null && call.upcall() == null && !call.isDone();
    }

    boolean isPolling() {
        Call call = calls.peek();
        return call != null && call.kind() == CallKind.POLL && call.upcall() == null && !call.isDone();
    }

    Call start(Call call) {
        calls.push(call);
        if (call.kind() != CallKind.POLL) {
            context.facts().accept(new CallFact.CallEntered(context.now(), context.member(), call.kind()));
        }
        progress();
        return call;
    }

    @SuppressWarnings("ReferenceEquality") // a call is one going on, whatever it equals
    void finish(Call call) {
        if (calls.peek() != call || !call.isDone()) {
            throw new IllegalStateException("only the innermost call can be finished, once it is done");
        }
        calls.pop();
        if (call.kind() != CallKind.POLL) {
            Errors error = call.exception() == null ? Errors.NONE : CommitErrors.of(call.exception());
            context.facts().accept(new CallFact.CallLeft(context.now(), context.member(), call.kind(), error));
        }
    }

    void progress() {
        Call call = calls.peek();
        if (call == null || call.hasNews()) {
            return;
        }
        if (progressing) {
            progressAgain = true;
            return;
        }
        progressing = true;
        try {
            do {
                progressAgain = false;
                context.takeIn();
                call.advance();
            } while (progressAgain && !call.hasNews());
        } finally {
            progressing = false;
        }
        if (call.hasNews()) {
            driver.news();
        }
    }

    void catchUpPolls() {
        for (Call call : calls) {
            if (call instanceof PollingCall poll) {
                poll.catchUp();
            }
        }
    }

    void freezePolls() {
        for (Call call : calls) {
            if (call instanceof PollingCall poll) {
                poll.freeze();
            }
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(calls.size());
        for (Call call : calls) {
            fingerprint.add(call);
        }
    }
}
