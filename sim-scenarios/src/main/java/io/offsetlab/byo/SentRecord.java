package io.offsetlab.byo;

import io.offsetlab.producer.ProducerCall;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What a record that was sent says, and what became of it; waiting for it takes virtual time. */
final class SentRecord implements Future<RecordMetadata> {
    private final ProducerHome home;
    private final TopicPartition partition;
    private final @Nullable Callback callback;
    private final RecordContent content;
    private @Nullable RecordMetadata metadata;
    private @Nullable RuntimeException failure;

    SentRecord(ProducerHome home, TopicPartition partition, RecordContent content, @Nullable Callback callback) {
        this.home = home;
        this.partition = partition;
        this.content = content;
        this.callback = callback;
    }

    RecordContent content() {
        return content;
    }

    void written(long offset) {
        metadata = new RecordMetadata(
                partition, offset, 0, content.timestampMillis(), length(content.key()), length(content.value()));
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? -1 : bytes.length;
    }

    void failed(RuntimeException cause) {
        failure = cause;
        metadata = new RecordMetadata(partition, -1, -1, -1, -1, -1);
    }

    /** Tells the application, which is at a place where it can be told. */
    void tell() {
        if (callback != null) {
            callback.onCompletion(metadata, failure);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return false;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public boolean isDone() {
        return metadata != null;
    }

    @Override
    public RecordMetadata get() throws ExecutionException {
        home.enter();
        try {
            if (!isDone()) {
                ProducerCall flush = home.producer().flush();
                home.await(flush::isDone);
                home.producer().finish(flush);
            }
        } finally {
            home.leave();
        }
        if (failure != null) {
            throw new ExecutionException(failure);
        }
        return Objects.requireNonNull(metadata);
    }

    /** As {@link #get()}: a record that is not written fails after delivery.timeout.ms. */
    @Override
    public RecordMetadata get(long timeout, TimeUnit unit) throws ExecutionException {
        return get();
    }
}
