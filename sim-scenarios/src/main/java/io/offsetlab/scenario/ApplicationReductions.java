package io.offsetlab.scenario;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Marked;
import io.offsetlab.app.Order;
import io.offsetlab.app.RecordId;
import io.offsetlab.sink.SinkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** Makes the application plainer: no record that fails or is slow, or fewer, and by name; fewer workers; a plain sink. */
final class ApplicationReductions {
    /** Up to so many records each is tried as the only one that fails or is slow, instead of those that were drawn. */
    private static final long MOST_NAMED = 64;

    private final Scenario scenario;
    private final Handling application;

    ApplicationReductions(Scenario scenario) {
        this.scenario = scenario;
        application = scenario.application();
    }

    Stream<Supplier<Scenario>> plainer() {
        Stream<Handling> whole = Stream.of(
                Handling.PLAIN.withSink(harmless()),
                application.withPoison(Marked.NONE, Handling.ALWAYS),
                application.withSlow(Marked.NONE, 0),
                application.withSink(harmless()));
        Stream<Handling> workers = IntStream.of(1, 2, application.workers() - 1)
                .filter(count -> count > 0 && count < application.workers())
                .mapToObj(count -> application.withWorkers(count, application.order()));
        Stream<Handling> orders = Stream.of(Order.values())
                .filter(order -> order.ordinal() < application.order().ordinal())
                .map(order -> application.withWorkers(application.workers(), order));
        Stream<Handling> keys = Stream.of(1L, 2L, Handling.PLAIN.keys()).map(application::withKeys);
        Stream<Handling> poison =
                fewer(application.poison(), marked -> application.withPoison(marked, application.failures()));
        Stream<Handling> slow =
                fewer(application.slow(), marked -> application.withSlow(marked, application.slowExtraMicros()));
        Stream<Handling> failures = IntStream.of(1, 2, application.failures() - 1)
                .filter(count -> !application.poison().isEmpty() && count > 0 && count < application.failures())
                .mapToObj(count -> application.withPoison(application.poison(), count));
        return Stream.of(whole, workers, orders, keys, poison, slow, failures)
                .flatMap(all -> all)
                .map(plainer -> () -> scenario.toBuilder().application(plainer).build());
    }

    /** The sink that does what this one should; a table stays one, because without it other things go wrong. */
    private SinkSpec harmless() {
        return switch (application.sink().kind()) {
            case PLAIN, BUFFERED, UNFENCED_STORE -> SinkSpec.PLAIN;
            case DEDUPE, DEDUPE_BEFORE, DEDUPE_AFTER -> SinkSpec.DEDUPE;
        };
    }

    /** One of the records less, or a single one instead of those that were drawn. */
    private Stream<Handling> fewer(Marked marked, Function<Marked, Handling> with) {
        if (marked.oneIn() > 0) {
            boolean small = scenario.records() <= MOST_NAMED;
            return small ? everyRecord().map(id -> with.apply(new Marked(0, List.of(id)))) : Stream.empty();
        }
        List<RecordId> records = marked.records();
        return IntStream.range(0, records.size()).mapToObj(i -> {
            List<RecordId> kept = new ArrayList<>(records);
            kept.remove(i);
            return with.apply(new Marked(0, kept));
        });
    }

    private Stream<RecordId> everyRecord() {
        List<Long> ends = scenario.ends();
        List<RecordId> all = new ArrayList<>();
        for (int partition = 0; partition < ends.size(); partition++) {
            for (long offset = 0; offset < ends.get(partition) && all.size() <= MOST_NAMED; offset++) {
                all.add(new RecordId(partition, offset));
            }
        }
        return all.stream();
    }

    /**
     * The application fitted to a scenario that has lost partitions or records: numbers follow names, and what is behind the end of its
     * partition moves to the last record.
     */
    static Handling fitted(
            Handling application, List<TopicPartition> before, List<TopicPartition> now, List<Long> ends) {
        return application
                .withPoison(fitted(application.poison(), before, now, ends), application.failures())
                .withSlow(fitted(application.slow(), before, now, ends), application.slowExtraMicros());
    }

    /** The same records one partition further down; those of the first one stay where they are. */
    static Handling moved(Handling application, int first, int last) {
        return application
                .withPoison(moved(application.poison(), first, last), application.failures())
                .withSlow(moved(application.slow(), first, last), application.slowExtraMicros());
    }

    private static Marked moved(Marked marked, int first, int last) {
        List<RecordId> moved = marked.records().stream()
                .map(record -> record.partition() > first && record.partition() <= last
                        ? new RecordId(record.partition() - 1, record.offset())
                        : record)
                .distinct()
                .toList();
        return new Marked(marked.oneIn(), moved);
    }

    private static Marked fitted(
            Marked marked, List<TopicPartition> before, List<TopicPartition> now, List<Long> ends) {
        List<RecordId> kept = new ArrayList<>();
        for (RecordId record : marked.records()) {
            int partition = now.indexOf(before.get(record.partition()));
            if (partition >= 0 && ends.get(partition) > 0) {
                kept.add(new RecordId(partition, Math.min(record.offset(), ends.get(partition) - 1)));
            }
        }
        return new Marked(marked.oneIn(), kept);
    }
}
