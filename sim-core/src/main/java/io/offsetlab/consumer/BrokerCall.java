package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.CallKind;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks the broker one thing until it has what it wants to know or its time is over, resting longer after each failed try. */
abstract class BrokerCall extends Call implements Connection.Handler {
    private final Client client;
    private final ClientContext context;
    private final Request request;
    private final long deadlineAt;
    private boolean inFlight;
    private int retries;
    private long notBefore;

    BrokerCall(Client client, CallKind kind, Request request, long timeoutMicros) {
        super(kind);
        this.client = client;
        this.context = client.context();
        this.request = request;
        this.deadlineAt = context.now() + timeoutMicros;
    }

    final ClientContext context() {
        return context;
    }

    /** What the call returns, or null as long as it is not known. */
    abstract @Nullable Object known();

    /** Takes in an answer; returns false if the broker has to be asked again. */
    abstract boolean takes(Answer answer);

    /** The sentence of the exception when the time is over. */
    abstract String late();

    @Override
    protected void advance() {
        Object known = known();
        if (known != null) {
            end(known);
        } else if (context.now() >= deadlineAt) {
            fail(new TimeoutException(late()));
        } else if (!inFlight && context.now() >= notBefore) {
            inFlight = true;
            context.sendToBroker(request, this);
            context.wakeAt(deadlineAt);
        } else {
            context.wakeAt(inFlight ? deadlineAt : Math.min(deadlineAt, notBefore));
        }
        RuntimeException interruption = isDone() ? null : client.signals().interruption();
        if (interruption != null) {
            fail(interruption);
        }
    }

    @Override
    public final void onAnswer(Answer answer) {
        inFlight = false;
        if (!takes(answer)) {
            rest();
        }
    }

    @Override
    public final void onDisconnect() {
        inFlight = false;
        rest();
    }

    private void rest() {
        notBefore = context.now() + context.backoffMicros(retries++, context.now());
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.addTime(deadlineAt).add(inFlight).add(retries).addTime(Math.max(notBefore, context.now()));
    }
}
