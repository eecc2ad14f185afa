package io.offsetlab.scenario;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Marked;
import io.offsetlab.app.Order;
import io.offsetlab.app.RecordId;
import io.offsetlab.sink.SinkSpec;
import io.offsetlab.sink.SinkSpec.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * From what the generator draws the application.
 *
 * @param workers how many workers it has
 * @param poison how many records fail
 * @param slow how many records are slow
 * @param order which records several workers process one after another
 * @param sink where effects go; numbers of the kind are drawn
 */
public record ApplicationRanges(Range workers, Range poison, Range slow, Order order, Kind sink) {
    /** One worker, no record that fails or is slow, a plain sink. */
    public static final ApplicationRanges PLAIN = new ApplicationRanges(
            new Range(1, 1), new Range(0, 0), new Range(0, 0), Handling.PLAIN.order(), Kind.PLAIN);

    static final List<String> OPTIONS = List.of("workers", "poison", "slow", "order", "sink");

    ApplicationRanges with(FieldPath path, String option, String text) {
        return switch (option) {
            case "workers" ->
                new ApplicationRanges(Ranges.whole(path, text, 1, Limits.WORKERS), poison, slow, order, sink);
            case "poison" ->
                new ApplicationRanges(workers, Ranges.whole(path, text, 0, Limits.NAMED_RECORDS), slow, order, sink);
            case "slow" ->
                new ApplicationRanges(workers, poison, Ranges.whole(path, text, 0, Limits.NAMED_RECORDS), order, sink);
            case "order" -> new ApplicationRanges(workers, poison, slow, Words.parse(path, text, Order.class), sink);
            default -> new ApplicationRanges(workers, poison, slow, order, Words.parse(path, text, Kind.class));
        };
    }

    void addTo(List<String> parts) {
        Ranges.add(parts, "workers", workers.equals(PLAIN.workers) ? null : workers.text(Long::toString));
        Ranges.add(parts, "poison", poison.equals(PLAIN.poison) ? null : poison.text(Long::toString));
        Ranges.add(parts, "slow", slow.equals(PLAIN.slow) ? null : slow.text(Long::toString));
        Ranges.add(parts, "order", order == PLAIN.order ? null : Words.of(order));
        Ranges.add(parts, "sink", sink == PLAIN.sink ? null : Words.of(sink));
    }

    /** Each dimension has draws of its own, so that a default one changes nothing. */
    Handling draw(Draws draws, LoadDraw.Load load) {
        Handling application = Handling.PLAIN.withWorkers((int) draws.in("workers", workers), order);
        Marked poisoned = marked(draws, "poison", (int) draws.in("poison", poison), load);
        Marked slowed = marked(draws, "slow", (int) draws.in("slow", slow), load);
        long mean = load.processing().baseMicros() + load.processing().jitterMicros() / 2;
        return application
                .withKeys(draws.pick("keys", 0, 1, 3, 10, 100))
                .withPoison(poisoned, (int) draws.pick("poison-fails", 0, 1, 2, 5, Handling.ALWAYS, Handling.ALWAYS))
                .withSlow(slowed, slowed.isEmpty() ? 0 : mean * draws.pick("slow-extra", 0, 3, 10, 30, 100))
                .withSink(sink(draws, mean));
    }

    private static Marked marked(Draws draws, String dimension, int count, LoadDraw.Load load) {
        List<RecordId> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int partition = (int) draws.between(dimension + "-partition", i, 0, load.partitions() - 1L);
            records.add(new RecordId(partition, draws.between(dimension + "-offset", i, 0, load.perPartition() - 1)));
        }
        return new Marked(0, records);
    }

    private SinkSpec sink(Draws draws, long mean) {
        return switch (sink) {
            case BUFFERED ->
                SinkSpec.buffered(
                        (int) draws.pick("flush-records", 0, 2, 10, 50, 200),
                        Math.max(1, mean * draws.pick("flush-every", 0, 5, 20, 100)));
            case DEDUPE_AFTER -> SinkSpec.dedupeAfter(Math.max(1, mean / draws.pick("dedupe-gap", 0, 2, 10)));
            default -> new SinkSpec(sink, 0, 0, 0);
        };
    }
}
