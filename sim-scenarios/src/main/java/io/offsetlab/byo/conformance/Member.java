package io.offsetlab.byo.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.NullNode;

/** A consumer of a recorded scenario and the application around it: its listener, its callbacks, its records. */
final class Member {
    private final Stage stage;
    private final Consumer<String, String> consumer;
    private final Inbox inbox = new Inbox();
    private final List<Map<String, Object>> events = new ArrayList<>();

    Member(Stage stage, Consumer<String, String> consumer) {
        this.stage = stage;
        this.consumer = consumer;
    }

    Consumer<String, String> consumer() {
        return consumer;
    }

    Inbox inbox() {
        return inbox;
    }

    ConsumerRecords<String, String> poll(long ms) {
        ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(ms));
        inbox.add(records);
        return records;
    }

    /** The application code that ran since this was asked last, in order. */
    List<Map<String, Object>> takeEvents() {
        List<Map<String, Object>> taken = new ArrayList<>(events);
        events.clear();
        return taken;
    }

    /** Puts the offsets and the exception that a callback of commitAsync was given on record. */
    OffsetCommitCallback callback(String tag) {
        return (offsets, thrown) -> {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("cb", "commit");
            event.put("tag", tag);
            putOffsets(event, offsets);
            Outcome.putException(event, thrown);
            events.add(event);
        };
    }

    private static void putOffsets(
            Map<String, Object> event, @Nullable Map<TopicPartition, OffsetAndMetadata> offsets) {
        event.put("offsets", offsets == null ? NullNode.getInstance() : Outcome.offsets(offsets));
    }

    /** A listener that puts its calls on record and does as the scenario wants. */
    ConsumerRebalanceListener listener(ListenerScript script) {
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                called("assigned", partitions, script.assigned(), script.rethrow());
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                called("revoked", partitions, script.revoked(), script.rethrow());
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                called("lost", partitions, script.lost(), script.rethrow());
            }
        };
    }

    private void called(
            String callback,
            Collection<TopicPartition> partitions,
            List<ListenerScript.Action> actions,
            boolean rethrow) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("cb", callback);
        event.put("parts", partitions.stream().map(TopicPartition::toString).toList());
        events.add(event);
        for (ListenerScript.Action action : actions) {
            RuntimeException thrown = thrownBy(action, partitions);
            Map<String, Object> done = new LinkedHashMap<>();
            done.put("do", action.text());
            Outcome.putException(done, thrown);
            events.add(done);
            if (thrown != null && rethrow) {
                throw thrown;
            }
        }
    }

    private @Nullable RuntimeException thrownBy(ListenerScript.Action action, Collection<TopicPartition> partitions) {
        try {
            carryOut(action, partitions);
            return null;
        } catch (RuntimeException thrown) {
            return thrown;
        }
    }

    private void carryOut(ListenerScript.Action action, Collection<TopicPartition> partitions) {
        switch (action) {
            case COMMIT_SYNC -> consumer.commitSync();
            case COMMIT_PROCESSED -> consumer.commitSync(inbox.behindProcessed());
            case DROP -> inbox.drop(partitions);
            case SEEK_TO_STORE ->
                partitions.forEach(
                        partition -> consumer.seek(partition, stage.store().getOrDefault(partition, 0L)));
            case SEEK_TO_BEGINNING -> consumer.seekToBeginning(partitions);
            case PAUSE -> consumer.pause(partitions);
            case THROW -> throw new IllegalStateException("thrown by the listener, as the scenario wants");
        }
    }
}
