package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.CallKind;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** beginningOffsets, endOffsets and offsetsForTimes: asks the broker until it knows all partitions or the time is over. */
final class OffsetsCall extends Call implements Connection.Handler {
    private final Client client;
    private final ClientContext context;
    private final Request.ListOffsets request;
    private final long deadlineAt;
    private boolean inFlight;
    private int retries;
    private long notBefore;
    private @Nullable List<Answer.Found> found;

    OffsetsCall(Client client, Request.ListOffsets request, long timeoutMicros) {
        super(CallKind.LIST_OFFSETS);
        this.client = client;
        this.context = client.context();
        this.request = request;
        this.deadlineAt = context.now() + timeoutMicros;
    }

    @Override
    protected void advance() {
        if (found != null || request.partitions().isEmpty()) {
            end(found == null ? List.of() : found);
        } else if (context.now() >= deadlineAt) {
            fail(new TimeoutException("Failed to get offsets by times"));
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
    public void onAnswer(Answer answer) {
        inFlight = false;
        List<Answer.Found> listed = ((Answer.ListOffsets) answer).found();
        if (listed.stream().allMatch(each -> each.error() == Errors.NONE)) {
            found = listed;
        } else {
            notBefore = context.now() + context.backoffMicros(retries++, context.now());
        }
    }

    @Override
    public void onDisconnect() {
        inFlight = false;
        notBefore = context.now() + context.backoffMicros(retries++, context.now());
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint
                .add(request.partitions().hashCode())
                .add(request.timestamps().hashCode())
                .addTime(deadlineAt);
        fingerprint.add(inFlight).add(retries).addTime(Math.max(notBefore, context.now()));
        fingerprint.add(found == null ? -1 : found.size());
    }
}
