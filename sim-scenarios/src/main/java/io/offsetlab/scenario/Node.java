package io.offsetlab.scenario;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of a file in YAML or JSON, with the line on which it starts, or 0. */
sealed interface Node {
    int line();

    /** What it is, for a message. */
    String found();

    /** A text or number as it was written. */
    record Scalar(int line, String text, boolean bare) implements Node {
        static Scalar text(String text) {
            return new Scalar(0, text, false);
        }

        static Scalar number(long number) {
            return new Scalar(0, Long.toString(number), true);
        }

        @Override
        public String found() {
            return Quote.of(text);
        }
    }

    /** A list. */
    record Items(int line, List<Node> nodes) implements Node {
        static Items of(List<Node> nodes) {
            return new Items(0, nodes);
        }

        @Override
        public String found() {
            return nodes.isEmpty() ? "an empty list" : "a list";
        }
    }

    /** A map in the order of the file. */
    record Fields(int line, Map<String, Node> map) implements Node {
        @Override
        public String found() {
            return map.isEmpty() ? "an empty map" : "a map";
        }
    }

    /** A missing value. */
    record Nothing(int line) implements Node {
        @Override
        public String found() {
            return "nothing";
        }
    }

    /** The line of the field or of what encloses it, as far as the path can be followed. */
    default int lineOf(FieldPath path) {
        Node node = this;
        int line = 0;
        for (String step : path.steps()) {
            Node next = child(node, step);
            if (next == null) {
                break;
            }
            node = next;
            line = node.line();
        }
        return line;
    }

    private static @Nullable Node child(Node node, String step) {
        if (node instanceof Fields fields) {
            return fields.map().get(step);
        }
        if (node instanceof Items items && step.startsWith("[")) {
            int number = Integer.parseInt(step.substring(1, step.length() - 1));
            return number < items.nodes().size() ? items.nodes().get(number) : null;
        }
        return null;
    }
}
