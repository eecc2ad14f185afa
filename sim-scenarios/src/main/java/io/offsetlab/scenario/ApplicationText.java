package io.offsetlab.scenario;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Marked;
import io.offsetlab.app.Order;
import io.offsetlab.app.RecordId;
import io.offsetlab.sink.SinkSpec;
import io.offsetlab.sink.SinkSpec.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The application of a scenario as fields: workers, order, keys, poison and slow records, sink, restart. */
final class ApplicationText {
    private static final Handling PLAIN = Handling.PLAIN;
    private static final String ALWAYS = "always";
    private static final String NEVER = "never";
    private static final long GAP_MICROS = 1_000;

    private final AnchorText records;

    ApplicationText(List<TopicPartition> partitions) {
        records = new AnchorText(List.of(), partitions);
    }

    Handling read(@Nullable Cursor application) {
        if (application == null) {
            return PLAIN;
        }
        application.withFields("workers", "order", "keys", "poison", "slow", "sink", "restart-after");
        Cursor order = application.get("order");
        Cursor keys = application.get("keys");
        if (keys != null && (order == null || order.word(Order.class) != Order.KEY)) {
            throw BadInput.at(keys.path(), "the field means nothing unless order is key");
        }
        Cursor poison = fields(application.get("poison"), "fails");
        Cursor slow = fields(application.get("slow"), "extra");
        Cursor sink = application.get("sink");
        return new Handling(
                (int) application.number("workers", 1, Limits.WORKERS, PLAIN.workers()),
                order == null ? PLAIN.order() : order.word(Order.class),
                application.number("keys", 1, Limits.RECORDS, PLAIN.keys()),
                marked(poison),
                poison == null ? PLAIN.failures() : failures(poison.get("fails")),
                marked(slow),
                slow == null ? 0 : positive(slow.need("extra", Durations.ALLOWED)),
                sink == null ? SinkSpec.PLAIN : sink(sink),
                restart(application.get("restart-after")));
    }

    private static @Nullable Cursor fields(@Nullable Cursor marked, String own) {
        return marked == null ? null : marked.withFields("one-in", "records", own);
    }

    private Marked marked(@Nullable Cursor marked) {
        if (marked == null) {
            return Marked.NONE;
        }
        Cursor list = marked.get("records");
        List<RecordId> named = new ArrayList<>();
        for (Cursor item : list == null ? List.<Cursor>of() : list.items("allowed is a list of records")) {
            named.add(records.record(item.path(), item.text("allowed is a record such as orders-0@42")));
        }
        if (list == null && marked.get("one-in") == null) {
            throw BadInput.at(
                    marked.path(),
                    "found neither one-in nor records, allowed is at least one of them, such as one-in: 100");
        }
        return new Marked(marked.number("one-in", 1, Limits.RECORDS, 0), named);
    }

    private static int failures(@Nullable Cursor fails) {
        String allowed = "allowed is always, or a whole number from 1 to " + Limits.FAILURES;
        if (fails == null || fails.text(allowed).equals(ALWAYS)) {
            return Handling.ALWAYS;
        }
        try {
            return (int) fails.number(1, Limits.FAILURES);
        } catch (BadInput e) {
            throw fails.wrong(allowed);
        }
    }

    private static long restart(@Nullable Cursor restart) {
        if (restart == null) {
            return PLAIN.restartMicros();
        }
        return restart.text("allowed is never, or a duration").equals(NEVER) ? Handling.NEVER : restart.duration();
    }

