package io.offsetlab.report.json;

import io.offsetlab.experiment.EnumCounts;
import io.offsetlab.experiment.PolicyLine;
import io.offsetlab.experiment.RunRow;
import io.offsetlab.experiment.SweepPlan;
import io.offsetlab.experiment.WorldLine;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.metric.Metric;
import io.offsetlab.metric.Samples;
import io.offsetlab.metric.Series;
import io.offsetlab.metric.Situation;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.report.Advice;
import io.offsetlab.report.Comparison;
import io.offsetlab.report.Phrases;
import java.util.HexFormat;
import tools.jackson.core.JsonGenerator;

/** Writes results; each world and each row on a line of its own. */
final class ResultsWriter {
    private final JsonGenerator json;

    ResultsWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(Comparison comparison) {
        json.writeStartObject();
        json.writeStringProperty("format", ResultsJson.FORMAT);
        json.writeNumberProperty("version", ResultsJson.VERSION);
        plan(comparison.plan());
        advice(comparison.advice());
        json.writeArrayPropertyStart("neverReached");
        for (Situation situation : comparison.statistics().neverReached()) {
            json.writeString(situation.text());
        }
        json.writeEndArray();
        columns();
        json.writeArrayPropertyStart("worlds");
        for (WorldLine world : comparison.sweep().worlds()) {
            world(world);
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("rows");
        for (RunRow row : comparison.sweep().rows()) {
            row(row);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void plan(SweepPlan plan) {
        json.writeObjectPropertyStart("plan");
        json.writeNumberProperty("engine", plan.engineVersion());
        json.writeStringProperty("kafka", plan.kafkaVersion());
        json.writeStringProperty("scenario", plan.scenario());
        json.writeStringProperty("inputs", HexFormat.of().toHexDigits(plan.inputs()));
        json.writeStringProperty("seedFrom", Long.toString(plan.seedFrom()));
        json.writeStringProperty("seedTo", Long.toString(plan.seedTo()));
        json.writeNumberProperty("shard", plan.shard());
        json.writeNumberProperty("shards", plan.shards());
        json.writeArrayPropertyStart("policies");
        for (PolicyLine policy : plan.policies()) {
            policy(policy);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void policy(PolicyLine policy) {
        line();
        json.writeStartObject();
        json.writeStringProperty("name", policy.name());
        json.writeStringProperty("description", policy.description());
        json.writeArrayPropertyStart("promises");
        for (InvariantName invariant : policy.promises()) {
            json.writeString(invariant.name());
        }
        json.writeEndArray();
        json.writeStringProperty("bound", policy.bound());
        json.writeBooleanProperty("clairvoyant", policy.clairvoyant());
        json.writeEndObject();
    }

    /** For people and other tools; it is computed anew when results are read. */
    private void advice(Advice advice) {
        json.writeObjectPropertyStart("advice");
        json.writeStringProperty("asked", advice.asked().name());
        json.writeStringProperty("cheapest", advice.cheapest());
        json.writeStringProperty(
                "seedLine", advice.seedLine() == null ? null : advice.seedLine().text());
        json.writeStringProperty("sentence", advice.sentence());
        json.writeEndObject();
    }

    private void columns() {
        json.writeObjectPropertyStart("columns");
        json.writeArrayPropertyStart("metrics");
        for (Metric metric : Metric.values()) {
            json.writeString(metric.text());
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("series");
        for (Series series : Series.values()) {
            json.writeString(series.text());
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("invariants");
        for (InvariantName invariant : InvariantName.values()) {
            json.writeString(invariant.name());
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("faults");
        for (FaultKind kind : FaultKind.values()) {
            json.writeString(Phrases.word(kind));
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("situations");
        for (Situation situation : Situation.values()) {
            json.writeString(situation.text());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void world(WorldLine world) {
        line();
        json.writeStartObject();
        json.writeStringProperty("seed", Long.toString(world.seed()));
        json.writeNumberProperty("members", world.members());
        json.writeNumberProperty("partitions", world.partitions());
        json.writeNumberProperty("records", world.records());
        json.writeNumberProperty("processingMicros", world.processingMicros());
        json.writeNumberProperty("chaosMicros", world.chaosMicros());
        counts("faults", FaultKind.class, world.faults());
        json.writeEndObject();
    }

    private void row(RunRow row) {
        line();
        json.writeStartObject();
        json.writeStringProperty("seed", Long.toString(row.seed()));
        json.writeNumberProperty("policy", row.policy());
        json.writeStringProperty("digest", HexFormat.of().toHexDigits(row.digest()));
        json.writeNumberProperty("events", row.events());
        json.writeNumberProperty("endedAtMicros", row.endedAtMicros());
        bound("bound", row.bound());
        bound("allowed", row.allowed());
        counts("violations", InvariantName.class, row.violations());
        counts("fired", FaultKind.class, row.fired());
        counts("situations", Situation.class, row.situations());
        json.writeArrayPropertyStart("metrics");
        for (Metric metric : Metric.values()) {
            json.writeNumber(row.metrics().get(metric));
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("series");
        for (Series series : Series.values()) {
            samples(row.metrics().get(series));
        }
        json.writeEndArray();
        broken(row);
        json.writeEndObject();
    }

    private void bound(String name, long records) {
        if (records == Long.MAX_VALUE) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, records);
        }
    }

    private void broken(RunRow row) {
        if (row.broken() == null) {
            json.writeNullProperty("broken");
            return;
        }
        json.writeObjectPropertyStart("broken");
        json.writeStringProperty("invariant", row.broken().invariant().name());
        json.writeNumberProperty("at", row.broken().at());
        json.writeStringProperty("sentence", row.broken().sentence());
        json.writeEndObject();
    }

    private void samples(Samples samples) {
        json.writeStartArray();
        for (int i = 0; i < samples.count(); i++) {
            json.writeNumber(samples.get(i));
        }
        json.writeEndArray();
    }

    private <E extends Enum<E>> void counts(String name, Class<E> type, EnumCounts<E> counts) {
        json.writeArrayPropertyStart(name);
        for (E constant : type.getEnumConstants()) {
            json.writeNumber(counts.get(constant));
        }
        json.writeEndArray();
    }

    private void line() {
        json.writeRaw('\n');
    }
}
