package io.offsetlab.scenario;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A node and the way to it; reads values of it, or says in one sentence why it cannot. */
record Cursor(Node node, FieldPath path) {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,40}");

    BadInput wrong(String allowed) {
        return BadInput.at(path, "found " + node.found() + ", " + allowed);
    }

    String text(String allowed) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.text();
        }
        throw wrong(allowed);
    }

    long number(long least, long most) {
        String allowed = "allowed is a whole number from " + least + " to " + most;
        String text = text(allowed);
        if (!WHOLE.matcher(text).matches()) {
            throw wrong(allowed);
        }
        BigInteger number = new BigInteger(text);
        if (number.compareTo(BigInteger.valueOf(least)) < 0 || number.compareTo(BigInteger.valueOf(most)) > 0) {
            throw wrong(allowed);
        }
        return number.longValueExact();
    }

    long duration() {
        return Durations.parse(path, text(Durations.ALLOWED));
    }

    <E extends Enum<E>> E word(Class<E> words) {
        return Words.parse(path, text("allowed is " + Words.list(words)), words);
    }

    /** The items of a list. */
    List<Cursor> items(String allowed) {
        if (!(node instanceof Node.Items items)) {
            throw wrong(allowed);
        }
        List<Cursor> list = new ArrayList<>();
        for (Node item : items.nodes()) {
            list.add(new Cursor(item, path.item(list.size())));
        }
        return list;
    }

    /** The fields of a map with free names. */
    Map<String, Cursor> entries(String allowed) {
        if (!(node instanceof Node.Fields fields)) {
            throw wrong(allowed);
        }
        Map<String, Cursor> map = new LinkedHashMap<>();
        fields.map().forEach((name, value) -> map.put(name, new Cursor(value, path.field(name))));
        return map;
    }

    /** This map, refused if it has a field of another name. */
    Cursor withFields(String... names) {
        List<String> allowed = Arrays.asList(names);
        for (Map.Entry<String, Cursor> entry :
                entries("allowed is a map with " + String.join(", ", allowed)).entrySet()) {
            if (!allowed.contains(entry.getKey())) {
                throw BadInput.at(
                        entry.getValue().path(),
                        "unknown field, allowed are " + String.join(", ", allowed)
                                + Nearest.hint(entry.getKey(), allowed));
            }
        }
        return this;
    }

    /** A field of this map, or null if it has none of that name. */
    @Nullable
    Cursor get(String name) {
        if (node instanceof Node.Fields fields) {
            Node child = fields.map().get(name);
            return child == null ? null : new Cursor(child, path.field(name));
        }
        return null;
    }

    Cursor need(String name, String allowed) {
        Cursor field = get(name);
        if (field == null) {
            throw BadInput.at(path.field(name), "the field is missing, " + allowed);
        }
        return field;
    }

    long duration(String name, long otherwise) {
        Cursor field = get(name);
        return field == null ? otherwise : field.duration();
    }

    long number(String name, long least, long most, long otherwise) {
        Cursor field = get(name);
        return field == null ? otherwise : field.number(least, most);
    }

    /** A map from free names to texts. */
    Map<String, String> texts(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        Cursor field = get(name);
        if (field != null) {
            field.entries("allowed is a map from keys to values")
                    .forEach((key, value) -> map.put(key, value.text("allowed is a single value")));
        }
        return map;
    }
}
