package io.offsetlab.metric;

import java.util.Arrays;

/** How long the applications worked on records and how long they waited in commitSync, by member. */
final class WorkTime {
    private static final long IDLE = -1;

    private final long[] busySince;
    private final long[] inHand;
    private final long[] blockedSince;
    private long processing;
    private long blocked;
    private long longestBlocked;

    WorkTime(int members) {
        busySince = new long[members];
        inHand = new long[members];
        blockedSince = new long[members];
        Arrays.fill(busySince, IDLE);
        Arrays.fill(blockedSince, IDLE);
    }

    void started(int member, long at, long records) {
        if (busySince[member] == IDLE) {
            busySince[member] = at;
        }
        inHand[member] += records;
    }

    /** Records ended, the last of them at this time; if more are in hand, the next began then. */
    void ended(int member, long at, long records) {
        if (busySince[member] == IDLE) {
            return;
        }
        processing += Math.max(0, at - busySince[member]);
        inHand[member] = Math.max(0, inHand[member] - records);
        busySince[member] = inHand[member] > 0 ? at : IDLE;
    }

    void commitEntered(int member, long at) {
        blockedSince[member] = at;
    }

    void commitLeft(int member, long at) {
        if (blockedSince[member] != IDLE) {
            long waited = at - blockedSince[member];
            blocked += waited;
            longestBlocked = Math.max(longestBlocked, waited);
            blockedSince[member] = IDLE;
        }
    }

    /** The process ended at this time, whatever it was doing. */
    void ended(int member, long at) {
        commitLeft(member, at);
        ended(member, at, inHand[member]);
    }

    void addTo(long[] values) {
        values[Metric.PROCESSING_MICROS.ordinal()] += processing;
        values[Metric.COMMIT_BLOCKED_MICROS.ordinal()] += blocked;
        values[Metric.COMMIT_BLOCKED_MAX_MICROS.ordinal()] = longestBlocked;
    }
}