    /** A word for a kind that needs no numbers, or a map. */
    private static SinkSpec sink(Cursor sink) {
        if (sink.node() instanceof Node.Scalar) {
            Kind kind = sink.word(Kind.class);
            if (kind == Kind.BUFFERED) {
                throw BadInput.at(
                        sink.path(),
                        "a buffered sink needs numbers, allowed is a map such as"
                                + " {kind: buffered, flush-records: 100, flush-every: 1s}");
            }
            return new SinkSpec(kind, 0, 0, kind == Kind.DEDUPE_AFTER ? GAP_MICROS : 0);
        }
        sink.withFields("kind", "flush-records", "flush-every", "gap");
        Kind kind = sink.need("kind", "allowed is " + Words.list(Kind.class)).word(Kind.class);
        only(sink, "flush-records", kind, Kind.BUFFERED);
        only(sink, "flush-every", kind, Kind.BUFFERED);
        only(sink, "gap", kind, Kind.DEDUPE_AFTER);
        if (kind == Kind.BUFFERED) {
            return SinkSpec.buffered(
                    (int) sink.need("flush-records", "allowed is a number of records")
                            .number(1, Integer.MAX_VALUE),
                    positive(sink.need("flush-every", Durations.ALLOWED)));
        }
        Cursor gap = sink.get("gap");
        long otherwise = kind == Kind.DEDUPE_AFTER ? GAP_MICROS : 0;
        return new SinkSpec(kind, 0, 0, gap == null ? otherwise : positive(gap));
    }

    private static void only(Cursor sink, String field, Kind kind, Kind wanted) {
        Cursor given = sink.get(field);
        if (given != null && kind != wanted) {
            throw BadInput.at(given.path(), "the field means nothing unless kind is " + Words.of(wanted));
        }
    }

    private static long positive(Cursor field) {
        if (field.duration() == 0) {
            throw field.wrong("allowed is a duration of at least 1us");
        }
        return field.duration();
    }

    /** What differs from a plain application; empty if nothing does. */
    Map<String, Node> write(Handling application) {
        Map<String, Node> map = new LinkedHashMap<>();
        if (application.workers() != PLAIN.workers()) {
            map.put("workers", Node.Scalar.number(application.workers()));
        }
        if (application.order() != PLAIN.order()) {
            map.put("order", word(application.order()));
        }
        if (application.keys() != PLAIN.keys()) {
            map.put("keys", Node.Scalar.number(application.keys()));
        }
        if (!application.poison().isEmpty()) {
            Map<String, Node> poison = marked(application.poison());
            int failures = application.failures();
            poison.put("fails", failures == Handling.ALWAYS ? Node.Scalar.text(ALWAYS) : Node.Scalar.number(failures));
            map.put("poison", new Node.Fields(0, poison));
        }
        if (!application.slow().isEmpty()) {
            Map<String, Node> slow = marked(application.slow());
            slow.put("extra", duration(application.slowExtraMicros()));
            map.put("slow", new Node.Fields(0, slow));
        }
        if (!application.sink().equals(SinkSpec.PLAIN)) {
            map.put("sink", sink(application.sink()));
        }
        if (application.restartMicros() != PLAIN.restartMicros()) {
            boolean never = application.restartMicros() == Handling.NEVER;
            map.put("restart-after", never ? Node.Scalar.text(NEVER) : duration(application.restartMicros()));
        }
        return map;
    }

    private Map<String, Node> marked(Marked marked) {
        Map<String, Node> map = new LinkedHashMap<>();
        if (marked.oneIn() > 0) {
            map.put("one-in", Node.Scalar.number(marked.oneIn()));
        }
        if (!marked.records().isEmpty()) {
            map.put(
                    "records",
                    Node.Items.of(marked.records().stream()
                            .<Node>map(record -> Node.Scalar.text(records.text(record)))
                            .toList()));
        }
        return map;
    }

    private static Node sink(SinkSpec sink) {
        Map<String, Node> map = new LinkedHashMap<>();
        map.put("kind", word(sink.kind()));
        if (sink.kind() == Kind.BUFFERED) {
            map.put("flush-records", Node.Scalar.number(sink.flushRecords()));
            map.put("flush-every", duration(sink.flushMicros()));
        } else if (sink.kind() == Kind.DEDUPE_AFTER) {
            map.put("gap", duration(sink.gapMicros()));
        } else {
            return word(sink.kind());
        }
        return new Node.Fields(0, map);
    }

    private static Node word(Enum<?> constant) {
        return Node.Scalar.text(Words.of(constant));
    }

    private static Node duration(long micros) {
        return Node.Scalar.text(Durations.text(micros));
    }
}
