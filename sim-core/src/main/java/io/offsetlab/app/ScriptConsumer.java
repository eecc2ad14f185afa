package io.offsetlab.app;

import io.offsetlab.consumer.Batch;
import io.offsetlab.consumer.Call;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.Upcall;
import io.offsetlab.protocol.Offsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The application around one scripted consumer: calls the client and waits, runs the callbacks, remembers what was delivered and
 * processed.
 */
final class ScriptConsumer {
    private final Script script;
    private final ScriptProcess process;
    private final ScriptRecords records;
    private final List<ScriptEvent> events = new ArrayList<>();
    private ScriptListener listener = ScriptListener.NOTHING;

    ScriptConsumer(Script script, ScriptProcess process) {
        this.script = script;
        this.process = process;
        this.records = new ScriptRecords(script, process);
    }

    Client client() {
        return process.client();
    }

    ScriptProcess process() {
        return process;
    }

    ScriptRecords records() {
        return records;
    }

    void listener(ScriptListener next) {
        listener = next;
    }

    /** What ran inside the current step. */
    List<ScriptEvent> takeEvents() {
        List<ScriptEvent> taken = new ArrayList<>(events);
        events.clear();
        return taken;
    }

    long apiTimeoutMicros() {
        return client().context().config().defaultApiTimeoutMicros();
    }

    /** Waits for a call that was just started, running what is due inside of it; throws what it threw. */
    @Nullable
    Object finish(Call call) {
        process.awaitNews();
        for (Upcall due = call.upcall(); due != null; due = call.upcall()) {
            RuntimeException thrown = run(due);
            if (thrown == null) {
                call.returned();
            } else {
                call.threw(thrown);
            }
            client().progress();
            process.awaitNews();
        }
        client().finish(call);
        RuntimeException thrown = call.exception();
        if (thrown != null) {
            throw thrown;
        }
        return call.value();
    }

    /** One poll. */
    Batch poll(long timeoutMicros) {
        Batch batch = (Batch) Objects.requireNonNull(finish(client().poll(timeoutMicros, false)));
        records.delivered(batch);
        return batch;
    }

    void commitSync(@Nullable Offsets offsets, long timeoutMicros) {
        finish(client().commitSync(offsets, timeoutMicros));
    }

    /** The partitions that the consumer owns now. */
    List<TopicPartition> assignment() {
        return script.names(client().positions().assigned());
    }

    private @Nullable RuntimeException run(Upcall due) {
        if (due instanceof Upcall.Assigned assigned) {
            return onRebalance("assigned", assigned.partitions(), listener.assigned());
        } else if (due instanceof Upcall.Revoked revoked) {
            return onRebalance("revoked", revoked.partitions(), listener.revoked());
        } else if (due instanceof Upcall.Lost lost) {
            return onRebalance("lost", lost.partitions(), listener.lost());
        }
        Upcall.Committed committed = (Upcall.Committed) due;
        if (committed.tag() instanceof String tag) {
            events.add(new ScriptEvent.Committed(tag, committed.offsets(), committed.exception()));
        }
        return null;
    }

    private @Nullable RuntimeException onRebalance(
            String callback, int[] partitions, List<ScriptListener.Action> actions) {
        events.add(new ScriptEvent.Rebalanced(callback, script.names(partitions)));
        for (ScriptListener.Action action : actions) {
            RuntimeException thrown = carryOut(action, partitions);
            events.add(new ScriptEvent.Done(action, thrown));
            if (thrown != null && listener.rethrow()) {
                return thrown;
            }
        }
        return null;
    }

    private @Nullable RuntimeException carryOut(ScriptListener.Action action, int[] partitions) {
        try {
            act(action, partitions);
            return null;
        } catch (RuntimeException thrown) {
            return thrown;
        }
    }

    private void act(ScriptListener.Action action, int[] partitions) {
        switch (action) {
            case COMMIT_SYNC -> commitSync(null, apiTimeoutMicros());
            case COMMIT_PROCESSED -> commitSync(records.behindProcessed(), apiTimeoutMicros());
            case DROP -> records.drop(partitions);
            case SEEK_TO_STORE -> {
                for (int partition : partitions) {
                    client().seek(partition, script.store().offset(partition));
                }
            }
            case SEEK_TO_BEGINNING -> client().seekToEnds(partitions, true);
            case PAUSE -> client().pause(partitions);
            case THROW -> throw new IllegalStateException("thrown by the listener, as the script wants");
        }
    }
}
