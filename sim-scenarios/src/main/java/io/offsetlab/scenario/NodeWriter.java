package io.offsetlab.scenario;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes nodes as YAML, a top-level field or item of a list on each line, or as JSON in one line. */
final class NodeWriter {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./@-]*( [A-Za-z0-9_./@+-]+)*");

    private final StringBuilder out = new StringBuilder();
    private final boolean json;

    private NodeWriter(boolean json) {
        this.json = json;
    }

    static String json(Node node) {
        NodeWriter writer = new NodeWriter(true);
        writer.flow(node);
        return writer.out.toString();
    }

    static String yaml(Node.Fields top) {
        NodeWriter writer = new NodeWriter(false);
        for (Map.Entry<String, Node> field : top.map().entrySet()) {
            writer.out.append(field.getKey()).append(':');
            writer.block(field.getValue());
        }
        return writer.out.toString();
    }

    private void block(Node node) {
        if (node instanceof Node.Items items && !items.nodes().isEmpty() && isLong(items)) {
            out.append('\n');
            for (Node item : items.nodes()) {
                out.append("  - ");
                flow(item);
                out.append('\n');
            }
        } else {
            out.append(' ');
            flow(node);
            out.append('\n');
        }
    }

    private static boolean isLong(Node.Items items) {
        return items.nodes().stream().anyMatch(item -> !(item instanceof Node.Scalar));
    }

    private void flow(Node node) {
        if (node instanceof Node.Scalar scalar) {
            text(scalar.text(), scalar.bare());
        } else if (node instanceof Node.Items items) {
            String gap = "";
            out.append('[');
            for (Node item : items.nodes()) {
                out.append(gap);
                flow(item);
                gap = json ? "," : ", ";
            }
            out.append(']');
        } else if (node instanceof Node.Fields fields) {
            fields(fields);
        } else {
            out.append("null");
        }
    }

    private void fields(Node.Fields fields) {
        String gap = "";
        out.append('{');
        for (Map.Entry<String, Node> field : fields.map().entrySet()) {
            out.append(gap);
            text(field.getKey(), false);
            out.append(json ? ":" : ": ");
            flow(field.getValue());
            gap = json ? "," : ", ";
        }
        out.append('}');
    }

    private void text(String text, boolean bare) {
        if (bare || (!json && isPlain(text))) {
            out.append(text);
        } else {
            quoted(text);
        }
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches() && !text.equalsIgnoreCase("null");
    }

    private void quoted(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c < ' ' || c > '~') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
