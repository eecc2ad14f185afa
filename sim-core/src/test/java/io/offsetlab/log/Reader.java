package io.offsetlab.log;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import org.jspecify.annotations.Nullable;

/** Sends one request to a broker without a network between them and keeps the answer with its time. */
final class Reader extends Event implements Connection.Reply {
    private final Simulation simulation;
    private Connection.@Nullable Parked parked;

    @Nullable
    Answer answer;

    long answeredAt = -1;

    Reader(Simulation simulation) {
        this.simulation = simulation;
    }

    Reader ask(LogBroker broker, Request request) {
        broker.receive(request, new Origin(0, 0), this);
        return this;
    }

    /** The answer, once the simulation has run so far. */
    Answer.Fetch records(long until) {
        simulation.runUntil(until);
        return (Answer.Fetch) answer;
    }

    @Override
    public void answer(Answer what) {
        if (answer != null) {
            throw new AssertionError("a second answer");
        }
        answer = what;
        answeredAt = simulation.now();
    }

    @Override
    public void answerAfter(long delayMicros, Answer what) {
        throw new AssertionError("a broker answers at once or parks");
    }

    @Override
    public void revise(Answer what) {
        throw new AssertionError("a broker revises nothing");
    }

    @Override
    public void park(long until, Connection.Parked waiting) {
        parked = waiting;
        simulation.cancel(this);
        simulation.schedule(until, this);
    }

    @Override
    protected void run() {
        if (parked != null) {
            parked.due();
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {}
}
