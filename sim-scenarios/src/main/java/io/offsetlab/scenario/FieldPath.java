package io.offsetlab.scenario;

import java.util.ArrayList;
import java.util.List;

/** The way from the top of a file to a field: names, and numbers of items in brackets. */
record FieldPath(List<String> steps) {
    static final FieldPath ROOT = new FieldPath(List.of());

    static FieldPath of(String... names) {
        return new FieldPath(List.of(names));
    }

    FieldPath field(String name) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(name);
        return new FieldPath(longer);
    }

    FieldPath item(int number) {
        return field("[" + number + "]");
    }

    boolean isRoot() {
        return steps.isEmpty();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String step : steps) {
            boolean joins = text.isEmpty() || step.startsWith("[");
            text.append(joins ? "" : ".").append(step);
        }
        return text.toString();
    }
}
