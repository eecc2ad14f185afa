package io.offsetlab.byo;

import java.util.ConcurrentModificationException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets one thread in at a time, and that one as often as it likes (ClassicKafkaConsumer's light lock). Nobody waits: whoever
 * comes while another is inside has made a mistake.
 */
final class OneThread {
    private static final long NOBODY = -1;

    private final String owner;
    private final AtomicLong inside = new AtomicLong(NOBODY);
    private int depth;

    /** @param owner what a second thread must not use, for the message */
    OneThread(String owner) {
        this.owner = owner;
    }

    /** @throws ConcurrentModificationException if another thread is inside */
    @SuppressWarnings("deprecation") // Thread.threadId() comes with Java 19
    void enter() {
        Thread thread = Thread.currentThread();
        long id = thread.getId();
        if (inside.get() != id && !inside.compareAndSet(NOBODY, id)) {
            throw new ConcurrentModificationException(
                    owner + " is not safe for multi-threaded access. currentThread(name: " + thread.getName() + ", id: "
                            + id + ") otherThread(id: " + inside.get() + ")");
        }
        depth++;
    }

    /** As {@link #enter} for something short that is over before anybody else could come. */
    @SuppressWarnings("deprecation") // Thread.threadId() comes with Java 19
    void pass() {
        long id = inside.get();
        if (id != NOBODY && id != Thread.currentThread().getId()) {
            enter();
            leave();
        }
    }

    void leave() {
        if (--depth == 0) {
            inside.setRelease(NOBODY);
        }
    }
}
