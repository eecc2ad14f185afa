package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Offsets;
import java.util.Arrays;

/**
 * The assigned partitions with their positions and fetch states, as Kafka's SubscriptionState keeps them. A partition that leaves
 * the assignment loses everything; one that stays keeps it.
 */
public final class Positions implements Fingerprinted {
    private static final int[] NOTHING = new int[0];

    private FetchState[] states;
    private long[] positions;
    private boolean[] pendingRevocation;
    private boolean[] paused;
    private long[] logEnds;
    private final Runnable beforeChange;
    private int[] assigned = NOTHING;

    /** Where a partition stands between assignment and fetching. */
    public enum FetchState {
        UNASSIGNED,
        /** No position yet: the committed offset has to be asked for. */
        INITIALIZING,
        /** A reset by policy is due, because nothing is committed. */
        AWAIT_RESET,
        /** A reset by policy is due, because the position was out of range. */
        OUT_OF_RANGE,
        /** A reset to the log start was asked for. */
        AWAIT_EARLIEST,
        /** A reset to the log end was asked for. */
        AWAIT_LATEST,
        FETCHING
    }

    /**
     * @param partitions how many partitions there are now; more may be assigned later
     * @param beforeChange runs before what is to be fetched changes otherwise than by reading
     */
    public Positions(int partitions, Runnable beforeChange) {
        this.beforeChange = beforeChange;
        states = new FetchState[partitions];
        Arrays.fill(states, FetchState.UNASSIGNED);
        positions = new long[partitions];
        pendingRevocation = new boolean[partitions];
        paused = new boolean[partitions];
        logEnds = new long[partitions];
    }

    /** The assigned partitions, ascending; not to be changed. */
    public int[] assigned() {
        return assigned;
    }

    public boolean isAssigned(int partition) {
        return partition < states.length && states[partition] != FetchState.UNASSIGNED;
    }

    public FetchState state(int partition) {
        return partition < states.length ? states[partition] : FetchState.UNASSIGNED;
    }

    /** The next offset to hand out; meaningful in state FETCHING only. */
    public long position(int partition) {
        return positions[partition];
    }

    public boolean hasPosition(int partition) {
        return partition < states.length && states[partition] == FetchState.FETCHING;
    }

    public boolean isFetchable(int partition) {
        return states[partition] == FetchState.FETCHING && !pendingRevocation[partition] && !paused[partition];
    }

    /** Whether the application has paused an assigned partition (S1.3). */
    boolean isPaused(int partition) {
        return paused[partition];
    }

    void setPaused(int partition, boolean pause) {
        paused[partition] = pause;
    }

    /** The paused partitions, ascending. */
    public int[] paused() {
        return Arrays.stream(assigned).filter(partition -> paused[partition]).toArray();
    }

    /** The log of an assigned partition was seen to end here. */
    void sawLogEnd(int partition, long offset) {
        logEnds[partition] = offset;
    }

    /** How far the position lies behind the log end that was seen last, or -1. */
    long lag(int partition) {
        return hasPosition(partition) && logEnds[partition] >= 0 ? logEnds[partition] - positions[partition] : -1;
    }

    /** Whether an assigned partition is in this state. */
    public boolean any(FetchState state) {
        for (int partition : assigned) {
            if (states[partition] == state) {
                return true;
            }
        }
        return false;
    }

    /** Whether every assigned partition has a position. */
    public boolean allValid() {
        for (int partition : assigned) {
            if (states[partition] != FetchState.FETCHING) {
                return false;
            }
        }
        return true;
    }

    /** Replaces the assignment. */
    public void assign(int[] partitions) {
        beforeChange.run();
        int[] sorted = partitions.clone();
        Arrays.sort(sorted);
        if (sorted.length > 0) {
            growTo(sorted[sorted.length - 1] + 1);
        }
        for (int old : assigned) {
            pendingRevocation[old] = false;
            if (Arrays.binarySearch(sorted, old) < 0) {
                states[old] = FetchState.UNASSIGNED;
                positions[old] = 0;
                paused[old] = false;
            }
        }
        for (int partition : sorted) {
            if (states[partition] == FetchState.UNASSIGNED) {
                states[partition] = FetchState.INITIALIZING;
                logEnds[partition] = -1;
            }
        }
        assigned = sorted;
    }

    private void growTo(int partitions) {
        int before = states.length;
        if (partitions > before) {
            int size = Math.max(partitions, 2 * before);
            states = Arrays.copyOf(states, size);
            Arrays.fill(states, before, size, FetchState.UNASSIGNED);
            positions = Arrays.copyOf(positions, size);
            pendingRevocation = Arrays.copyOf(pendingRevocation, size);
            paused = Arrays.copyOf(paused, size);
            logEnds = Arrays.copyOf(logEnds, size);
        }
    }

    /** Nothing more of the assigned partitions is fetched or handed out. */
    public void markAllPendingRevocation() {
        for (int partition : assigned) {
            pendingRevocation[partition] = true;
        }
    }

    /** Sets the position of an assigned partition, which clears a pending reset. */
    public void seek(int partition, long offset) {
        beforeChange.run();
        positions[partition] = offset;
        states[partition] = FetchState.FETCHING;
    }

    /** Moves the position on by reading. */
    void advance(int partition, long offset) {
        positions[partition] = offset;
    }

    /** Erases the position until the reset is carried out. */
    public void await(int partition, FetchState reset) {
        positions[partition] = 0;
        states[partition] = reset;
    }

    /** The positions of all assigned partitions that have one: what a commit without arguments carries. */
    public Offsets allConsumed() {
        int count = 0;
        for (int partition : assigned) {
            count += hasPosition(partition) ? 1 : 0;
        }
        int[] partitions = new int[count];
        long[] offsets = new long[count];
        int i = 0;
        for (int partition : assigned) {
            if (hasPosition(partition)) {
                partitions[i] = partition;
                offsets[i++] = positions[partition];
            }
        }
        return Offsets.of(partitions, offsets);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(assigned.length);
        for (int partition : assigned) {
            fingerprint.add(partition).add(states[partition].ordinal()).add(positions[partition]);
            fingerprint.add(pendingRevocation[partition]).add(paused[partition]).add(logEnds[partition]);
        }
    }
}
