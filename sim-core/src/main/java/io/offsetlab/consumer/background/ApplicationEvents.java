package io.offsetlab.consumer.background;

import io.offsetlab.consumer.Membership.RebalanceWatch;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What waits for the application's thread, in order. */
final class ApplicationEvents implements Fingerprinted {
    private final ArrayDeque<BackgroundEvent> waiting = new ArrayDeque<>();
    private final ArrayDeque<Long> since = new ArrayDeque<>();
    private RebalanceWatch watch = RebalanceWatch.NOBODY;
    private LongSupplier clock = () -> 0;

    void watch(RebalanceWatch watching, LongSupplier now) {
        watch = watching;
        clock = now;
        int before = since.size();
        since.clear();
        for (int i = 0; i < before; i++) {
            since.add(now.getAsLong());
        }
    }

    void add(BackgroundEvent event) {
        waiting.add(event);
        since.add(clock.getAsLong());
        watch.queued(waiting.size());
    }

    @Nullable
    BackgroundEvent next() {
        BackgroundEvent event = waiting.poll();
        if (event != null) {
            watch.taken(clock.getAsLong() - since.remove());
            watch.queued(waiting.size());
        }
        return event;
    }

    int count() {
        return waiting.size();
    }

    void clear() {
        waiting.clear();
        since.clear();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(waiting.size());
        for (BackgroundEvent event : waiting) {
            write(fingerprint, event);
        }
    }

    static void write(Fingerprint fingerprint, BackgroundEvent event) {
        if (event instanceof BackgroundEvent.Removed removed) {
            fingerprint.add(removed.reason().ordinal()).add(removed.lost());
            fingerprint.add(Arrays.hashCode(removed.partitions()));
        } else if (event instanceof BackgroundEvent.Assigned assigned) {
            fingerprint.add(Arrays.hashCode(assigned.all())).add(Arrays.hashCode(assigned.added()));
        } else if (event instanceof BackgroundEvent.Failed failed) {
            fingerprint.addText(failed.exception().getClass().getSimpleName());
        }
    }
}
