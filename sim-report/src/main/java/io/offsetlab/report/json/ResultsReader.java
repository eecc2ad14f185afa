package io.offsetlab.report.json;

import io.offsetlab.experiment.EnumCounts;
import io.offsetlab.experiment.FirstBroken;
import io.offsetlab.experiment.PolicyLine;
import io.offsetlab.experiment.RunRow;
import io.offsetlab.experiment.SweepPlan;
import io.offsetlab.experiment.SweepResult;
import io.offsetlab.experiment.WorldLine;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.metric.Metric;
import io.offsetlab.metric.RunMetrics;
import io.offsetlab.metric.Samples;
import io.offsetlab.metric.Series;
import io.offsetlab.metric.Situation;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.RunHeader;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads results in the order in which {@link ResultsWriter} writes them, within limits. */
final class ResultsReader {
    private static final int MOST_POLICIES = 1_000;
    private static final int MOST_WORLDS = 1_000_000;
    private static final int MOST_ROWS = 20_000_000;
    private static final int MOST_SAMPLES = 1_000_000;

    private final Fields fields;

    ResultsReader(Fields fields) {
        this.fields = fields;
    }

    SweepResult read() {
        fields.startObject();
        String format = fields.text("format");
        if (!format.equals(ResultsJson.FORMAT)) {
            throw fields.wrong("format " + format, ResultsJson.FORMAT);
        }
        long version = fields.number("version", 0, Integer.MAX_VALUE);
        if (version != ResultsJson.VERSION) {
            throw fields.wrong("version " + version + " of the format", "version " + ResultsJson.VERSION);
        }
        SweepPlan plan = plan();
        fields.skip("advice");
        fields.skip("neverReached");
        fields.skip("columns");
        List<WorldLine> worlds = fields.list("worlds", MOST_WORLDS, this::world);
        List<RunRow> rows = fields.list("rows", MOST_ROWS, () -> row(plan));
        fields.endObject();
        fields.end();
        return result(plan, worlds, rows);
    }

    private SweepResult result(SweepPlan plan, List<WorldLine> worlds, List<RunRow> rows) {
        try {
            return new SweepResult(plan, worlds, rows);
        } catch (IllegalArgumentException e) {
            throw fields.wrong(
                    "rows that do not fit the plan (" + e.getMessage() + ")", "a row for each seed and policy");
        }
    }

    private SweepPlan plan() {
        fields.startObject("plan");
        int engine = (int) fields.number("engine", 0, Integer.MAX_VALUE);
        if (engine != RunHeader.ENGINE_VERSION) {
            throw fields.wrong("results of engine version " + engine, "engine version " + RunHeader.ENGINE_VERSION);
        }
        String kafka = fields.text("kafka");
        String scenario = fields.text("scenario");
        long inputs = hex("inputs");
        long seedFrom = fields.seed("seedFrom");
        long seedTo = fields.seed("seedTo");
        if (seedFrom < 0 || seedTo < seedFrom || seedTo - seedFrom >= MOST_WORLDS) {
            throw fields.wrong(
                    "seeds " + seedFrom + ".." + seedTo, "a range of at most " + MOST_WORLDS + " seeds from 0 up");
        }
        int shard = (int) fields.number("shard", 1, MOST_WORLDS);
        int shards = (int) fields.number("shards", shard, seedTo - seedFrom + 1);
        List<PolicyLine> policies = fields.list("policies", MOST_POLICIES, this::policy);
        if (policies.isEmpty()) {
            throw fields.wrong("no policy", "at least one");
        }
        fields.endObject();
        return new SweepPlan(engine, kafka, scenario, inputs, policies, seedFrom, seedTo, shard, shards);
    }

    private PolicyLine policy() {
        fields.startObject();
        PolicyLine line = new PolicyLine(
                fields.text("name"),
                fields.text("description"),
                fields.texts("promises", InvariantName.values().length).stream()
                        .map(this::invariant)
                        .toList(),
                fields.text("bound"),
                fields.flag("clairvoyant"));
        fields.endObject();
        return line;
    }

    private InvariantName invariant(String name) {
        for (InvariantName invariant : InvariantName.values()) {
            if (invariant.name().equals(name)) {
                return invariant;
            }
        }
        throw fields.wrong(
                "the invariant " + name, List.of(InvariantName.values()).toString());
    }

    private WorldLine world() {
        fields.startObject();
        WorldLine line = new WorldLine(
                fields.seed("seed"),
                (int) fields.number("members", 0, Integer.MAX_VALUE),
                (int) fields.number("partitions", 0, Integer.MAX_VALUE),
                fields.number("records", 0, Long.MAX_VALUE),
                fields.number("processingMicros", 0, Long.MAX_VALUE),
                fields.number("chaosMicros", 0, Long.MAX_VALUE),
                counts("faults", FaultKind.class));
        fields.endObject();
        return line;
    }

    private RunRow row(SweepPlan plan) {
        fields.startObject();
        RunRow row = new RunRow(
                fields.seed("seed"),
                (int) fields.number("policy", 0, plan.policies().size() - 1),
                hex("digest"),
                fields.number("events", 0, Long.MAX_VALUE),
                fields.number("endedAtMicros", 0, Long.MAX_VALUE),
                fields.numberOrNull("bound", Long.MAX_VALUE),
                fields.numberOrNull("allowed", Long.MAX_VALUE),
                counts("violations", InvariantName.class),
                counts("fired", FaultKind.class),
                counts("situations", Situation.class),
                metrics(),
                broken());
        fields.endObject();
        return row;
    }

    private long hex(String name) {
        String text = fields.text(name);
        if (!text.matches("[0-9a-f]{16}")) {
            throw fields.wrong(name + " \"" + text + "\"", "16 hexadecimal digits");
        }
        return HexFormat.fromHexDigitsToLong(text);
    }

    private RunMetrics metrics() {
        long[] values = fields.numbers("metrics", Metric.values().length);
        List<Samples> series =
                fields.list("series", Series.values().length, () -> Samples.of(fields.numbers(MOST_SAMPLES)));
        if (series.size() != Series.values().length) {
            throw fields.wrong(series.size() + " lists", "series with " + Series.values().length);
        }
        return RunMetrics.of(values, series);
    }

    private @Nullable FirstBroken broken() {
        if (!fields.startsObjectOrNull("broken")) {
            return null;
        }
        FirstBroken broken = new FirstBroken(
                invariant(fields.text("invariant")), fields.number("at", 0, Long.MAX_VALUE), fields.text("sentence"));
        fields.endObject();
        return broken;
    }

    private <E extends Enum<E>> EnumCounts<E> counts(String name, Class<E> type) {
        return EnumCounts.of(type, fields.numbers(name, type.getEnumConstants().length));
    }
}
