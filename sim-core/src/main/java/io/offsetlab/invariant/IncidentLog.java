package io.offsetlab.invariant;

import io.offsetlab.trace.Numbers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of a run, one after the other. An incident begins with its first cause: a crash, an eviction, the arrival of a
 * further member, a departure, a loss of partitions, or a rebalance for any other reason. Causes that come before it ends belong
 * to it, and the first that tells more than "a rebalance" gives it its name. It ends when the rebalance it is waiting for has happened and each partition that it moved has delivered a record to its
 * new owner, or had none to deliver when it was assigned.
 */
public final class IncidentLog {
    private final IncidentListener listener;
    private final long allowedPerCommit;
    private final boolean[] moving;
    private final List<Open> unsettled = new ArrayList<>();
    private int movingCount;
    private boolean awaitsRebalance;
    private int awaitedFor = -1;
    private @Nullable Open open;
    private long begun;
    private long finished;

    IncidentLog(int partitions, long allowedPerCommit, IncidentListener listener) {
        this.listener = listener;
        this.allowedPerCommit = allowedPerCommit;
        moving = new boolean[partitions];
    }

    /** How many incidents have begun. */
    public long begun() {
        return begun;
    }

    /** How many incidents the listener was told of. */
    public long finished() {
        return finished;
    }

    /** Whether one is going on. */
    public boolean isOpen() {
        return open != null;
    }

    Open begin(long at, IncidentCause cause, int member) {
        if (open == null) {
            open = new Open(begun++, at, cause, member, moving.length);
        } else if (open.cause == IncidentCause.REBALANCED) {
            open.cause = cause;
            open.member = member;
        }
        return open;
    }

    /** A change of the group that a rebalance will follow. */
    void beginAndAwaitRebalance(long at, IncidentCause cause, int member) {
        begin(at, cause, member);
        awaitsRebalance = true;
        awaitedFor = member;
    }

    void rebalanced(long at) {
        awaitsRebalance = false;
        endIfOver(at);
    }

    /** A member that comes back under its group.instance.id gets its partitions without a rebalance (S4.18). */
    void assigned(long at, int member) {
        if (awaitsRebalance && awaitedFor == member) {
            rebalanced(at);
        }
    }

    /** The partition is on its way to another owner, or back to the same. */
    void moves(long at, int partition, int member) {
        begin(at, IncidentCause.REBALANCED, member);
        if (!moving[partition]) {
            moving[partition] = true;
            movingCount++;
        }
    }

    /** The partition is taken from its owner, whose uncommitted effects will be repeated. */
    void handOver(long at, int partition, Period period) {
        moves(at, partition, period.member);
        begin(at, IncidentCause.REBALANCED, period.member)
                .account(partition, allowedPerCommit)
                .add(period);
    }

    /** The account of a partition in the incident that is going on, if it moved the partition. */
    @Nullable
    Account account(int partition) {
        return open == null ? null : open.accounts[partition];
    }

    /** The new owner has something, or there is nothing to have. */
    void delivered(long at, int partition) {
        if (moving[partition]) {
            moving[partition] = false;
            movingCount--;
            endIfOver(at);
        }
    }

    void endIfOver(long at) {
        if (open != null && !awaitsRebalance && movingCount == 0) {
            end(open, at);
        }
    }

    private void end(Open over, long at) {
        over.endAt = at;
        open = null;
        if (over.unsettled == 0) {
            finish(over);
        } else {
            unsettled.add(over);
        }
    }

    /** The resume point of a partition moved: finishes the incidents that cannot cause further repeats. */
    void resumePointMoved(int partition, long resumePoint) {
        for (Iterator<Open> each = unsettled.iterator(); each.hasNext(); ) {
            Open incident = each.next();
            if (incident.settle(partition, resumePoint)) {
                each.remove();
                finish(incident);
            }
        }
    }

    /** Finishes all, whatever may come. */
    void finishAll(long at) {
        if (open != null) {
            end(open, at);
        }
        unsettled.forEach(this::finish);
        unsettled.clear();
    }

    private void finish(Open incident) {
        finished++;
        listener.finished(incident.toIncident());
    }

    /** Whether an incident is open follows: as long as it is, a rebalance is awaited or a partition moves. */
    void writeTo(Numbers out) {
        out.flag(awaitsRebalance);
        out.number(awaitedFor);
        for (int partition = 0; partition < moving.length; partition++) {
            out.flag(moving[partition]);
            Account account = account(partition);
            if (account != null) {
                account.writeTo(out);
            }
        }
    }

    /** An incident that has begun. */
    static final class Open {
        final long number;
        final long startAt;
        IncidentCause cause;
        int member;
        private final @Nullable Account[] accounts;
        private int unsettled;
        private final boolean[] settled;
        private long endAt;

        Open(long number, long startAt, IncidentCause cause, int member, int partitions) {
            this.number = number;
            this.startAt = startAt;
            this.cause = cause;
            this.member = member;
            accounts = new Account[partitions];
            settled = new boolean[partitions];
        }

        Account account(int partition, long allowedPerCommit) {
            Account account = accounts[partition];
            if (account == null) {
                account = new Account(this, partition, allowedPerCommit);
                accounts[partition] = account;
                unsettled++;
            }
            return account;
        }

        boolean settle(int partition, long resumePoint) {
            Account account = partition < 0 ? null : accounts[partition];
            if (account != null && !settled[partition] && account.isSettled(resumePoint)) {
                settled[partition] = true;
                unsettled--;
            }
            return unsettled == 0;
        }

        Incident toIncident() {
            List<Incident.Part> parts = new ArrayList<>();
            for (Account account : accounts) {
                if (account != null) {
                    parts.add(account.part());
                }
            }
            return new Incident(number, startAt, endAt, cause, member, List.copyOf(parts));
        }
    }
}
