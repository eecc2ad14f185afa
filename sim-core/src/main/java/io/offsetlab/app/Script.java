package io.offsetlab.app;

import io.offsetlab.protocol.Offsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A list of steps as one application thread carries them out, with any number of consumers. Each step starts calls of a client,
 * steps the simulation until they have news, runs what is due in callbacks, and goes on.
 */
public final class Script {
    private final ScriptWorld world;
    private final long processingMicros;
    private final ScriptStore store = new ScriptStore();
    private final Map<String, ScriptConsumer> consumers = new LinkedHashMap<>();
    private final List<ScriptEntry> entries = new ArrayList<>();

    /** @param processingMicros how long the application works on a record, at least 1 */
    public Script(ScriptWorld world, long processingMicros) {
        this.world = world;
        this.processingMicros = processingMicros;
    }

    /** Carries out all steps. A step that throws is over, the next one follows. */
    public ScriptOutcome run(List<? extends ScriptStep> steps) {
        for (ScriptStep step : steps) {
            entries.add(carryOut(step));
        }
        return new ScriptSummary(this, consumers).outcome(entries);
    }

    private ScriptEntry carryOut(ScriptStep step) {
        Object result = null;
        RuntimeException thrown = null;
        try {
            result = step.run(this);
        } catch (RuntimeException e) {
            thrown = e;
        }
        Map<String, List<ScriptEvent>> events = new LinkedHashMap<>();
        consumers.forEach((name, consumer) -> {
            List<ScriptEvent> ran = consumer.takeEvents();
            if (!ran.isEmpty()) {
                events.put(name, ran);
            }
        });
        return new ScriptEntry(entries.size(), step.op(), step.c(), result, thrown, events);
    }

    ScriptWorld world() {
        return world;
    }

    ScriptStore store() {
        return store;
    }

    long processingMicros() {
        return processingMicros;
    }

    /** Starts a process; an earlier one of the same name is called {@code name#0} from now on, or the next free number. */
    void start(String name, Map<String, String> settings) {
        ScriptProcess process = world.start(name, settings);
        ScriptConsumer earlier = consumers.remove(name);
        if (earlier != null) {
            int number = 0;
            while (consumers.containsKey(name + '#' + number)) {
                number++;
            }
            consumers.put(name + '#' + number, earlier);
        }
        consumers.put(name, new ScriptConsumer(this, process));
    }

    ScriptConsumer consumer(String name) {
        ScriptConsumer consumer = consumers.get(name);
        if (consumer == null) {
            throw new IllegalArgumentException("no step has made a consumer " + name);
        }
        return consumer;
    }

    int number(TopicPartition partition) {
        int number = world.partitions().indexOf(partition);
        if (number < 0) {
            throw new IllegalArgumentException("the run does not know the partition " + partition);
        }
        return number;
    }

    int[] numbers(List<TopicPartition> partitions) {
        return partitions.stream().mapToInt(this::number).sorted().toArray();
    }

    List<TopicPartition> names(int[] partitions) {
        List<TopicPartition> names = new ArrayList<>();
        for (int partition : partitions) {
            names.add(world.partitions().get(partition));
        }
        return names;
    }

    /** A result: offsets by partition. */
    Map<String, @Nullable Object> named(Offsets offsets) {
        Map<String, @Nullable Object> named = new TreeMap<>();
        for (int i = 0; i < offsets.size(); i++) {
            named.put(world.partitions().get(offsets.partition(i)).toString(), withMetadata(offsets, i));
        }
        return named;
    }

    private static Object withMetadata(Offsets offsets, int i) {
        int length = offsets.metadata(i).length();
        if (length == 0) {
            return offsets.offset(i);
        }
        Map<String, Object> both = new TreeMap<>();
        both.put("metadata", length + " characters");
        both.put("o", offsets.offset(i));
        return both;
    }

    /** A result: runs of offsets by partition. */
    Map<String, String> named(Map<Integer, ScriptRuns> runs) {
        Map<String, String> named = new TreeMap<>();
        runs.forEach((partition, offsets) ->
                named.put(world.partitions().get(partition).toString(), offsets.toString()));
        return named;
    }

    /** A result: partitions. */
    List<String> texts(List<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::toString).toList();
    }
}
