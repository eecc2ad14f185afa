package io.offsetlab.network;

import io.offsetlab.engine.Actor;
import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Pins;
import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;

/**
 * One connection between a test and a node that answers each request, at once unless told otherwise. Requests carry a number;
 * {@code there} and {@code here} hold what arrived at which end as {@code time:number}.
 */
final class Wire {
    /** Until a request is given up; a join may take a hundred times as long. */
    static final long TIMEOUT = 1_000;

    final Simulation simulation = new Simulation();
    final Actor actor = new Actor(simulation, 0, false);
    final LinkFaults faults = new LinkFaults();
    final List<String> there = new ArrayList<>();
    final List<String> here = new ArrayList<>();
    final List<Connection.Reply> unanswered = new ArrayList<>();
    final Link link;
    boolean answersAtOnce = true;
    private int sent;

    Wire(Latency latency, Connection.Node node, long seed, Pins pins) {
        link = new Link(
                actor,
                new Origin(0, 0),
                node,
                this::receive,
                latency,
                faults,
                new Chance(seed, pins).stream("latency"),
                kind -> kind == Request.Kind.JOIN_GROUP ? 100 * TIMEOUT : TIMEOUT,
                NOTHING_IS_QUIET);
    }

    /** A connection to the coordinator on which a message takes 10 microseconds. */
    static Wire steady() {
        return new Wire(new Latency(10, 0), Connection.Node.COORDINATOR, 1, Pins.NONE);
    }

    private static final Link.Background NOTHING_IS_QUIET = new Link.Background() {
        @Override
        public boolean isQuiet(Request request) {
            return false;
        }

        @Override
        public boolean isQuiet(Answer answer) {
            return false;
        }
    };

    private void receive(Request request, Origin origin, Connection.Reply reply) {
        there.add(simulation.now() + ":" + number(request));
        if (answersAtOnce) {
            reply.answer(new Answer.Heartbeat(Errors.NONE));
        } else {
            unanswered.add(reply);
        }
    }

    private static int number(Request request) {
        return request instanceof Request.Heartbeat heartbeat ? heartbeat.generation() : -1;
    }

    /** Sends the next heartbeat; they are numbered from 0. */
    Wire send() {
        return send(new Request.Heartbeat("m", null, sent++));
    }

    Wire send(Request request) {
        int number = number(request);
        link.send(request, new Connection.Handler() {
            @Override
            public void onAnswer(Answer answer) {
                String error = answer.error() == Errors.NONE ? "" : " " + answer.error();
                here.add(simulation.now() + ":" + number + error);
            }

            @Override
            public void onDisconnect() {
                here.add(simulation.now() + ":" + number + " disconnected");
            }
        });
        return this;
    }

    /** Does something at a later time. */
    Wire at(long time, Runnable what) {
        simulation.schedule(time, new Event() {
            @Override
            protected void run() {
                what.run();
            }

            @Override
            public void writeTo(Fingerprint fingerprint) {}
        });
        return this;
    }

    Wire run(long until) {
        simulation.runUntil(until);
        return this;
    }

    long fingerprint() {
        return new Fingerprint(simulation.now()).add(link).add(faults).value();
    }
}
