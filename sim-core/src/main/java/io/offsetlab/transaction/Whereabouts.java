package io.offsetlab.transaction;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection.Reply;
import io.offsetlab.protocol.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.protocol.Errors;

/** Which broker the coordinator is on, whether it has loaded, and who has asked for it since it moved. */
final class Whereabouts implements Fingerprinted {
    private final Simulation simulation;
    private final Runnable onLoaded;
    private final Loaded loaded = new Loaded();
    private final TreeSet<Long> knownTo = new TreeSet<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean moved;

    /** An answer that leaves when what it tells of is replicated. */
    private record Waiting(Reply reply, long until, Answer ifMoved) {}

    Whereabouts(Simulation simulation, Runnable onLoaded) {
        this.simulation = simulation;
        this.onLoaded = onLoaded;
    }

    void toldTo(Origin origin) {
        if (moved) {
            knownTo.add(key(origin));
        }
    }

    private static long key(Origin origin) {
        return ((long) origin.member() << 32) + origin.incarnation();
    }

    /** What stands against answering this client at all, or NONE. */
    Errors obstacle(Origin origin) {
        if (moved && !knownTo.contains(key(origin))) {
            return Errors.NOT_COORDINATOR;
        }
        return isLoading() ? Errors.COORDINATOR_LOAD_IN_PROGRESS : Errors.NONE;
    }

    boolean isLoading() {
        return loaded.isScheduled();
    }

    void answers(Reply reply, long at, Answer ifMoved) {
        waiting.removeIf(answer -> answer.until <= simulation.now());
        if (at > simulation.now()) {
            waiting.add(new Waiting(reply, at, ifMoved));
        }
    }

    void move(long loadMicros) {
        waiting.removeIf(answer -> answer.until <= simulation.now());
        waiting.forEach(answer -> answer.reply.revise(answer.ifMoved));
        waiting.clear();
        moved = true;
        knownTo.clear();
        simulation.cancel(loaded);
        simulation.schedule(simulation.now() + loadMicros, loaded);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(moved).add(knownTo.size());
        knownTo.forEach(fingerprint::add);
    }

    /** The new coordinator is ready. */
    private final class Loaded extends Event {
        @Override
        protected void run() {
            onLoaded.run();
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {
            // its time in the queue says all
        }
    }
}
