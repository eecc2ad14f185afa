package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Offsets;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * The assigned partitions with their positions and fetch states, as Kafka's SubscriptionState keeps them. A partition that leaves
 * the assignment loses everything; one that stays keeps it.
 */
public final class Positions implements Fingerprinted {
    private static final int[] NOTHING = new int[0];
    private static final byte PENDING_REVOCATION = 1;
    private static final byte NOT_SUBSCRIBED = 2;
    private static final byte PENDING_CALLBACK = 4;
    private static final byte UNINITIALIZED = 8;

    private FetchState[] states;
    private long[] positions;
    private byte[] withheld;
    private boolean[] paused;
    private long[] logEnds;
    private final Runnable beforeChange;
    private final Epochs epochs = new Epochs();
    private IntUnaryOperator leaders = partition -> -1;
    private int[] assigned = NOTHING;
    private int[] order = NOTHING;

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
        FETCHING,
        /** There is a position, but whether the log still has what lies before it has to be asked for (S8.15). */
        AWAIT_VALIDATION
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
        withheld = new byte[partitions];
        paused = new boolean[partitions];
        logEnds = new long[partitions];
    }

    /** The assigned partitions, ascending; not to be changed. */
    public int[] assigned() {
        return assigned;
    }

    /** The assigned partitions in the order in which Kafka walks over them; not to be changed. */
    int[] inOrder() {
        return order;
    }

    Epochs epochs() {
        return epochs;
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
        return states[partition] == FetchState.FETCHING && withheld[partition] == 0 && !paused[partition];
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

    /** The log end that was seen last, or -1. */
    long logEnd(int partition) {
        return logEnds[partition];
    }

    /** How far the position lies behind the log end that was seen last, or -1. */
    public long lag(int partition) {
        return hasPosition(partition) && logEnds[partition] >= 0 ? logEnds[partition] - positions[partition] : -1;
    }

    /** Whether an assigned partition is in this state. */
    public boolean any(FetchState state) {
        for (int partition : assigned) {
            if (states[partition] == state && isLookedFor(partition)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nobody needs a first position, because the partition is about to go (SubscriptionState.shouldInitialize). */
    boolean isLookedFor(int partition) {
        return states[partition] != FetchState.INITIALIZING || (withheld[partition] & UNINITIALIZED) == 0;
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

    /** Replaces the assignment by partitions in the order in which they are to be walked over. */
    public void assign(int[] partitions) {
        beforeChange.run();
        order = partitions.clone();
        int[] sorted = partitions.clone();
        Arrays.sort(sorted);
        if (sorted.length > 0) {
            growTo(sorted[sorted.length - 1] + 1);
        }
        for (int old : assigned) {
            withheld[old] = 0;
            if (Arrays.binarySearch(sorted, old) < 0) {
                states[old] = FetchState.UNASSIGNED;
                positions[old] = 0;
                paused[old] = false;
                epochs.forget(old);
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
            withheld = Arrays.copyOf(withheld, size);
            paused = Arrays.copyOf(paused, size);
            logEnds = Arrays.copyOf(logEnds, size);
        }
    }

    /** Nothing more of the assigned partitions is fetched or handed out. */
    public void markAllPendingRevocation() {
        for (int partition : assigned) {
            withheld[partition] |= PENDING_REVOCATION;
        }
    }

    /** Nothing more of these assigned partitions is fetched or handed out, nor is a first position looked for, until they go. */
    public void markPendingRevocation(int[] partitions) {
        for (int partition : partitions) {
            withheld[partition] |= PENDING_REVOCATION | UNINITIALIZED;
        }
    }

    /** Replaces the assignment; those added are not fetched before {@link #callbackReturned()}, those kept stay as they are. */
    public void assignAwaitingCallback(int[] partitions, int[] added) {
        byte[] before = withheld.clone();
        assign(partitions);
        for (int partition : assigned) {
            withheld[partition] = partition < before.length ? before[partition] : 0;
        }
        for (int partition : added) {
            withheld[partition] = PENDING_CALLBACK;
        }
    }

    /** onPartitionsAssigned is over: what is assigned may be fetched. */
    public void callbackReturned() {
        for (int partition : assigned) {
            withheld[partition] &= ~PENDING_CALLBACK;
        }
    }

    /** The topics subscribed to have changed: nothing more of assigned partitions of others is handed out (S1.3). */
    void markSubscribed(IntPredicate subscribed) {
        for (int partition : assigned) {
            withheld[partition] &= ~NOT_SUBSCRIBED;
            withheld[partition] |= subscribed.test(partition) ? 0 : NOT_SUBSCRIBED;
        }
    }

    /** Sets the position of an assigned partition, which clears a pending reset. */
    public void seek(int partition, long offset) {
        beforeChange.run();
        positions[partition] = offset;
        states[partition] = FetchState.FETCHING;
        epochs.forget(partition);
    }

    /** Sets the position to one whose leader epoch is known; the log is asked about it if it says what its leader's epoch is. */
    void seek(int partition, long offset, int epoch, int leaderEpoch) {
        seek(partition, offset);
        if (epoch >= 0) {
            epochs.put(partition, epoch, leaderEpoch);
            states[partition] = leaderEpoch < 0 ? FetchState.FETCHING : FetchState.AWAIT_VALIDATION;
        }
    }

    /** Another broker leads a partition: a position whose epoch is known has to be asked for once more. */
    void leaderChanged(int partition, int leaderEpoch) {
        boolean placed = hasPosition(partition) || state(partition) == FetchState.AWAIT_VALIDATION;
        if (placed && epochs.of(partition) >= 0 && epochs.leaderOf(partition) != leaderEpoch) {
            epochs.put(partition, epochs.of(partition), leaderEpoch);
            states[partition] = FetchState.AWAIT_VALIDATION;
        }
    }

    /** The log has what lies before the position. */
    void validated(int partition) {
        states[partition] = FetchState.FETCHING;
    }

    /** Moves the position on by reading, or back to what was read and is handed back. */
    void advance(int partition, long offset) {
        positions[partition] = offset;
    }

    /** As above, past a record of this leader epoch. */
    void advance(int partition, long offset, int epoch) {
        positions[partition] = offset;
        int leader = epochs.leaderOf(partition);
        epochs.put(partition, epoch, leader < 0 ? leaders.applyAsInt(partition) : leader);
    }

    /** A position that was set without a leader epoch stands by the leader that is known when it is read on from. */
    public void knowLeaders(IntUnaryOperator leaderEpochOf) {
        leaders = leaderEpochOf;
    }

    /** Erases the position until the reset is carried out. */
    public void await(int partition, FetchState reset) {
        positions[partition] = 0;
        states[partition] = reset;
        epochs.forget(partition);
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
        return epochs.areKnown()
                ? Offsets.of(partitions, offsets, null, epochs.of(partitions))
                : Offsets.of(partitions, offsets);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(assigned.length).add(epochs);
        for (int partition : order) {
            fingerprint.add(partition);
        }
        for (int partition : assigned) {
            fingerprint.add(partition).add(states[partition].ordinal()).add(positions[partition]);
            fingerprint.add(withheld[partition]).add(paused[partition]).add(logEnds[partition]);
        }
    }
}
