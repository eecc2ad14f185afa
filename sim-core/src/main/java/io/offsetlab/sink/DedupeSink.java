package io.offsetlab.sink;

import io.offsetlab.engine.Actor;
import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Leaves out what a {@link DedupeTable} has: looked up and written in the write of the effect, or outside of it. */
public final class DedupeSink implements Sink {
    private final SinkSpec spec;
    private final Effects effects;
    private final DedupeTable table;
    private final Actor actor;
    private final List<Note> notes = new ArrayList<>();

    /** @param actor the life of the process that writes */
    public DedupeSink(SinkSpec spec, Effects effects, DedupeTable table, Actor actor) {
        this.spec = spec;
        this.effects = effects;
        this.table = table;
        this.actor = actor;
    }

    @Override
    public boolean begin(int partition, long offset) {
        if (spec.kind() == SinkSpec.Kind.DEDUPE) {
            return true;
        }
        boolean isNew = !table.has(partition, offset);
        if (spec.kind() == SinkSpec.Kind.DEDUPE_BEFORE) {
            table.note(partition, offset);
        }
        return isNew;
    }

    @Override
    public Outcome take(int partition, long offset) {
        if (spec.kind() == SinkSpec.Kind.DEDUPE) {
            if (table.has(partition, offset)) {
                return Outcome.REFUSED;
            }
            table.note(partition, offset);
        } else if (spec.kind() == SinkSpec.Kind.DEDUPE_AFTER) {
            Note note = new Note(partition, offset);
            notes.add(note);
            actor.schedule(actor.now() + spec.gapMicros(), note);
        }
        effects.add(partition, offset, offset + 1);
        return Outcome.DONE;
    }

    @Override
    public boolean isSettled() {
        return notes.isEmpty();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(notes.size());
        notes.forEach(fingerprint::add);
    }

    /** The table learns of an effect, some time after it. */
    private final class Note extends ActorEvent {
        private final int partition;
        private final long offset;

        Note(int partition, long offset) {
            super(actor);
            this.partition = partition;
            this.offset = offset;
        }

        @Override
        protected void act() {
            notes.remove(this);
            table.note(partition, offset);
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {
            fingerprint.add(partition).add(offset).addTime(at());
        }
    }
}
