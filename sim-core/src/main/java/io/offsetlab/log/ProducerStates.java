package io.offsetlab.log;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.protocol.Errors;

/**
 * What a partition's leader knows of the producers that have written there: their epochs, which sequence number comes next, and
 * what they have written in transactions that are open (Kafka's ProducerStateManager and ProducerAppendInfo).
 */
final class ProducerStates implements Fingerprinted {
    private final Map<Long, State> states = new TreeMap<>();

    /** A range of offsets in an open transaction. */
    record Written(long from, long to) {}

    private static final class State {
        int epoch = -1;
        int nextSequence;
        int lastSequence = -1;
        long lastOffset = -1;
        final List<Written> open = new ArrayList<>();
    }

    /** Whether the producer is in the middle of a transaction here, in this epoch. */
    boolean hasOpen(Request.ProducerIdentity producer) {
        State state = states.get(producer.id());
        return state != null && state.epoch == producer.epoch() && !state.open.isEmpty();
    }

    /** Why a request must not be appended, or NONE. */
    Errors obstacle(Request.Produce request) {
        State state = states.get(request.producer().id());
        if (state == null) {
            return Errors.NONE;
        }
        int epoch = request.producer().epoch();
        if (epoch < state.epoch) {
            return Errors.INVALID_PRODUCER_EPOCH;
        }
        int expected = epoch == state.epoch ? state.nextSequence : 0;
        return request.sequence() == expected ? Errors.NONE : Errors.OUT_OF_ORDER_SEQUENCE_NUMBER;
    }

    /** The offset of a request that was appended already and comes again, or -1. */
    long duplicateOf(Request.Produce request) {
        State state = states.get(request.producer().id());
        if (state == null || state.epoch != request.producer().epoch()) {
            return -1;
        }
        return state.lastSequence == request.sequence() ? state.lastOffset : -1;
    }

    void appended(Request.Produce request, long from, long to) {
        State state = states.computeIfAbsent(request.producer().id(), id -> new State());
        state.epoch = request.producer().epoch();
        state.lastSequence = request.sequence();
        state.lastOffset = from;
        state.nextSequence = request.sequence() + request.records().size();
        state.open.add(new Written(from, to));
    }

    /** A marker ends the producer's transaction; returns what was written in it. Earlier epochs are fenced from now on. */
    List<Written> end(long producerId, int epoch) {
        State state = states.computeIfAbsent(producerId, id -> new State());
        List<Written> written = List.copyOf(state.open);
        state.open.clear();
        state.epoch = Math.max(state.epoch, epoch);
        state.nextSequence = 0;
        state.lastSequence = -1;
        return written;
    }

    /** The first offset that belongs to an open transaction, {@link Long#MAX_VALUE} if none is open. */
    long firstOpen() {
        long first = Long.MAX_VALUE;
        for (State state : states.values()) {
            if (!state.open.isEmpty()) {
                first = Math.min(first, state.open.get(0).from());
            }
        }
        return first;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(states.size());
        states.forEach((id, state) -> {
            fingerprint.add(id).add(state.epoch).add(state.nextSequence).add(state.lastSequence);
            fingerprint.add(state.lastOffset).add(state.open.size());
            for (Written range : state.open) {
                fingerprint.add(range.from()).add(range.to());
            }
        });
    }
}
