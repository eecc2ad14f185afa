package io.offsetlab.byo;

import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** close: the client first, then everything else whatever came of it; the first exception is the one thrown. */
final class Closing {
    private final Calls calls;
    private final Home home;
    private final Plugins<?, ?> plugins;
    private final Meters meters;
    private @Nullable RuntimeException first;

    Closing(Calls calls, Home home, Plugins<?, ?> plugins, Meters meters) {
        this.calls = calls;
        this.home = home;
        this.plugins = plugins;
        this.meters = meters;
    }

    /** @param killed whether the process is gone, so that nobody in the cluster hears of it any more */
    void close(boolean killed, long timeoutMicros, GroupMembershipOperation operation) {
        if (!killed) {
            tried(() -> {
                calls.await(() -> home.client().close(timeoutMicros, operation));
            });
            home.closed();
        }
        tried(plugins.interception()::close);
        tried(meters::close);
        tried(plugins.deserializers()::close);
        if (first instanceof InterruptException interrupted) {
            throw interrupted;
        }
        if (first != null) {
            boolean wrapped = "Failed to close kafka consumer".equals(first.getMessage());
            throw wrapped ? first : new KafkaException("Failed to close kafka consumer", first);
        }
    }

    private void tried(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException thrown) {
            first = first == null ? thrown : first;
        }
    }
}
