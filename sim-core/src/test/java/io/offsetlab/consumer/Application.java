package io.offsetlab.consumer;

import io.offsetlab.consumer.background.BackgroundMembership;
import io.offsetlab.consumer.classic.ClassicMembership;
import io.offsetlab.engine.Actor;
import io.offsetlab.network.Latency;
import io.offsetlab.network.Link;
import io.offsetlab.network.LinkFaults;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One application thread: its calls block, as a real one's do, by stepping the simulation until they have news. */
final class Application implements Client.Driver {
    static final long API_TIMEOUT = 60_000_000;

    final Lab lab;
    final Actor actor;
    final LinkFaults faults = new LinkFaults();
    final Client client;
    private final Link toCoordinator;

    /** The callbacks that ran, such as "assigned [0, 1]" and "committed tag NONE". */
    final List<String> callbacks = new ArrayList<>();

    /** What the application does in a callback besides noting it. */
    Consumer<Upcall> inCallback = upcall -> {};

    Application(Lab lab, Origin origin, ClientConfig config) {
        this.lab = lab;
        actor = new Actor(lab.simulation, origin.member(), false);
        toCoordinator = link(origin, Connection.Node.COORDINATOR, lab.coordinator, config);
        Link toBroker = link(origin, Connection.Node.BROKER, this::toBroker, config);
        ClientContext context = new ClientContext(
                actor,
                origin.member(),
                origin.incarnation(),
                config,
                lab.partitions,
                toCoordinator,
                toBroker,
                lab.chance,
                lab.facts::add,
                false);
        client = new Client(
                context,
                this,
                config.protocol() == ClientConfig.Protocol.CLASSIC
                        ? ClassicMembership::new
                        : BackgroundMembership::new);
    }

    private void toBroker(Request request, Origin origin, Connection.Reply reply) {
        boolean search = request instanceof Request.FindCoordinator;
        (search ? lab.coordinator : lab.broker).receive(request, origin, reply);
    }

    private Link link(Origin origin, Connection.Node node, Connection.Endpoint endpoint, ClientConfig config) {
        return new Link(
                actor,
                origin,
                node,
                endpoint,
                new Latency(Lab.LATENCY, 0),
                faults,
                lab.chance.stream("latency"),
                kind -> config.requestTimeoutMicros()
                        + (kind == Request.Kind.JOIN_GROUP ? config.maxPollIntervalMicros() : 0),
                new NothingIsQuiet());
    }

    private static final class NothingIsQuiet implements Link.Background {
        @Override
        public boolean isQuiet(Request request) {
            return false;
        }

        @Override
        public boolean isQuiet(Answer answer) {
            return false;
        }
    }

    @Override
    public void news() {}

    /** Blocks until the call is over, runs callbacks on the way, and returns or throws what the call does. */
    @Nullable
    Object await(Call call) {
        while (!call.isDone()) {
            Upcall due = call.upcall();
            if (due != null) {
                runCallback(call, due);
                client.progress();
            } else if (!lab.simulation.step()) {
                throw new AssertionError(call.kind() + " never ends");
            }
        }
        client.finish(call);
        RuntimeException thrown = call.exception();
        if (thrown != null) {
            throw thrown;
        }
        return call.value();
    }

    private void runCallback(Call call, Upcall due) {
        callbacks.add(text(due));
        try {
            inCallback.accept(due);
            call.returned();
        } catch (RuntimeException thrown) {
            call.threw(thrown);
        }
    }

    private static String text(Upcall due) {
        if (due instanceof Upcall.Assigned assigned) {
            return "assigned " + Arrays.toString(assigned.partitions());
        } else if (due instanceof Upcall.Revoked revoked) {
            return "revoked " + Arrays.toString(revoked.partitions());
        } else if (due instanceof Upcall.Lost lost) {
            return "lost " + Arrays.toString(lost.partitions());
        }
        Upcall.Committed committed = (Upcall.Committed) due;
        return "committed " + committed.tag() + " " + committed.error();
    }

    Application subscribe() {
        client.subscribe(List.of("t"));
        return this;
    }

    /** The records of one poll as "partition@first-last". */
    String poll(long timeoutMicros) {
        Batch batch = (Batch) await(client.poll(timeoutMicros, false));
        List<String> runs = new ArrayList<>();
        for (int run = 0; batch != null && run < batch.runs(); run++) {
            runs.add(batch.partition(run) + "@" + batch.from(run) + "-" + (batch.to(run) - 1));
        }
        return String.join(" ", runs);
    }

    /** Polls until there are records. */
    String pollRecords() {
        String records = "";
        for (int polls = 0; records.isEmpty() && polls < 100; polls++) {
            records = poll(100 * Lab.MS);
        }
        return records;
    }

    void commitSync(@Nullable Offsets offsets) {
        await(client.commitSync(offsets, API_TIMEOUT));
    }

    void commitAsync(@Nullable Offsets offsets, String tag) {
        await(client.commitAsync(offsets, tag));
    }

    void close() {
        await(client.close(30 * Lab.SECOND));
    }

    /** The network breaks at once and stays down for so long. */
    void cutOff(long micros) {
        faults.breakUntil(lab.simulation.now() + micros);
        toCoordinator.disconnect();
    }

    /** kill -9. */
    void crash() {
        actor.stop();
    }
}
