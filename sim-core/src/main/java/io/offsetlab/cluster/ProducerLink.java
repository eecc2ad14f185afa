package io.offsetlab.cluster;

import io.offsetlab.engine.Actor;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.network.Link;
import io.offsetlab.network.LinkFaults;
import io.offsetlab.producer.Acks;
import io.offsetlab.producer.ProducerContext;
import io.offsetlab.producer.ProducerSettings;
import io.offsetlab.producer.TransactionalProducer;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Request;
import org.jspecify.annotations.Nullable;

/** The producer of one life, with the connection and the thread that it has beside the consumer's. */
final class ProducerLink implements Fingerprinted {
    private static final int BEHIND_CONSUMERS = 1 << 16;

    private final Run run;
    private final Life life;
    private final Actor actor;
    private final Link link;
    private @Nullable TransactionalProducer producer;

    ProducerLink(Run run, Life life, LinkFaults faults) {
        this.run = run;
        this.life = life;
        int number = (life.origin().member() << 8) | (life.origin().incarnation() & 0xff);
        actor = new Actor(run.simulation(), BEHIND_CONSUMERS | number, false);
        link = run.links().connectProducer(life, actor, faults);
    }

    TransactionalProducer open(ProducerSettings settings, Acks acks) {
        Connection connection = run.injector().countsPlaces()
                ? new SteppedConnection(link, life.origin().member(), run.injector(), request -> false)
                : link;
        ProducerContext context = new ProducerContext(
                actor,
                life.origin().member(),
                settings,
                connection,
                run.facts(),
                run.world().recordBytes(),
                acks);
        TransactionalProducer opened = new TransactionalProducer(context, life::news);
        producer = opened;
        return opened;
    }

    Link link() {
        return link;
    }

    void freeze(long until) {
        actor.freeze(until);
    }

    void stop() {
        actor.stop();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(actor).add(link);
        if (producer != null) {
            fingerprint.add(producer);
        }
    }

    /** Everything that a producer sends is carried out. */
    static final class NothingIsQuiet implements Link.Background {
        @Override
        public boolean isQuiet(Request request) {
            return false;
        }

        @Override
        public boolean isQuiet(Answer answer) {
            return false;
        }
    }
}
