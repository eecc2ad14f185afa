package io.offsetlab.byo;

import io.offsetlab.protocol.Offsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** commitSync and commitAsync. */
final class Committing {
    /** The tag of a commitAsync without a callback. */
    private static final Object NO_CALLBACK = new Object();

    private final Calls calls;
    private final CommittedMaps names;
    private final ConsumerSettings settings;
    private final Meters meters;

    Committing(Calls calls, CommittedMaps names, ConsumerSettings settings, Meters meters) {
        this.calls = calls;
        this.names = names;
        this.settings = settings;
        this.meters = meters;
    }

    /** @param offsets null for the positions of all partitions */
    void sync(@Nullable Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        long started = meters.nanos();
        try {
            settings.groupOrThrow();
            long micros = Timeouts.micros(timeout);
            Offsets numbered = offsets == null ? calls.client().positions().allConsumed() : names.numbered(offsets);
            try {
                calls.commitSync(numbered, micros);
            } catch (TimeoutException late) {
                throw new TimeoutException("Timeout of " + timeout.toMillis()
                        + "ms expired before successfully committing offsets " + names.named(numbered));
            }
        } finally {
            meters.commitSyncTook(meters.nanos() - started);
        }
    }

    /** @param offsets null for the positions of all partitions */
    void async(@Nullable Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
        settings.groupOrThrow();
        Offsets numbered = offsets == null ? calls.client().positions().allConsumed() : names.numbered(offsets);
        calls.commitAsync(numbered, callback == null ? NO_CALLBACK : callback);
    }
}
