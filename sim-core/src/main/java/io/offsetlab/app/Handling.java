package io.offsetlab.app;

import io.offsetlab.sink.SinkSpec;

/**
 * What an application is like besides the time it takes for a record, as data. What has no meaning beside the rest is always the
 * same, so that applications that are alike are equal.
 *
 * @param workers how many records it processes at a time. One: its loop processes what a poll returned before it polls again. More:
 *     its loop hands records to so many workers and keeps polling, with its partitions paused while they have enough
 * @param order which records its workers process one after another; without meaning for one worker
 * @param keys how many different keys the records of a partition have, for {@link Order#KEY}
 * @param poison records whose processing throws
 * @param failures how often processing a poison record throws before it succeeds, over all processes, or {@link #ALWAYS}
 * @param slow records that take longer
 * @param slowExtraMicros how much longer they take
 * @param sink where effects go
 * @param restartMicros how long after its end a process is started again that ended because processing threw, or {@link #NEVER}
 */
public record Handling(
        int workers,
        Order order,
        long keys,
        Marked poison,
        int failures,
        Marked slow,
        long slowExtraMicros,
        SinkSpec sink,
        long restartMicros) {
    /** Processing a poison record never succeeds. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    /** A process that ended with an exception is not started again. */
    public static final long NEVER = -1;

    private static final long KEYS = 10;

    /** One thread that polls and processes, nothing that fails, effects that are there at once. */
    public static final Handling PLAIN =
            new Handling(1, Order.PARTITION, KEYS, Marked.NONE, ALWAYS, Marked.NONE, 0, SinkSpec.PLAIN, 5_000_000);

    public Handling {
        if (workers < 1 || keys < 1 || failures < 1 || slowExtraMicros < 0 || restartMicros < NEVER) {
            throw new IllegalArgumentException(
                    "workers, keys and failures must be at least 1 and times not negative, but were " + workers + ", "
                            + keys + ", " + failures + ", " + slowExtraMicros + ", " + restartMicros);
        }
        keys = order == Order.KEY ? keys : KEYS;
        failures = poison.isEmpty() ? ALWAYS : failures;
        slowExtraMicros = slow.isEmpty() ? 0 : slowExtraMicros;
    }

    /** With so many workers that keep this order. */
    public Handling withWorkers(int count, Order kept) {
        return new Handling(count, kept, keys, poison, failures, slow, slowExtraMicros, sink, restartMicros);
    }

    /** With so many keys in each partition. */
    public Handling withKeys(long count) {
        return new Handling(workers, order, count, poison, failures, slow, slowExtraMicros, sink, restartMicros);
    }

    /** With these records throwing so many times. */
    public Handling withPoison(Marked records, int times) {
        return new Handling(workers, order, keys, records, times, slow, slowExtraMicros, sink, restartMicros);
    }

    /** With these records taking so much longer. */
    public Handling withSlow(Marked records, long extraMicros) {
        return new Handling(workers, order, keys, poison, failures, records, extraMicros, sink, restartMicros);
    }

    public Handling withSink(SinkSpec other) {
        return new Handling(workers, order, keys, poison, failures, slow, slowExtraMicros, other, restartMicros);
    }

    public Handling withRestart(long micros) {
        return new Handling(workers, order, keys, poison, failures, slow, slowExtraMicros, sink, micros);
    }

    /** Whether all that a record comes to is the time it takes: one worker, none that fails or is slow, effects there at once. */
    public boolean isPlain() {
        boolean sinkIsPlain = sink.kind() == SinkSpec.Kind.PLAIN || sink.kind() == SinkSpec.Kind.UNFENCED_STORE;
        return workers == 1 && poison.isEmpty() && slow.isEmpty() && sinkIsPlain;
    }
}
