package io.offsetlab.cluster;

import io.offsetlab.engine.Actor;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Request;
import org.jspecify.annotations.Nullable;

/** A connection whose traffic somebody may watch. */
final class ObservedConnection implements Connection {
    private final Actor actor;
    private final Connection connection;
    private @Nullable TrafficListener listener;

    ObservedConnection(Actor actor, Connection connection) {
        this.actor = actor;
        this.connection = connection;
    }

    void listener(TrafficListener watching) {
        listener = watching;
    }

    @Override
    public void send(Request request, Handler handler) {
        TrafficListener watching = listener;
        if (watching == null) {
            connection.send(request, handler);
        } else {
            watching.sent(request);
            connection.send(request, new Watched(watching, request, actor.now(), handler));
        }
    }

    @Override
    public void disconnect() {
        connection.disconnect();
    }

    @Override
    public void attend() {
        connection.attend();
    }

    private record Watched(TrafficListener listener, Request request, long sentAt, Handler handler) implements Handler {
        @Override
        public void onAnswer(Answer answer) {
            listener.answered(request, answer, sentAt);
            handler.onAnswer(answer);
        }

        @Override
        public void onDisconnect() {
            listener.answered(request, null, sentAt);
            handler.onDisconnect();
        }
    }
}
