package io.offsetlab.cluster;

import io.offsetlab.fault.Anchor.Step;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Request;
import java.util.function.Predicate;

/** A connection to the coordinator whose requests are steps that faults can be anchored to. */
final class SteppedConnection implements Connection {
    private final Connection connection;
    private final int member;
    private final FaultInjector injector;
    private final Predicate<Request> unseen;

    /** @param unseen which requests nobody sees, so that they are no steps */
    SteppedConnection(Connection connection, int member, FaultInjector injector, Predicate<Request> unseen) {
        this.connection = connection;
        this.member = member;
        this.injector = injector;
        this.unseen = unseen;
    }

    @Override
    public void send(Request request, Handler handler) {
        Step sent = Step.sent(request.kind());
        Step answered = Step.answered(request.kind());
        if (sent == null || answered == null || unseen.test(request)) {
            connection.send(request, handler);
        } else {
            injector.pass(member, sent);
            connection.send(request, new Stepped(answered, handler));
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

    /** The end of a request is a step, too. */
    private final class Stepped implements Handler {
        private final Step answered;
        private final Handler handler;

        Stepped(Step answered, Handler handler) {
            this.answered = answered;
            this.handler = handler;
        }

        @Override
        public void onAnswer(Answer answer) {
            injector.pass(member, answered);
            handler.onAnswer(answer);
        }

        @Override
        public void onDisconnect() {
            injector.pass(member, answered);
            handler.onDisconnect();
        }
    }
}
