package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.CallKind;
import org.apache.kafka.common.errors.TimeoutException;

/** partitionsFor and listTopics: asks the broker what is there until it answers or the time is over. */
final class MetadataCall extends Call implements Connection.Handler {
    private final Client client;
    private final ClientContext context;
    private final long deadlineAt;
    private boolean inFlight;
    private boolean answered;
    private int retries;
    private long notBefore;

    MetadataCall(Client client, long timeoutMicros) {
        super(CallKind.LIST_OFFSETS);
        this.client = client;
        this.context = client.context();
        this.deadlineAt = context.now() + timeoutMicros;
    }

    @Override
    protected void advance() {
        if (answered) {
            end(context.metadata().known());
        } else if (context.now() >= deadlineAt) {
            fail(new TimeoutException("Timeout expired while fetching topic metadata"));
        } else if (!inFlight && context.now() >= notBefore) {
            inFlight = true;
            context.sendToBroker(new Request.Metadata(), this);
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
    public void onAnswer(Answer answer) {
        answered = true;
        context.metadata().look(context.now());
    }

    @Override
    public void onDisconnect() {
        inFlight = false;
        notBefore = context.now() + context.backoffMicros(retries++, context.now());
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.addTime(deadlineAt).add(inFlight).add(answered).add(retries);
        fingerprint.addTime(Math.max(notBefore, context.now()));
    }
}
