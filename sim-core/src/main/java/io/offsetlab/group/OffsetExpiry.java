package io.offsetlab.group;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;

/**
 * The cleanup of offsets that nobody has asked for within offsets.retention.minutes (S7.4), and of empty groups without offsets
 * (S4.16). It looks at fixed times, as Kafka's does, but is in the queue only while something could expire.
 */
final class OffsetExpiry extends Event {
    private static final long NEVER = Long.MAX_VALUE;

    private final Surroundings around;
    private final CurrentGroup group;
    private final OffsetStore store;
    private final CommittedOffsets offsets;

    OffsetExpiry(Surroundings around, CurrentGroup group, OffsetStore store) {
        this.around = around;
        this.group = group;
        this.store = store;
        this.offsets = store.offsets();
    }

    /** An offset was stored; called for each, so it is cheap. */
    void stored(int partition) {
        if (!group.isSubscribed(partition) && !isScheduled()) {
            reschedule();
        }
    }

    /** Removes what has expired, and the group with its last offset if it is empty. */
    void expire() {
        boolean anyLeft = false;
        for (int partition = 0; partition < offsets.capacity(); partition++) {
            if (offsets.get(partition) == CommittedOffsets.NONE) {
                continue;
            }
            if (expiresAt(partition) <= around.now()) {
                store.remove(partition);
            } else {
                anyLeft = true;
            }
        }
        if (!anyLeft && store.pending().isEmpty() && group.isEmpty()) {
            group.delete();
        }
        reschedule();
    }

    private long expiresAt(int partition) {
        if (group.isSubscribed(partition) || store.pending().has(partition)) {
            return NEVER;
        }
        if (group.isConsumer()) {
            return retained(partition);
        }
        ClassicGroup classic = group.classic();
        return switch (classic.state()) {
            case EMPTY -> classic.isManaged() ? retainedFrom(classic.stateChangedAt()) : retained(partition);
            case STABLE -> retained(partition);
            case PREPARING_REBALANCE, COMPLETING_REBALANCE, DEAD -> NEVER;
        };
    }

    private long retained(int partition) {
        return retainedFrom(offsets.storedAt(partition));
    }

    private long retainedFrom(long at) {
        return at + around.config().offsetsRetentionMicros();
    }

    /** Puts the next check where something could expire by now; called whenever that may have changed. */
    void reschedule() {
        long due = nextCheck(earliestExpiry());
        if (isScheduled() && at() != due) {
            around.simulation().cancel(this);
        }
        if (!isScheduled() && due != NEVER) {
            around.simulation().schedule(due, this);
        }
    }

    private long earliestExpiry() {
        if (offsets.isEmpty()) {
            return group.isEmpty() && store.pending().isEmpty() ? around.now() : NEVER;
        }
        long earliest = NEVER;
        for (int partition = 0; partition < offsets.capacity(); partition++) {
            if (offsets.get(partition) != CommittedOffsets.NONE) {
                earliest = Math.min(earliest, expiresAt(partition));
            }
        }
        return earliest;
    }

    /** The first check that is still to come and finds the expiry reached. */
    private long nextCheck(long expiry) {
        if (expiry == NEVER) {
            return NEVER;
        }
        long interval = around.config().offsetsRetentionCheckMicros();
        long next = (around.now() / interval + 1) * interval;
        long reached = (expiry + interval - 1) / interval * interval;
        return Math.max(next, reached);
    }

    @Override
    protected void run() {
        expire();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        // its time in the queue says all
    }
}
