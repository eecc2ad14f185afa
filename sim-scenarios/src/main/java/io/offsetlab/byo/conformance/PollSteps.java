package io.offsetlab.byo.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** The steps that poll. Times are milliseconds, as in the recordings. */
final class PollSteps {
    static final List<String> OPS = List.of("poll", "pollOnce", "join", "drain");

    private static final long POLL_MS = 100;
    private static final long JOIN_POLL_MS = 20;
    private static final long JOINED_AT_MOST_MS = 20_000;
    private static final int JOINED_ROUNDS = 3;
    private static final long DRAIN_POLL_MS = 50;

    private PollSteps() {}

    static Step.Action read(String op, String c, JsonFields step) {
        if (op.equals("pollOnce")) {
            return pollOnce(c, step.number("ms", POLL_MS));
        }
        return poll(c, step.number("ms", 5_000));
    }

    /** The steps that let several consumers poll in turn. */
    static Step.Action inTurn(String op, JsonFields step, Set<String> consumers) {
        List<String> known = List.copyOf(consumers);
        if (op.equals("drain")) {
            return drain(step.textsOf("cs", known), step.number("ms", 600), step.flag("show"));
        } else if (op.equals("join")) {
            JsonFields expect = step.inner("expect");
            Map<String, Integer> expected = new LinkedHashMap<>();
            for (String name : expect.names()) {
                if (!consumers.contains(name)) {
                    throw expect.wrong(
                            "names of consumers that a step before has made: " + String.join(", ", consumers));
                }
                expected.put(name, expect.count(name));
            }
            return join(expected);
        }
        throw step.wrong("the name of a consumer as c");
    }

    private static Step.Action pollOnce(String c, long ms) {
        return stage -> Runs.texts(folded(stage.member(c).poll(ms)));
    }

    /** Polls until something is delivered or the time is over. */
    private static Step.Action poll(String c, long ms) {
        return stage -> {
            long until = stage.kafka().nowMillis() + ms;
            ConsumerRecords<String, String> records = stage.member(c).poll(POLL_MS);
            while (records.isEmpty() && stage.kafka().nowMillis() < until) {
                records = stage.member(c).poll(POLL_MS);
            }
            return Runs.texts(folded(records));
        };
    }

    private static Map<TopicPartition, Runs> folded(ConsumerRecords<String, String> records) {
        Map<TopicPartition, Runs> runs = Runs.byPartition();
        records.forEach(record -> Runs.add(runs, Inbox.partitionOf(record), record.offset()));
        return runs;
    }

    /** Polls in turn until each consumer owns so many partitions in three rounds in a row. */
    private static Step.Action join(Map<String, Integer> expected) {
        return stage -> {
            long until = stage.kafka().nowMillis() + JOINED_AT_MOST_MS;
            int rounds = 0;
            while (rounds < JOINED_ROUNDS && stage.kafka().nowMillis() < until) {
                expected.keySet().forEach(name -> stage.member(name).poll(JOIN_POLL_MS));
                rounds = owned(stage, expected) ? rounds + 1 : 0;
            }
            Map<String, Object> result = new TreeMap<>();
            result.put("reached", rounds == JOINED_ROUNDS);
            expected.keySet().forEach(name -> result.put(name, ConsumerSteps.assignment(stage.member(name))));
            return result;
        };
    }

    private static boolean owned(Stage stage, Map<String, Integer> expected) {
        boolean all = true;
        for (Map.Entry<String, Integer> wanted : expected.entrySet()) {
            int owned = stage.member(wanted.getKey()).consumer().assignment().size();
            all &= owned == wanted.getValue();
        }
        return all;
    }

    /**
     * Polls in turn until nothing has come for so long.
     *
     * @param show whether what came is the result
     */
    private static Step.Action drain(List<String> names, long quietMs, boolean show) {
        return stage -> {
            Map<String, Map<TopicPartition, Runs>> came = new TreeMap<>();
            names.forEach(name -> came.put(name, Runs.byPartition()));
            long quietSince = stage.kafka().nowMillis();
            while (stage.kafka().nowMillis() - quietSince < quietMs) {
                for (String name : names) {
                    ConsumerRecords<String, String> records = stage.member(name).poll(DRAIN_POLL_MS);
                    Map<TopicPartition, Runs> runs = came.computeIfAbsent(name, first -> Runs.byPartition());
                    records.forEach(record -> Runs.add(runs, Inbox.partitionOf(record), record.offset()));
                    quietSince = records.isEmpty() ? quietSince : stage.kafka().nowMillis();
                }
            }
            Map<String, Object> result = new TreeMap<>();
            came.forEach((name, runs) -> result.put(name, Runs.texts(runs)));
            return show ? result : null;
        };
    }
}
