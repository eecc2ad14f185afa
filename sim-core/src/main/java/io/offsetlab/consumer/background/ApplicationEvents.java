package io.offsetlab.consumer.background;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What waits for the application's thread, in order. */
final class ApplicationEvents implements Fingerprinted {
    private final ArrayDeque<BackgroundEvent> waiting = new ArrayDeque<>();

    void add(BackgroundEvent event) {
        waiting.add(event);
    }

    @Nullable
    BackgroundEvent next() {
        return waiting.poll();
    }

    int count() {
        return waiting.size();
    }

    void clear() {
        waiting.clear();
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
