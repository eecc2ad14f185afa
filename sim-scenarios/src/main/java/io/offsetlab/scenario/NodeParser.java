package io.offsetlab.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Turns YAML or JSON, told apart by their beginning, into nodes with lines; refuses what only a hostile file would hold. */
final class NodeParser {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final YAMLFactory YAML = YAMLFactory.builder().build();
    private static final Pattern JSON_BEGINS = Pattern.compile("\\s*(\\{\\s*[\"}]|\\[).*", Pattern.DOTALL);

    private final String name;
    private final JsonParser parser;

    private NodeParser(String name, JsonParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /** @throws BadInput if the text is neither, or exceeds a limit */
    static Node parse(String name, String text) {
        boolean json = JSON_BEGINS.matcher(text).matches();
        try (JsonParser parser = json
                ? JSON.createParser(ObjectReadContext.empty(), text)
                : YAML.createParser(ObjectReadContext.empty(), text)) {
            return parse(name, json ? "JSON" : "YAML", parser);
        }
    }

    private static Node parse(String name, String format, JsonParser parser) {
        NodeParser self = new NodeParser(name, parser);
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new BadInput(name + ": the file is empty, allowed is YAML or JSON");
            }
            Node node = self.node(first, 1);
            if (parser.nextToken() != null) {
                throw self.refused("a second document begins here, allowed is one document in a file");
            }
            return node;
        } catch (UnexpectedEndOfInputException e) {
            throw self.refused("the file ends before its first bracket is closed, as if it had been cut off");
        } catch (JacksonException e) {
            throw self.refused("this is not valid " + format + ": " + reason(e));
        }
    }

    private Node node(@Nullable JsonToken token, int depth) {
        if (depth > Limits.DEPTH) {
            throw refused("values are nested deeper than " + Limits.DEPTH + " levels, which is the limit");
        }
        if (parser instanceof YAMLParser yaml && (yaml.isCurrentAlias() || yaml.getTypeId() != null)) {
            throw refused(
                    "a YAML " + (yaml.isCurrentAlias() ? "alias" : "tag") + " stands here, allowed are plain values");
        }
        int line = line();
        if (token == JsonToken.START_OBJECT) {
            return new Node.Fields(line, fields(depth));
        }
        if (token == JsonToken.START_ARRAY) {
            return new Node.Items(line, items(depth));
        }
        return token == JsonToken.VALUE_NULL ? new Node.Nothing(line) : scalar(token, line);
    }

    private Node scalar(@Nullable JsonToken token, int line) {
        String text = parser.getString();
        boolean bare = token != JsonToken.VALUE_STRING;
        if (bare && text.length() > Limits.NUMBER_DIGITS) {
            throw refused("a number has more than " + Limits.NUMBER_DIGITS + " digits, which is the limit");
        }
        return new Node.Scalar(line, text, bare);
    }

    private Map<String, Node> fields(int depth) {
        Map<String, Node> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (map.containsKey(key)) {
                throw refused("the field " + Quote.of(key) + " is there twice");
            }
            map.put(key, node(parser.nextToken(), depth + 1));
        }
        return map;
    }

    private List<Node> items(int depth) {
        List<Node> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(node(token, depth + 1));
        }
        return list;
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private BadInput refused(String problem) {
        return new BadInput(name + ", line " + line() + ": " + problem);
    }

    /** The parser's own words, without the excerpts that it draws around them. */
    private static String reason(JacksonException e) {
        String reason = "";
        for (String line : e.getOriginalMessage().split("\n", -1)) {
            if (!line.isBlank() && !line.startsWith(" ")) {
                reason = line;
            }
        }
        return reason;
    }
}
