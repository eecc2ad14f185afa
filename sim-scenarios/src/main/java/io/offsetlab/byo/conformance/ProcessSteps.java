package io.offsetlab.byo.conformance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** The steps that start processes, let them work, and let things go wrong with them. */
final class ProcessSteps {
    static final List<String> OPS = List.of("consumer", "process", "kill", "cut", "dropResponses", "heal");

    private ProcessSteps() {}

    static Step.Action read(String op, String c, JsonFields step, ClientSettings settings) {
        return switch (op) {
            case "consumer" -> start(c, settings.with(step.has("config") ? step.object("config") : null));
            case "process" -> process(c, step.number("n", Long.MAX_VALUE), step.flag("store"));
            case "kill" ->
                stage -> {
                    stage.kafka().kill(stage.member(c).consumer());
                    return null;
                };
            case "cut" ->
                stage -> {
                    stage.kafka().cut(stage.member(c).consumer());
                    return null;
                };
            case "dropResponses" ->
                stage -> {
                    stage.kafka().dropAnswers(stage.member(c).consumer());
                    return null;
                };
            default ->
                stage -> {
                    stage.kafka().heal(stage.member(c).consumer());
                    return null;
                };
        };
    }

    private static Step.Action start(String c, Map<String, String> settings) {
        return stage -> {
            stage.start(c, settings);
            return null;
        };
    }

    private static Step.Action process(String c, long records, boolean store) {
        return stage -> {
            Map<TopicPartition, Long> into = store ? stage.store() : new TreeMap<>(Runs.BY_NAME);
            return Runs.texts(stage.member(c).inbox().process(records, into));
        };
    }
}
