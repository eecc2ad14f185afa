package io.offsetlab.testkit;

import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.ScenarioSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what an annotation says about worlds. */
final class WorldSource {
    private WorldSource() {}

    static ScenarioSource of(Worlds worlds) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("members", worlds.members());
        options.put("partitions", worlds.partitions());
        options.put("records", worlds.records());
        options.put("faults", worlds.faults());
        options.put("duration", worlds.duration());
        options.put("processing", worlds.processing());
        options.put("rate", worlds.rate());
        options.put("protocol", worlds.protocol());
        return of("@Worlds", worlds.scenario(), options);
    }

    /**
     * A source of worlds.
     *
     * @param annotation how messages call it
     * @param options the generator's by name; an empty text leaves its default
     * @throws BadInput if an option is out of range, or is given where the generator draws nothing
     */
    static ScenarioSource of(String annotation, String scenario, Map<String, String> options) {
        Ranges ranges = Ranges.DEFAULT;
        for (Map.Entry<String, String> option : options.entrySet()) {
            if (!option.getValue().isEmpty()) {
                String where = annotation + "(" + option.getKey() + ")";
                if (!scenario.equals(ScenarioSource.GENERATED)) {
                    throw new BadInput(where + ": found \"" + option.getValue() + "\" beside scenario = \"" + scenario
                            + "\", allowed is one of the two: only generated worlds have ranges");
                }
                ranges = ranges.with(where, option.getKey(), option.getValue());
            }
        }
        return scenario.equals(ScenarioSource.GENERATED)
                ? ScenarioSource.generated(ranges)
                : ScenarioSource.named(annotation + "(scenario)", scenario);
    }
}
