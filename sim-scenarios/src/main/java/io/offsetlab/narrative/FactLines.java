package io.offsetlab.narrative;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.RunHeader;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a run as JSON lines: the header first, then an object a fact with its name, code, time in microseconds, lane and fields.
 * Members and partitions go by name; the seed is text, because JSON readers may lose digits of a number that long.
 */
public final class FactLines implements FactSink {
    private static final List<String> PARTITIONS = List.of("partition", "partitions", "assigned", "pending");

    private final RunHeader header;
    private final JsonGenerator json;

    /**
     * Writes the header's line.
     *
     * @throws tools.jackson.core.JacksonException if {@code out} cannot be written to, as all methods do
     */
    public FactLines(RunHeader header, Writer out) {
        this(out, header);
        head();
    }

    private FactLines(Writer out, RunHeader header) {
        this.header = header;
        json = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .rootValueSeparator("")
                .build()
                .createGenerator(ObjectWriteContext.empty(), out);
    }

    /** One fact as its line, without the line feed. */
    public static String line(RunHeader header, Fact fact) {
        StringWriter out = new StringWriter();
        FactLines lines = new FactLines(out, header);
        lines.accept(fact);
        lines.flush();
        return out.toString().strip();
    }

    private void head() {
        json.writeStartObject();
        json.writeStringProperty("fact", "Run");
        json.writeNumberProperty("engineVersion", header.engineVersion());
        json.writeStringProperty("kafkaVersion", RunHeader.KAFKA_VERSION);
        json.writeStringProperty("scenario", header.scenario());
        json.writeStringProperty("policy", header.policy());
        json.writeStringProperty("seed", Long.toString(header.seed()));
        promise();
        json.writeObjectPropertyStart("clientConfig");
        for (Map.Entry<String, String> setting : header.clientConfig().entrySet()) {
            json.writeStringProperty(setting.getKey(), setting.getValue());
        }
        json.writeEndObject();
        if (!header.fixes().isEmpty()) {
            json.writeArrayPropertyStart("fixes");
            header.fixes().forEach(fix -> json.writeString(fix.text()));
            json.writeEndArray();
        }
        json.writeArrayPropertyStart("members");
        header.members().forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("partitions");
        for (TopicPartition partition : header.partitions()) {
            json.writeString(partition.toString());
        }
        json.writeEndArray();
        endLine();
    }

    private void promise() {
        json.writeArrayPropertyStart("promise");
        header.promise().kept().forEach(invariant -> json.writeString(invariant.name()));
        json.writeEndArray();
        json.writeStringProperty("redelivery", header.promise().redelivery().text());
        json.writeStringProperty("residue", header.promise().residue().text());
    }

    @Override
    public void accept(Fact fact) {
        json.writeStartObject();
        json.writeStringProperty("fact", fact.getClass().getSimpleName());
        json.writeNumberProperty("code", fact.code());
        json.writeNumberProperty("at", fact.at());
        json.writeStringProperty("lane", header.laneName(fact.lane()));
        for (RecordComponent component : fact.getClass().getRecordComponents()) {
            if (!component.getName().equals("at")) {
                json.writeName(component.getName());
                value(component.getName(), valueOf(component, fact));
            }
        }
        endLine();
    }

    /** Hands everything written so far to the writer. */
    public void flush() {
        json.flush();
    }

    private void endLine() {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static Object valueOf(RecordComponent component, Fact fact) {
        try {
            return component.getAccessor().invoke(fact);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a fact's " + component.getName() + " cannot be read", e);
        }
    }

    private void value(String name, Object value) {
        if (value instanceof Number number) {
            number(name, number.longValue());
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Offsets offsets) {
            offsets(offsets);
        } else if (value instanceof int[] numbers) {
            json.writeStartArray();
            for (int number : numbers) {
                number(name, number);
            }
            json.writeEndArray();
        } else if (value instanceof int[][] rows) {
            json.writeStartArray();
            for (int[] row : rows) {
                value(name, row);
            }
            json.writeEndArray();
        } else if (value instanceof Enum<?> constant) {
            json.writeString(constant.name());
        } else {
            throw new IllegalStateException("a fact's " + name + " is no kind of value that lines can hold");
        }
    }

    private void number(String name, long number) {
        boolean member = name.equals("member") || name.equals("members");
        boolean partition = PARTITIONS.contains(name);
        if (!member && !partition) {
            json.writeNumber(number);
        } else if (number < 0) {
            json.writeNull();
        } else if (member) {
            json.writeString(header.members().get((int) number));
        } else {
            json.writeString(header.partitions().get((int) number).toString());
        }
    }

    private void offsets(Offsets offsets) {
        json.writeStartObject();
        for (int i = 0; i < offsets.size(); i++) {
            json.writeNumberProperty(
                    header.partitions().get(offsets.partition(i)).toString(), offsets.offset(i));
        }
        json.writeEndObject();
    }
}
