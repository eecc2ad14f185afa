package io.offsetlab.app;

import io.offsetlab.consumer.Batch;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.RecordFact;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The records that a scripted consumer was given: which ones, which of them it has processed, which still wait. */
final class ScriptRecords {
    private final Script script;
    private final ScriptProcess process;
    private final ArrayDeque<Run> waiting = new ArrayDeque<>();
    private final Map<Integer, ScriptRuns> delivered = new TreeMap<>();
    private final Map<Integer, ScriptRuns> processed = new TreeMap<>();
    private final Map<Integer, Long> behindProcessed = new TreeMap<>();

    ScriptRecords(Script script, ScriptProcess process) {
        this.script = script;
        this.process = process;
    }

    private record Run(int partition, long from, long to) {
        long records() {
            return to - from;
        }
    }

    void delivered(Batch batch) {
        for (int run = 0; run < batch.runs(); run++) {
            waiting.add(new Run(batch.partition(run), batch.from(run), batch.to(run)));
            add(delivered, batch.partition(run), batch.from(run), batch.to(run));
        }
    }

    static void add(Map<Integer, ScriptRuns> all, int partition, long from, long to) {
        all.computeIfAbsent(partition, number -> new ScriptRuns()).add(from, to);
    }

    /** Processes so many of the waiting records, in the order of delivery; returns which. */
    Map<Integer, ScriptRuns> process(long records, boolean store) {
        List<Run> taken = take(records);
        long micros = script.processingMicros();
        long startedAt = script.world().now();
        long total = taken.stream().mapToLong(Run::records).sum();
        if (total > 0) {
            process.work(total * micros);
        }
        Map<Integer, ScriptRuns> done = new TreeMap<>();
        for (Run run : taken) {
            tell(run, startedAt, startedAt + run.records() * micros, micros, store);
            startedAt += run.records() * micros;
            add(done, run.partition, run.from, run.to);
            add(processed, run.partition, run.from, run.to);
            behindProcessed.put(run.partition, run.to);
        }
        return done;
    }

    private List<Run> take(long records) {
        List<Run> taken = new ArrayList<>();
        long left = records;
        while (left > 0 && !waiting.isEmpty()) {
            Run run = waiting.remove();
            long end = run.from + Math.min(run.records(), left);
            if (end < run.to) {
                waiting.addFirst(new Run(run.partition, end, run.to));
            }
            taken.add(new Run(run.partition, run.from, end));
            left -= end - run.from;
        }
        return taken;
    }

    private void tell(Run run, long startedAt, long endsAt, long micros, boolean store) {
        FactSink facts = script.world().facts();
        int member = process.client().context().member();
        int partition = run.partition;
        long first = startedAt + micros;
        facts.accept(new RecordFact.Started(startedAt, endsAt - micros, member, partition, run.from, run.to));
        facts.accept(new RecordFact.Effect(first, endsAt, member, partition, run.from, run.to, Outcome.DONE, 0));
        if (store) {
            script.store().put(partition, run.to);
            facts.accept(new RecordFact.ExternalStored(first, endsAt, member, partition, run.from, run.to));
        }
    }

    void drop(int[] partitions) {
        waiting.removeIf(run -> Arrays.binarySearch(partitions, run.partition) >= 0);
    }

    /** The offsets behind the last processed records. */
    Offsets behindProcessed() {
        int[] partitions = new int[behindProcessed.size()];
        long[] offsets = new long[behindProcessed.size()];
        int i = 0;
        for (Map.Entry<Integer, Long> entry : behindProcessed.entrySet()) {
            partitions[i] = entry.getKey();
            offsets[i++] = entry.getValue();
        }
        return Offsets.of(partitions, offsets);
    }

    Map<Integer, ScriptRuns> delivered() {
        return delivered;
    }

    Map<Integer, ScriptRuns> processed() {
        return processed;
    }
}
