package io.offsetlab.scenario;

import java.nio.file.Path;

/**
 * Scenarios as text: YAML or JSON, told apart by content. What is written reads back as an equal scenario. Durations are written
 * as {@code 45s}, members and partitions by name, client and broker settings by Kafka's keys.
 */
public final class ScenarioText {
    private ScenarioText() {}

    /** @throws BadInput if the file cannot be read, exceeds a limit or holds no valid scenario */
    public static Scenario read(Path file) {
        return read(file.toString(), InputFile.read(file, Limits.SCENARIO_BYTES));
    }

    /**
     * Reads a scenario.
     *
     * @param source what messages call the text, usually the name of its file
     * @throws BadInput if the text exceeds a limit or is no valid scenario
     */
    public static Scenario read(String source, String text) {
        if (text.length() > Limits.SCENARIO_BYTES) {
            throw new BadInput(
                    source + ": the file is larger than " + Limits.SCENARIO_BYTES + " bytes, which is the limit");
        }
        return node(source, NodeParser.parse(source, InputFile.check(source, text)));
    }

    static Scenario node(String source, Node node) {
        try {
            return new ScenarioReader(new Cursor(node, FieldPath.ROOT)).read();
        } catch (BadInput e) {
            throw e.in(source, node::lineOf);
        }
    }

    public static String yaml(Scenario scenario) {
        return NodeWriter.yaml(ScenarioWriter.node(scenario));
    }

    /** In one line, equal scenarios with equal text. */
    public static String json(Scenario scenario) {
        return NodeWriter.json(ScenarioWriter.node(scenario));
    }
}
