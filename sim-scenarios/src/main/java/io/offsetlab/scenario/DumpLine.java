package io.offsetlab.scenario;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** One line of a dump. */
record DumpLine(
        long partition,
        long offset,
        long timestampMillis,
        @Nullable String key,
        @Nullable String value) {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    /** @param wrong makes the exception of a problem */
    static DumpLine parse(Function<String, BadInput> wrong, String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            DumpLine line = new Fields(wrong, parser).read();
            if (parser.nextToken() != null) {
                throw wrong.apply("more follows after the record, allowed is one record on a line");
            }
            return line;
        } catch (UnexpectedEndOfInputException e) {
            throw wrong.apply("the line ends in the middle of a record, as if it had been cut off");
        } catch (JacksonException e) {
            throw wrong.apply("this is not valid JSON: " + e.getOriginalMessage());
        }
    }

    /** The fields read so far. */
    private static final class Fields {
        private final Function<String, BadInput> wrong;
        private final JsonParser parser;
        private long partition = -1;
        private long offset = -1;
        private long timestampMillis = -1;
        private @Nullable String key;
        private @Nullable String value;

        Fields(Function<String, BadInput> wrong, JsonParser parser) {
            this.wrong = wrong;
            this.parser = parser;
        }

        DumpLine read() {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                switch (name) {
                    case "partition" -> partition = number(name, token, 0);
                    case "offset" -> offset = number(name, token, 0);
                    case "timestamp" -> timestampMillis = token == JsonToken.VALUE_NULL ? -1 : number(name, token, -1);
                    case "key" -> key = text(name, token);
                    case "value" -> value = text(name, token);
                    default -> parser.skipChildren();
                }
            }
            return new DumpLine(
                    present("partition", partition), present("offset", offset), timestampMillis, key, value);
        }

        private long present(String name, long number) {
            if (number < 0) {
                throw wrong.apply("the field " + name + " is missing, allowed is a whole number from 0 on");
            }
            return number;
        }

        private long number(String name, JsonToken token, long least) {
            String text = token.isScalarValue() ? parser.getString() : "";
            boolean whole = token == JsonToken.VALUE_NUMBER_INT && text.length() <= 18;
            if (!whole || Long.parseLong(text) < least) {
                throw wrong.apply(
                        "found " + name + " " + Quote.of(text) + ", allowed is a whole number from " + least + " on");
            }
            return Long.parseLong(text);
        }

        private @Nullable String text(String name, JsonToken token) {
            if (!token.isScalarValue()) {
                throw wrong.apply("found a " + name + " that is a map or list, allowed is a text or null");
            }
            return token == JsonToken.VALUE_NULL ? null : parser.getString();
        }
    }
}
