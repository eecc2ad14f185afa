package io.offsetlab.byo;

import io.offsetlab.consumer.Batch;
import io.offsetlab.consumer.Call;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.Upcall;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CallKind;
import java.util.Objects;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for calls of the simulated client on the application's own thread: steps the simulation until the call has news, runs the
 * application code that is due, and goes on until the call is over (design 2a).
 */
final class Calls {
    private final Home home;
    private final Subscription subscription;
    private final CommittedMaps names;
    private final Interception<?, ?> interception;
    private final Meters meters;
    private final AtomicBoolean wakeup = new AtomicBoolean();
    private @Nullable Object latestCommit;

    Calls(Home home, Subscription subscription, Interception<?, ?> interception, Meters meters) {
        this.home = home;
        this.subscription = subscription;
        this.names = home.names();
        this.interception = interception;
        this.meters = meters;
    }

    Client client() {
        return home.client();
    }

    /** From any thread: the next blocking point of the client throws WakeupException. */
    void wakeup() {
        home.wakeup(wakeup);
    }

    /** What was produced so far can be seen by a method that does not wait. */
    void flush() {
        home.prepare();
    }

    private void passSignals() {
        if (wakeup.get() && wakeup.getAndSet(false)) {
            client().wakeup();
        }
        passInterrupt();
    }

    private void passInterrupt() {
        if (Thread.interrupted()) {
            client().interrupt();
        }
    }

    /** Application code and later calls see an interrupt that has not ended anything, as if nobody had looked at it. */
    private void restoreInterrupt() {
        if (client().signals().takeInterrupt()) {
            Thread.currentThread().interrupt();
        }
    }

    Batch poll(long timeoutMicros) {
        boolean records = false;
        home.pollBegins();
        try {
            Batch batch = (Batch) Objects.requireNonNull(await(() -> client().poll(timeoutMicros, false)));
            records = !batch.isEmpty();
            return batch;
        } finally {
            home.pollEnds(timeoutMicros, records);
        }
    }

    /** Sends a commit off whose end is told by a callback. */
    void commitAsync(@Nullable Offsets offsets, Object tag) {
        latestCommit = tag;
        home.committing(false);
        await(() -> client().commitAsync(offsets, tag));
    }

    /** Commits and waits for the end. */
    void commitSync(@Nullable Offsets offsets, long timeoutMicros) {
        boolean stored = false;
        try {
            await(() -> client().commitSync(offsets, timeoutMicros));
            stored = true;
        } finally {
            home.committing(!stored);
        }
    }

    /** Starts a call, which sees a wakeup or an interrupt before it, and waits for it; throws what it threw. */
    @Nullable
    Object await(Supplier<Call> start) {
        home.prepare();
        passSignals();
        try {
            return awaited(start.get());
        } finally {
            restoreInterrupt();
        }
    }

    private @Nullable Object awaited(Call call) {
        Throwable beyondKafka = null;
        waitForNews();
        for (Upcall due = call.upcall(); due != null; due = call.upcall()) {
            interception.tellCommits();
            restoreInterrupt();
            try {
                run(due);
                call.returned();
            } catch (RuntimeException thrown) {
                call.threw(thrown);
            } catch (ProcessKilled gone) {
                throw gone;
            } catch (Error thrown) {
                beyondKafka = thrown;
                call.threw(new KafkaException(thrown));
            }
            if (client().isClosed()) {
                return closedInside(call);
            }
            passInterrupt();
            client().progress();
            waitForNews();
        }
        client().finish(call);
        interception.tellCommits();
        if (beyondKafka instanceof Error error) {
            // an assertion in application code goes to whoever called, as it does in Kafka
            throw error;
        }
        RuntimeException thrown = call.exception();
        if (thrown != null) {
            throw thrown;
        }
        return call.value();
    }

    /** Application code inside the call has closed the consumer: Kafka's network client is gone from under the call. */
    private static @Nullable Object closedInside(Call call) {
        if (call.kind() == CallKind.CLOSE) {
            return null;
        }
        throw new DisconnectException("NetworkClient is no longer active, state is CLOSED");
    }

    private void waitForNews() {
        home.awaitNews(this::passSignals);
    }

    @SuppressWarnings("ReferenceEquality") // a commit is the one that was made with this very object
    private void run(Upcall due) {
        ConsumerRebalanceListener listener = subscription.listener();
        if (due instanceof Upcall.Committed committed) {
            if (committed.exception() != null && committed.tag() == latestCommit) {
                home.committing(true);
            }
            if (committed.tag() instanceof OffsetCommitCallback callback) {
                callback.onComplete(
                        committed.offsetsTold() ? names.named(committed.offsets()) : null, committed.exception());
            }
        } else if (listener != null) {
            long began = meters.nanos();
            tell(listener, due);
            meters.callbackTook(due, meters.nanos() - began);
        }
    }

    private void tell(ConsumerRebalanceListener listener, Upcall due) {
        if (due instanceof Upcall.Assigned assigned) {
            listener.onPartitionsAssigned(named(assigned.partitions()));
        } else if (due instanceof Upcall.Revoked revoked) {
            listener.onPartitionsRevoked(named(revoked.partitions()));
        } else if (due instanceof Upcall.Lost lost) {
            listener.onPartitionsLost(named(lost.partitions()));
        }
    }

    private SortedSet<TopicPartition> named(int[] partitions) {
        return names.names(partitions);
    }
}
