package io.offsetlab.byo.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A recorded list of steps with what a real broker and its clients made of it.
 *
 * @param about what it shows, in one line
 * @param unstable paths of facts that varied from run to run, as JSON pointers into the outcome
 */
record ScenarioCase(
        String protocol, String name, String about, List<Step> steps, JsonNode outcome, Set<String> unstable)
        implements RecordedCase {
    private static final int MOST_STEPS = 10_000;

    ScenarioCase {
        unstable = new TreeSet<>(unstable);
    }

    static RecordedCase read(JsonFields line) {
        String protocol = line.text("protocol", "classic");
        String name = line.text("name");
        if (!protocol.equals("classic") && !protocol.equals("consumer")) {
            return new NotModelled(protocol + " scenarios", name, "the " + protocol + " protocol is not modelled");
        }
        ClientSettings settings = new ClientSettings(protocol, line.has("config") ? line.object("config") : null);
        StepReader reader = new StepReader(settings);
        List<Step> steps = new ArrayList<>();
        for (JsonFields step : line.objects("steps", MOST_STEPS)) {
            steps.add(reader.read(step));
        }
        Set<String> unstable = new TreeSet<>();
        if (line.has("unstable")) {
            unstable.addAll(line.inner("unstable").names());
        }
        return new ScenarioCase(protocol, name, line.text("about", ""), steps, line.object("outcome"), unstable);
    }

    @Override
    public String kind() {
        return protocol + " scenarios";
    }

    @Override
    public Verdict run() {
        Stage stage = new Stage();
        steps.forEach(stage::play);
        Difference found = compare(Outcome.of(stage));
        return found == null ? Verdict.AGREES : Verdict.differs(where(found.path()), found.expected(), found.got());
    }

    /** The steps come first, so that the first bad step is named and not what followed from it. */
    private @Nullable Difference compare(JsonNode got) {
        Difference inTrace = unstable.contains("/trace")
                ? null
                : Difference.firstBelow("/trace", outcome.get("trace"), got.get("trace"), unstable);
        return inTrace != null ? inTrace : Difference.first(outcome, got, unstable);
    }

    private String where(String path) {
        String[] names = path.split("/", -1);
        if (names.length > 2 && names[1].equals("trace")) {
            int index = Integer.parseInt(names[2]);
            String rest = path.substring("/trace/".length() + names[2].length());
            String op = index < steps.size() ? steps.get(index).op() : "no step";
            return "step " + index + " (" + op + ")" + rest;
        }
        return path;
    }
}
