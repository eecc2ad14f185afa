package io.offsetlab.metric;

/**
 * From each fault the time until no record waits. Arrivals are made known late, when somebody looks, so that an instant at which
 * nothing seemed to wait counts only once no earlier arrival can become known: at the next arrival or fault behind it.
 */
final class Recovery {
    private static final long NONE = -1;

    private final LongBag open = new LongBag();
    private final LongBag samples = new LongBag();
    private long waiting;
    private long lastHandledAt;
    private long emptyAt = NONE;

    void arrived(long at, long records) {
        settle(at);
        waiting += records;
    }

    void hidden(long records) {
        waiting -= records;
    }

    /** Records had their first effect, the last of them at this time. */
    void handled(long at, long records) {
        waiting -= records;
        lastHandledAt = Math.max(lastHandledAt, at);
        if (waiting == 0 && records > 0) {
            emptyAt = lastHandledAt;
        }
    }

    void fault(long at) {
        if (at > emptyAt) {
            settle(at);
        }
        open.add(at);
    }

    private void settle(long at) {
        if (emptyAt != NONE && at > emptyAt) {
            closeFaultsUntil(emptyAt);
        }
        emptyAt = NONE;
    }

    private void closeFaultsUntil(long end) {
        int closed = 0;
        while (closed < open.count() && open.get(closed) <= end) {
            samples.add(end - open.get(closed));
            closed++;
        }
        open.dropFirst(closed);
    }

    long lastHandledAt() {
        return lastHandledAt;
    }

    /** Ends the run at this time: a fault from which the group did not recover has lasted until now. */
    Samples finish(long at) {
        if (emptyAt != NONE) {
            closeFaultsUntil(emptyAt);
        }
        for (int i = 0; i < open.count(); i++) {
            samples.add(waiting > 0 ? Math.max(0, at - open.get(i)) : 0);
        }
        open.dropFirst(open.count());
        return samples.samples();
    }
}
