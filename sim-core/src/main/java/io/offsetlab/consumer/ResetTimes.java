package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.WallClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.protocol.Errors;

/**
 * Which offset auto.offset.reset looks for, and when a partition may be looked up again whose reset came to nothing: after
 * request.timeout.ms if no record is young enough (S8.9), after retry.backoff.ms if the partition is not there.
 */
final class ResetTimes implements Fingerprinted {
    private final ClientContext context;
    private final Map<Integer, Long> notBefore = new TreeMap<>();

    ResetTimes(ClientContext context) {
        this.context = context;
    }

    /** What to ask ListOffsets for. */
    long byPolicy() {
        return switch (context.config().resetPolicy()) {
            case EARLIEST -> Request.ListOffsets.EARLIEST;
            case BY_DURATION ->
                WallClock.millis(context.now()) - context.config().resetDurationMillis();
            default -> Request.ListOffsets.LATEST;
        };
    }

    /** Those of these partitions that may be looked up now. */
    List<Integer> due(List<Integer> partitions) {
        if (notBefore.isEmpty()) {
            return partitions;
        }
        List<Integer> due = new ArrayList<>();
        for (int partition : partitions) {
            long at = notBefore.getOrDefault(partition, 0L);
            if (context.now() >= at) {
                notBefore.remove(partition);
                due.add(partition);
            } else {
                context.wakeAt(at);
            }
        }
        return due;
    }

    /** The look-up of this partition found nothing. */
    void unresolved(int partition, long askedAt, Errors error) {
        long at = error == Errors.NONE
                ? askedAt + context.config().requestTimeoutMicros()
                : context.now() + context.config().retryBackoffMicros();
        notBefore.put(partition, at);
        context.wakeAt(at);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        notBefore.forEach((partition, at) -> fingerprint.add(partition).addTime(Math.max(at, context.now())));
    }
}
