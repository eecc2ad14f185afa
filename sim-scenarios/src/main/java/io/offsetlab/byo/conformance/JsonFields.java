package io.offsetlab.byo.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of one JSON object, with where it stands for messages. */
final class JsonFields {
    private final JsonNode node;
    private final String where;

    JsonFields(JsonNode node, String where) {
        this.node = node;
        this.where = where;
        if (!node.isObject()) {
            throw new IllegalArgumentException(where + " must be a JSON object, but was " + node.getNodeType());
        }
    }

    JsonNode node() {
        return node;
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    String text(String field) {
        if (!node.path(field).isString()) {
            throw wrong(field, "a text");
        }
        return node.path(field).stringValue();
    }

    String text(String field, String otherwise) {
        return has(field) ? text(field) : otherwise;
    }

    @Nullable
    String optionalText(String field) {
        return has(field) ? text(field) : null;
    }

    long number(String field) {
        if (!node.path(field).isIntegralNumber()) {
            throw wrong(field, "a whole number");
        }
        return node.path(field).longValue();
    }

    long number(String field, long otherwise) {
        return has(field) ? number(field) : otherwise;
    }

    boolean isText(String field, String text) {
        return node.path(field).isString() && node.path(field).stringValue().equals(text);
    }

    /** Some of these texts. */
    List<String> textsOf(String field, List<String> allowed) {
        List<String> texts = texts(field);
        if (!allowed.containsAll(texts)) {
            throw wrong(field, "a list of " + String.join(", ", allowed));
        }
        return texts;
    }

    /** One of these texts. */
    String oneOf(String field, List<String> allowed) {
        String text = text(field);
        if (!allowed.contains(text)) {
            throw wrong(field, "one of " + String.join(", ", allowed));
        }
        return text;
    }

    /** The fields of an object that is a field itself. */
    JsonFields inner(String field) {
        return new JsonFields(object(field), where + ", " + field);
    }

    List<String> names() {
        return new ArrayList<>(node.propertyNames());
    }

    /** All fields, which have to be texts or numbers. */
    Map<String, Object> plain() {
        Map<String, Object> plain = new TreeMap<>();
        for (String field : names()) {
            if (node.path(field).isIntegralNumber()) {
                plain.put(field, number(field));
            } else {
                plain.put(field, text(field));
            }
        }
        return plain;
    }

    /** All fields, which have to be texts. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        names().forEach(field -> texts.put(field, text(field)));
        return texts;
    }

    int count(String field, int most) {
        long number = number(field);
        if (number < 0 || number > most) {
            throw wrong(field, "a number from 0 to " + most);
        }
        return (int) number;
    }

    int count(String field) {
        long number = number(field);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw wrong(field, "a number from 0 to 2147483647");
        }
        return (int) number;
    }

    boolean flag(String field) {
        return has(field) && node.path(field).booleanValue();
    }

    TopicPartition partition(String field) {
        return named(text(field), field);
    }

    /** A partition as the recordings write it: {@code topic-0}. */
    private TopicPartition named(String text, String field) {
        int dash = text.lastIndexOf('-');
        try {
            int number = Integer.parseInt(text.substring(dash + 1));
            if (dash > 0 && number >= 0) {
                return new TopicPartition(text.substring(0, dash), number);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(notNamed(field, text), e);
        }
        throw new IllegalArgumentException(notNamed(field, text));
    }

    private String notNamed(String field, String text) {
        return where + ": a partition in " + field + " must be a topic, a dash and a number, but was \"" + text + '"';
    }

    /** A partition of one of these topics, each with so many partitions. */
    TopicPartition partition(String field, Map<String, Integer> topics) {
        TopicPartition partition = partition(field);
        if (partition.partition() >= topics.getOrDefault(partition.topic(), 0)) {
            throw wrong(field, "a partition of the topics " + topics);
        }
        return partition;
    }

    List<String> texts(String field) {
        if (!node.path(field).isArray()) {
            throw wrong(field, "a list of texts");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode text : node.path(field)) {
            if (!text.isString()) {
                throw wrong(field, "a list of texts");
            }
            texts.add(text.stringValue());
        }
        return texts;
    }

    List<TopicPartition> partitions(String field) {
        return texts(field).stream().map(name -> named(name, field)).toList();
    }

    Map<TopicPartition, Long> offsets(String field) {
        Map<TopicPartition, Long> offsets = new TreeMap<>(Runs.BY_NAME);
        for (Map.Entry<String, JsonNode> entry : object(field).properties()) {
            if (!entry.getValue().isIntegralNumber()) {
                throw wrong(field, "a map from partitions to whole numbers");
            }
            offsets.put(named(entry.getKey(), field), entry.getValue().longValue());
        }
        return offsets;
    }

    JsonNode object(String field) {
        if (!node.path(field).isObject()) {
            throw wrong(field, "an object");
        }
        return node.path(field);
    }

    List<JsonFields> objects(String field, int most) {
        JsonNode list = node.path(field);
        if (!list.isArray() || list.size() > most) {
            throw wrong(field, "a list of at most " + most + " objects");
        }
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode each : list) {
            objects.add(new JsonFields(each, where + ", " + field + "[" + objects.size() + "]"));
        }
        return objects;
    }

    /** What is wrong with the whole object. */
    IllegalArgumentException wrong(String needed, Exception cause) {
        IllegalArgumentException wrong = wrong(needed);
        wrong.initCause(cause);
        return wrong;
    }

    /** What is wrong with the whole object. */
    IllegalArgumentException wrong(String needed) {
        return new IllegalArgumentException(
                where + " needs " + needed + ", but has only " + String.join(", ", names()));
    }

    private IllegalArgumentException wrong(String field, String allowed) {
        return new IllegalArgumentException(
                where + ": " + field + " must be " + allowed + ", but was " + node.path(field));
    }
}
