package io.offsetlab.byo;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request;
import org.jspecify.annotations.Nullable;

/** What Kafka's consumer measures of its group, which the protocol decides. */
interface GroupMeters {

    void sent(Request request);

    /** @param answer null if the connection broke */
    void answered(Request request, @Nullable Answer answer, long millis);

    /** The application polls. */
    default void polled() {}
}
