package io.offsetlab.cluster;

import io.offsetlab.engine.Actor;
import io.offsetlab.engine.ActorEvent;
import io.offsetlab.network.Link;
import io.offsetlab.network.LinkFaults;
import io.offsetlab.producer.Acks;
import io.offsetlab.producer.ProducerContext;
import io.offsetlab.producer.ProducerSettings;
import io.offsetlab.producer.TransactionalProducer;
import io.offsetlab.protocol.Connection.Node;
import io.offsetlab.protocol.Origin;
import io.offsetlab.trace.ProcessFact;
import java.util.function.BooleanSupplier;

/** A process of a {@link ScriptedCluster} that has a producer and nothing else; whoever drives the cluster waits here. */
public final class ScriptedProducer {
    private static final long FOREVER = Long.MAX_VALUE;
    private static final long LONGEST_WAIT_MICROS = 30 * 86_400_000_000L;

    private final ScriptedCluster cluster;
    private final int member;
    private final Actor actor;
    private final LinkFaults faults = new LinkFaults();
    private final Link link;
    private final TransactionalProducer producer;
    private final Continue continuation;

    ScriptedProducer(ScriptedCluster cluster, int member, ProducerSettings settings, Acks acks) {
        this.cluster = cluster;
        this.member = member;
        actor = new Actor(cluster.simulation(), member << 8, false);
        continuation = new Continue();
        link = new Link(
                actor,
                new Origin(member, 0),
                Node.PRODUCER,
                cluster.transactions(),
                cluster.latency(),
                faults,
                cluster.chance().stream("latency"),
                kind -> settings.requestTimeoutMicros(),
                new ProducerLink.NothingIsQuiet());
        producer = new TransactionalProducer(
                new ProducerContext(actor, member, settings, link, cluster.facts(), ScriptedCluster.RECORD_BYTES, acks),
                this::news);
        cluster.facts().accept(new ProcessFact.Restarted(cluster.now(), member, 0));
    }

    public TransactionalProducer producer() {
        return producer;
    }

    private void news() {
        if (!continuation.isScheduled()) {
            cluster.simulation().scheduleNow(continuation);
        }
    }

    /**
     * Steps the simulation until something is so.
     *
     * @throws IllegalStateException if that does not come
     */
    public void await(BooleanSupplier reached) {
        long until = cluster.now() + LONGEST_WAIT_MICROS;
        while (!reached.getAsBoolean()) {
            if (actor.isStopped()) {
                throw new IllegalStateException("The process of this producer is over.");
            }
            if (!cluster.simulation().step() || cluster.now() > until) {
                throw new IllegalStateException(
                        "a producer has waited for 30 days of virtual time, and nothing ended that");
            }
        }
    }

    /** The application closed its producer and is over. */
    public void ended() {
        if (!actor.isStopped()) {
            cluster.facts().accept(new ProcessFact.Stopped(cluster.now(), member, 0));
            actor.stop();
        }
    }

    /** kill -9. */
    public void kill() {
        cluster.facts().accept(new ProcessFact.Crashed(cluster.now(), member, 0));
        actor.stop();
    }

    /** The network of the process is gone until {@link #heal}. */
    public void cut() {
        faults.breakUntil(FOREVER);
        link.disconnect();
    }

    /** Requests arrive, answers do not, until {@link #heal}. */
    public void dropResponses() {
        faults.dropAnswers(Integer.MAX_VALUE, null);
    }

    /** Ends {@link #cut} and {@link #dropResponses}. */
    public void heal() {
        faults.heal();
    }

    /** A call has ended: what comes next does so in an event of its own. */
    private final class Continue extends ActorEvent {
        Continue() {
            super(actor);
        }

        @Override
        protected void act() {}
    }
}
