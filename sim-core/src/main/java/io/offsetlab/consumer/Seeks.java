package io.offsetlab.consumer;

import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.ResetCause;

/** Moves positions because the application asks for it. */
final class Seeks {
    private final ClientContext context;
    private final Positions positions;
    private final Guard guard;

    Seeks(ClientContext context, Positions positions, Guard guard) {
        this.context = context;
        this.positions = positions;
        this.guard = guard;
    }

    void to(int partition, long offset, int leaderEpoch) {
        if (offset < 0) {
            throw new IllegalArgumentException("seek offset must not be a negative number");
        }
        guard.assigned(partition);
        long from = positions.hasPosition(partition) ? positions.position(partition) : -1;
        positions.seek(partition, offset, leaderEpoch, context.metadata().leaderEpoch(partition));
        context.facts()
                .accept(new RecordFact.ResetExplicit(
                        context.now(), context.member(), partition, from, offset, ResetCause.SEEK));
    }

    void toEnds(int[] partitions, boolean beginning) {
        for (int partition : partitions) {
            guard.assigned(partition);
            positions.await(
                    partition, beginning ? Positions.FetchState.AWAIT_EARLIEST : Positions.FetchState.AWAIT_LATEST);
        }
    }
}
