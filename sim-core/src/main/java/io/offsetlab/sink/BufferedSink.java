package io.offsetlab.sink;

import io.offsetlab.engine.Actor;
import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.OffsetRanges;
import java.util.Map;
import java.util.TreeMap;

/** A buffer in the process: full, or old enough, it becomes durable as a whole; with the process it is gone. */
public final class BufferedSink implements Sink {
    private final SinkSpec spec;
    private final Effects effects;
    private final Listener listener;
    private final Actor actor;
    private final TooOld tooOld;
    private final Map<Integer, OffsetRanges> accepted = new TreeMap<>();
    private long records;

    /** Told what has become durable, in ranges, before anybody else can know. */
    public interface Listener {
        void durable(int partition, long from, long to);
    }

    /** @param actor the life of the process that the buffer belongs to */
    public BufferedSink(SinkSpec spec, Effects effects, Actor actor, Listener listener) {
        this.spec = spec;
        this.effects = effects;
        this.actor = actor;
        this.listener = listener;
        this.tooOld = new TooOld();
    }

    @Override
    public boolean begin(int partition, long offset) {
        return true;
    }

    /** The caller is told ACCEPTED before the buffer flushes, which it does as an event of its own. */
    @Override
    public Outcome take(int partition, long offset) {
        records += accepted.computeIfAbsent(partition, p -> new OffsetRanges()).add(offset, offset + 1);
        if (records >= spec.flushRecords()) {
            actor.cancel(tooOld);
            actor.schedule(actor.now(), tooOld);
        } else if (!tooOld.isScheduled()) {
            actor.schedule(actor.now() + spec.flushMicros(), tooOld);
        }
        return Outcome.ACCEPTED;
    }

    @Override
    public void flush() {
        actor.cancel(tooOld);
        Map<Integer, OffsetRanges> flushed = new TreeMap<>(accepted);
        accepted.clear();
        records = 0;
        flushed.forEach((partition, ranges) -> {
            for (int i = 0; i < ranges.ranges(); i++) {
                effects.add(partition, ranges.from(i), ranges.to(i));
                listener.durable(partition, ranges.from(i), ranges.to(i));
            }
        });
    }

    @Override
    public long durableUpTo(int partition, long offset) {
        OffsetRanges waiting = accepted.get(partition);
        return waiting == null ? offset : Math.min(offset, waiting.from(0));
    }

    @Override
    public boolean isSettled() {
        return accepted.isEmpty();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(records).add(accepted.size());
        accepted.forEach((partition, ranges) -> {
            fingerprint.add(partition).add(ranges.ranges());
            for (int i = 0; i < ranges.ranges(); i++) {
                fingerprint.add(ranges.from(i)).add(ranges.to(i));
            }
        });
    }

    /** The buffer is full, or its oldest record has waited long enough. */
    private final class TooOld extends ActorEvent {
        TooOld() {
            super(actor);
        }

        @Override
        protected void act() {
            flush();
        }
    }
}
