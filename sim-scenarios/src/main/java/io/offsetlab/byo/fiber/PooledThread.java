package io.offsetlab.byo.fiber;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A daemon thread that carries one fiber after another, without what the last one had left in its ThreadLocals. */
final class PooledThread {
    private static final int MOST_IDLE = 256;
    private static final ConcurrentLinkedDeque<PooledThread> IDLE = new ConcurrentLinkedDeque<>();
    private static final AtomicInteger IDLE_COUNT = new AtomicInteger();

    private final Turn work = new Turn();
    private final Thread thread;
    private @Nullable Fiber fiber;
    private @Nullable Runnable afterwards;

    private PooledThread() {
        thread = new Thread(this::carry, "offsetlab-fiber");
        thread.setDaemon(true);
        work.belongsTo(thread);
        thread.start();
    }

    /** An idle one, or a new one. */
    static PooledThread take() {
        PooledThread idle = IDLE.pollFirst();
        if (idle == null) {
            return new PooledThread();
        }
        IDLE_COUNT.decrementAndGet();
        return idle;
    }

    /** Runs a fiber to its end, and then what follows, which is the last thing before this thread is idle again. */
    void run(Fiber next, Runnable then) {
        next.runsOn(thread);
        fiber = next;
        afterwards = then;
        work.give();
    }

    private void carry() {
        boolean goesOn = true;
        while (goesOn) {
            work.await();
            Fiber mine = fiber;
            Runnable then = afterwards;
            fiber = null;
            afterwards = null;
            if (mine != null && then != null) {
                carry(mine);
                goesOn = ThreadLocals.clear(thread) && IDLE_COUNT.incrementAndGet() <= MOST_IDLE;
                if (goesOn) {
                    IDLE.addFirst(this);
                }
                then.run();
            }
        }
    }

    private void carry(Fiber mine) {
        thread.setName(mine.name());
        try {
            mine.run();
        } finally {
            thread.setName("offsetlab-fiber");
            Thread.interrupted();
        }
    }
}
