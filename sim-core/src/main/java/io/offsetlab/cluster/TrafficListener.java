package io.offsetlab.cluster;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request;
import org.jspecify.annotations.Nullable;

/** Told of what a {@link ScriptedProcess} sends and of what comes back. */
public interface TrafficListener {

    void sent(Request request);

    /**
     * @param answer null if the connection broke
     * @param sentAt when the request was sent, in microseconds
     */
    void answered(Request request, @Nullable Answer answer, long sentAt);
}
