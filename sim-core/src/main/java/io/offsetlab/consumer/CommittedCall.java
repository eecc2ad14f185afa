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

/** committed(partitions): always asks the coordinator (S1.23). */
final class CommittedCall extends Call implements Connection.Handler {
    private final Client client;
    private final ClientContext context;
    private final List<Integer> partitions;
    private final long deadlineAt;
    private boolean inFlight;
    private int retries;
    private long notBefore;
    private @Nullable List<Answer.@Nullable Stored> offsets;
    private @Nullable RuntimeException refusal;

    CommittedCall(Client client, List<Integer> partitions, long timeoutMicros) {
        super(CallKind.COMMITTED);
        this.client = client;
        this.context = client.context();
        this.partitions = partitions;
        this.deadlineAt = context.now() + timeoutMicros;
    }

    @Override
    protected void advance() {
        boolean known = offsets != null || partitions.isEmpty();
        RuntimeException interruption = known ? null : client.signals().interruption();
        if (known) {
            end(offsets == null ? List.of() : offsets);
        } else if (refusal != null) {
            fail(refusal);
        } else if (interruption != null) {
            fail(interruption);
        } else if (context.now() >= deadlineAt) {
            fail(new TimeoutException("Timeout expired before the last committed offsets could be determined"));
        } else if (!inFlight && context.now() >= notBefore && client.lookup().ensureKnown()) {
            inFlight = true;
            Membership.CommitIdentity asking = client.membership().fetchIdentity();
            context.sendToCoordinator(
                    new Request.OffsetFetch(partitions, asking.memberId(), asking.generation()), this);
            context.wakeAt(deadlineAt);
        } else {
            context.wakeAt(Math.min(deadlineAt, Math.max(notBefore, context.now() + 1)));
        }
    }

    @Override
    public void onAnswer(Answer answer) {
        inFlight = false;
        if (answer.error() == Errors.NONE) {
            offsets = ((Answer.OffsetFetch) answer).stored();
        } else {
            if (CommitErrors.coordinatorIsGone(answer.error())) {
                client.lookup().markUnknown();
            }
            refusal = client.membership().onOffsetFetchError(answer.error());
            notBefore = context.now() + context.backoffMicros(retries++, context.now());
        }
    }

    @Override
    public void onDisconnect() {
        inFlight = false;
        client.lookup().markUnknown();
        notBefore = context.now() + context.backoffMicros(retries++, context.now());
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(partitions.hashCode()).addTime(deadlineAt).add(inFlight).add(retries);
        fingerprint.addTime(Math.max(notBefore, context.now()));
        fingerprint.add(offsets == null ? -1 : offsets.hashCode()).add(refusal != null);
    }
}
