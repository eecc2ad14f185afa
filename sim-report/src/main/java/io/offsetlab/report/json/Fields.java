package io.offsetlab.report.json;

import io.offsetlab.scenario.BadInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads fields one after another in the order in which they are written, which needs no memory for what was read, and says in one
 * sentence where something else was found.
 */
final class Fields {
    private final String file;
    private final JsonParser json;
    /** Whether the current token is to be looked at once more. */
    private boolean again;

    Fields(String file, JsonParser json) {
        this.file = file;
        this.json = json;
    }

    BadInput wrong(String found, String allowed) {
        return new BadInput(file + ", line " + json.currentTokenLocation().getLineNr() + ": found " + found
                + ", allowed is " + allowed);
    }

    void startObject() {
        expect(JsonToken.START_OBJECT, "an object");
    }

    void endObject() {
        expect(JsonToken.END_OBJECT, "the end of the object");
    }

    void startObject(String name) {
        name(name);
        startObject();
    }

    void end() {
        if (json.nextToken() != null) {
            throw wrong(shown(), "the end of the file");
        }
    }

    /** Reads past a field with all that is in it. */
    void skip(String name) {
        name(name);
        json.nextToken();
        json.skipChildren();
    }

    String text(String name) {
        name(name);
        return text();
    }

    private String text() {
        expect(JsonToken.VALUE_STRING, "a text");
        String text = json.getString();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw wrong("a text with a control character", "a text on one line");
        }
        return text;
    }

    /** Whether a field is there with a value other than null, which then begins as an object. */
    boolean startsObjectOrNull(String name) {
        name(name);
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_NULL || token == JsonToken.START_OBJECT) {
            return token == JsonToken.START_OBJECT;
        }
        throw wrong(shown(), name + " as an object or null");
    }

    boolean flag(String name) {
        name(name);
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        throw wrong(shown(), name + " as true or false");
    }

    long number(String name, long least, long most) {
        name(name);
        json.nextToken();
        return number(least, most);
    }

    /** A number of at least 0, or null in place of {@code otherwise}. */
    long numberOrNull(String name, long otherwise) {
        name(name);
        return json.nextToken() == JsonToken.VALUE_NULL ? otherwise : number(0, Long.MAX_VALUE);
    }

    private long number(long least, long most) {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
                && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long number = json.getLongValue();
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw wrong(shown(), "a whole number from " + least + " to " + most);
    }

    /** A number that is written as a text, because it may need all 64 bits. */
    long seed(String name) {
        String text = text(name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw wrong("\"" + text + "\"", name + " as a whole number in quotes");
        }
    }

    /** A list of numbers. */
    long[] numbers(String name, int count) {
        name(name);
        long[] numbers = numbers(count);
        if (numbers.length != count) {
            throw wrong(numbers.length + " numbers", name + " with " + count);
        }
        return numbers;
    }

    /** A list of at most so many numbers, that has no name. */
    long[] numbers(int most) {
        expect(JsonToken.START_ARRAY, "a list of numbers");
        long[] numbers = new long[16];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (count == most) {
                throw wrong("more than " + most + " numbers", "at most that many");
            }
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count * 2);
            }
            numbers[count++] = number(Long.MIN_VALUE, Long.MAX_VALUE);
        }
        return Arrays.copyOf(numbers, count);
    }

    /** A list, whose items are read one by one; the reader is called in front of an item's first token. */
    <T> List<T> list(String name, int most, Supplier<T> item) {
        name(name);
        expect(JsonToken.START_ARRAY, "a list");
        List<T> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == most) {
                throw wrong("more than " + most + " items", name + " with at most that many");
            }
            again = true;
            items.add(item.get());
        }
        return items;
    }

    List<String> texts(String name, int most) {
        return list(name, most, this::text);
    }

    private void expect(JsonToken token, String what) {
        JsonToken next = again ? json.currentToken() : json.nextToken();
        again = false;
        if (next != token) {
            throw wrong(shown(), what);
        }
    }

    private void name(String name) {
        JsonToken token = json.nextToken();
        if (token != JsonToken.PROPERTY_NAME || !json.currentName().equals(name)) {
            throw wrong(shown(), "the field " + name);
        }
    }

    private String shown() {
        JsonToken token = json.currentToken();
        if (token == null) {
            return "the end of the file";
        }
        String text = json.getString();
        String cut = text == null || text.length() <= 40 ? text : text.substring(0, 40) + "...";
        return token == JsonToken.PROPERTY_NAME ? "the field " + cut : String.valueOf(cut);
    }
}
