package io.offsetlab.app;

import io.offsetlab.consumer.ClientContext;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.sink.Sink;
import io.offsetlab.trace.RecordFact;
import org.jspecify.annotations.Nullable;

/**
 * What one life of a process does with single records, whoever drives it: begin a record, let its time pass, end it. It carries out
 * the effect in the sink, or in the external store if the application resumes from there, and tells all of it as facts at the
 * present time.
 */
public final class RecordEffects implements Fingerprinted {
    private final ClientContext context;
    private final Workplace workplace;
    private final @Nullable StoreWriter store;
    private final DurableListener listener;
    private final Sink sink;

    /** Told of records whose effect has become certain some time after it was accepted. */
    public interface DurableListener {
        void durable(int partition, long from, long to);
    }

    /** @param storeIsResumePoint whether effect and offset go to the external store in one write */
    public RecordEffects(
            ClientContext context, Workplace workplace, boolean storeIsResumePoint, DurableListener listener) {
        this.context = context;
        this.workplace = workplace;
        this.listener = listener;
        store = storeIsResumePoint
                ? new StoreWriter(
                        context, workplace.store(), context.partitions().size())
                : null;
        sink = workplace.open(context.actor(), this::durable);
    }

    /** With a sink of the application's own. */
    public RecordEffects(ClientContext context, Workplace workplace, Sink sink) {
        this.context = context;
        this.workplace = workplace;
        this.listener = (partition, from, to) -> {};
        this.store = null;
        this.sink = sink;
    }

    /** How long processing a record takes, in every delivery and under every policy. */
    public long processingMicros(int partition, long offset) {
        return workplace.processingMicros(partition, offset);
    }

    /**
     * The application is about to read a partition from where the external store stands; its writes start there from now on.
     *
     * @throws IllegalStateException if the application does not resume from there
     */
    public long resume(int partition) {
        if (store == null) {
            throw new IllegalStateException("effects do not go to the external store");
        }
        return store.resume(partition);
    }

    /** Which writes of the external store were refused, and where it stands; null if the application does not resume from there. */
    @Nullable
    StoreWriter store() {
        return store;
    }

    /**
     * A worker takes a record up, now.
     *
     * @param worker 0 for the thread that polls, or the number of a worker from 1
     * @return false if the sink knows that the record needs no effect; then it is over, without taking any time
     */
    public boolean begin(int partition, long offset, int worker) {
        long now = context.now();
        context.facts().accept(new RecordFact.Started(now, now, context.member(), partition, offset, offset + 1));
        if (store == null && !sink.begin(partition, offset)) {
            tell(partition, offset, worker, Outcome.REFUSED);
            return false;
        }
        return true;
    }

    /** Processing of a record that was begun ends, now: FAILED if it throws, otherwise what became of the effect. */
    public Outcome end(int partition, long offset, int worker) {
        if (workplace.fails(partition, offset)) {
            tell(partition, offset, worker, Outcome.FAILED);
            return Outcome.FAILED;
        }
        if (store != null) {
            return store(store, partition, offset, worker, Outcome.DONE);
        }
        Outcome outcome = sink.take(partition, offset);
        tell(partition, offset, worker, outcome);
        return outcome;
    }

    /** A record that cannot be processed is left out on purpose. */
    public Outcome skip(int partition, long offset, int worker) {
        return instead(partition, offset, worker, Outcome.SKIPPED);
    }

    /** A record that cannot be processed is written to a dead-letter topic. */
    public Outcome deadLetter(int partition, long offset, int worker) {
        return instead(partition, offset, worker, Outcome.DEAD_LETTERED);
    }

    private Outcome instead(int partition, long offset, int worker, Outcome outcome) {
        if (store != null) {
            return store(store, partition, offset, worker, outcome);
        }
        workplace.effects().add(partition, offset, offset + 1);
        tell(partition, offset, worker, outcome);
        return outcome;
    }

    private Outcome store(StoreWriter writer, int partition, long offset, int worker, Outcome wanted) {
        boolean taken = writer.write(partition, offset + 1);
        Outcome outcome = taken ? wanted : Outcome.REFUSED;
        if (taken) {
            workplace.effects().add(partition, offset, offset + 1);
        }
        tell(partition, offset, worker, outcome);
        long now = context.now();
        writer.tell(taken, partition, offset, offset + 1, now, now);
        return outcome;
    }

    private void tell(int partition, long offset, int worker, Outcome outcome) {
        long now = context.now();
        boolean handled = outcome != Outcome.FAILED && outcome != Outcome.REFUSED;
        if (handled && workplace.application().order() == Order.KEY) {
            long key = workplace.key(partition, offset);
            context.facts().accept(new RecordFact.Keyed(now, context.member(), partition, offset, key));
        }
        context.facts()
                .accept(new RecordFact.Effect(
                        now, now, context.member(), partition, offset, offset + 1, outcome, worker));
    }

    private void durable(int partition, long from, long to) {
        context.facts().accept(new RecordFact.Durable(context.now(), context.member(), partition, from, to));
        listener.durable(partition, from, to);
    }

    /** An offset is marked as the one that the next commit carries. */
    public void mark(int partition, long offset) {
        context.facts().accept(new RecordFact.Stored(context.now(), context.member(), partition, offset));
    }

    /** What the sink accepted becomes durable. */
    public void flush() {
        sink.flush();
    }

    /** The offset that is asked for, or the first below it of a record that the sink accepted and does not hold for certain yet. */
    public long durableUpTo(int partition, long offset) {
        return sink.durableUpTo(partition, offset);
    }

    /** Whether the sink is through with all that it took. */
    public boolean isSettled() {
        return sink.isSettled();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(sink);
        if (store != null) {
            fingerprint.add(store);
        }
    }
}
