package io.offsetlab.invariant;

import io.offsetlab.trace.ResetCause;

/**
 * A policy that keeps BOUND of one poll, played by three members at the mercy of whoever calls: each commits after each poll,
 * commits may fail, the partition may be taken from its owner at any record, and the owner goes on as a zombie until it is told.
 */
final class CommitAfterEachPoll {
    private static final int RECORDS = 1000;

    private final TestTrace trace = TestTrace.trace().appended(0, 0, RECORDS).joined(0, 1, 2);
    private final long[] position = {-1, -1, -1};
    private final long[] pollEnd = new long[TestTrace.MEMBERS];
    private final boolean[] crashed = new boolean[TestTrace.MEMBERS];
    private int owner = -1;
    private long committed = -1;

    TestTrace trace() {
        return trace;
    }

    /** A new generation gives the partition to a member, which finds out what it has lost first. */
    void takeOver(int member) {
        if (position[member] >= 0) {
            trace.lost(member, 0);
        }
        if (crashed[member]) {
            crashed[member] = false;
            trace.restarted(member);
        }
        if (owner >= 0 && owner != member) {
            trace.evicted(owner).joined(owner);
        }
        owner = member;
        trace.takenOver(member);
        position[member] = Math.max(0, committed);
        pollEnd[member] = position[member];
        if (committed < 0) {
            trace.reset(member, 0, -1, 0, ResetCause.NOTHING_COMMITTED);
        }
    }

    void crash(int member) {
        trace.crashed(member);
        crashed[member] = true;
        position[member] = -1;
        owner = owner == member ? -1 : owner;
    }

    /** The member works through so many records of its poll, the next poll if the last is done. */
    void work(int member, int records, boolean commitArrives) {
        if (position[member] < 0) {
            return;
        }
        if (position[member] == pollEnd[member]) {
            pollEnd[member] += TestTrace.MAX_POLL_RECORDS;
            trace.returned(member, 0, position[member], pollEnd[member]);
        }
        long end = Math.min(pollEnd[member], position[member] + records);
        trace.done(member, 0, position[member], end);
        position[member] = end;
        if (end == pollEnd[member]) {
            trace.asked(member, 0, end);
            if (commitArrives && member == owner) {
                committed = end;
                trace.applied(member, 0, end).answered(member);
            }
        }
    }
}
