package io.offsetlab.app;

import io.offsetlab.consumer.Batch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The steps that poll. Times are milliseconds, as in the recordings. */
public final class ScriptPollSteps {
    private static final long JOINED_AT_MOST_MICROS = 20_000_000;

    private ScriptPollSteps() {}

    /** One poll of {@code ms}. */
    public record PollOnce(String c, long ms) implements ScriptStep {
        @Override
        public Object run(Script script) {
            return delivered(script, script.consumer(c).poll(ms * 1000));
        }
    }

    /** Polls of 100 ms until something is delivered or the time is over. */
    public record Poll(String c, long ms) implements ScriptStep {
        @Override
        public Object run(Script script) {
            long until = script.world().now() + ms * 1000;
            Batch batch = script.consumer(c).poll(100_000);
            while (batch.isEmpty() && script.world().now() < until) {
                batch = script.consumer(c).poll(100_000);
            }
            return delivered(script, batch);
        }
    }

    private static Object delivered(Script script, Batch batch) {
        Map<Integer, ScriptRuns> runs = new TreeMap<>();
        add(runs, batch);
        return script.named(runs);
    }

    private static void add(Map<Integer, ScriptRuns> runs, Batch batch) {
        for (int run = 0; run < batch.runs(); run++) {
            ScriptRecords.add(runs, batch.partition(run), batch.from(run), batch.to(run));
        }
    }

    /** Polls of 20 ms in turn until each consumer owns so many partitions in three rounds in a row. */
    public record Join(Map<String, Integer> expect) implements ScriptStep {
        @Override
        public Object run(Script script) {
            long until = script.world().now() + JOINED_AT_MOST_MICROS;
            int rounds = 0;
            while (rounds < 3 && script.world().now() < until) {
                for (String name : expect.keySet()) {
                    script.consumer(name).poll(20_000);
                }
                rounds = isReached(script) ? rounds + 1 : 0;
            }
            Map<String, Object> result = new TreeMap<>();
            result.put("reached", rounds == 3);
            for (String name : expect.keySet()) {
                result.put(name, script.texts(script.consumer(name).assignment()));
            }
            return result;
        }

        private boolean isReached(Script script) {
            boolean reached = true;
            for (Map.Entry<String, Integer> wanted : expect.entrySet()) {
                reached &= script.consumer(wanted.getKey()).assignment().size() == wanted.getValue();
            }
            return reached;
        }
    }

    /**
     * Polls in turn until nothing has come for {@code ms}.
     *
     * @param show whether what came is the result
     */
    public record Drain(List<String> cs, long ms, boolean show) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            Map<String, Map<Integer, ScriptRuns>> came = new TreeMap<>();
            long quietSince = script.world().now();
            while (script.world().now() - quietSince < ms * 1000) {
                for (String name : cs) {
                    Batch batch = script.consumer(name).poll(50_000);
                    add(came.computeIfAbsent(name, c -> new TreeMap<>()), batch);
                    quietSince = batch.isEmpty() ? quietSince : script.world().now();
                }
            }
            Map<String, Object> result = new TreeMap<>();
            came.forEach((name, runs) -> result.put(name, script.named(runs)));
            return show ? result : null;
        }
    }
}
