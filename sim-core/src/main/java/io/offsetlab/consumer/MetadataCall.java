package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.CallKind;
import org.jspecify.annotations.Nullable;

/** partitionsFor and listTopics: asks the broker what is there. */
final class MetadataCall extends BrokerCall {
    private boolean answered;

    MetadataCall(Client client, long timeoutMicros) {
        super(client, CallKind.LIST_TOPICS, new Request.Metadata(), timeoutMicros);
    }

    @Override
    @Nullable
    Object known() {
        return answered ? context().metadata().known() : null;
    }

    @Override
    boolean takes(Answer answer) {
        answered = true;
        context().metadata().look(context().now());
        return true;
    }

    @Override
    String late() {
        return "Timeout expired while fetching topic metadata";
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(answered);
    }
}
