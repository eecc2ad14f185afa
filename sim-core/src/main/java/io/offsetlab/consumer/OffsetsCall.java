package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.CallKind;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** beginningOffsets, endOffsets and offsetsForTimes: asks the broker until it knows all partitions. */
final class OffsetsCall extends BrokerCall {
    private final Request.ListOffsets request;
    private @Nullable List<Answer.Found> found;

    OffsetsCall(Client client, Request.ListOffsets request, long timeoutMicros) {
        super(client, CallKind.LIST_OFFSETS, request, timeoutMicros);
        this.request = request;
        found = request.partitions().isEmpty() ? List.of() : null;
    }

    @Override
    @Nullable
    Object known() {
        return found;
    }

    @Override
    boolean takes(Answer answer) {
        List<Answer.Found> listed = ((Answer.ListOffsets) answer).found();
        boolean complete = listed.stream().allMatch(each -> each.error() == Errors.NONE);
        found = complete ? listed : null;
        return complete;
    }

    @Override
    String late() {
        return "Failed to get offsets by times";
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint
                .add(request.partitions().hashCode())
                .add(request.timestamps().hashCode())
                .add(found == null ? -1 : found.size());
    }
}
