package io.offsetlab.byo.conformance;

import io.offsetlab.app.Script;
import io.offsetlab.app.ScriptOutcome;
import io.offsetlab.cluster.ScriptedCluster;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.network.Latency;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds a recorded scenario against the simulation. */
final class Case {
    private static final long LATENCY_MICROS = 500;
    private static final long PROCESSING_MICROS = 1;

    /** The broker's settings of all recordings. */
    private static final GroupConfig BROKER = new GroupConfig(
            0,
            100_000,
            GroupConfig.DEFAULTS.maxSessionTimeoutMicros(),
            GroupConfig.DEFAULTS.maxSize(),
            60_000_000,
            GroupConfig.DEFAULTS.offsetMetadataMaxBytes(),
            GroupConfig.DEFAULTS.replicationMicros());

    private Case() {}

    static Verdict run(Recording recording) {
        ScriptedCluster cluster =
                new ScriptedCluster(recording.partitions(), BROKER, new Latency(LATENCY_MICROS, 0), 1);
        ScriptOutcome outcome = new Script(cluster, PROCESSING_MICROS).run(recording.steps());
        JsonNode got = new OutcomeJson(recording.partitions()).of(outcome);
        Difference found = compare(recording.outcome(), got, recording.unstable());
        return found == null
                ? Verdict.AGREES
                : Verdict.differs(step(recording, found.path()), found.expected(), found.got());
    }

    /** The steps come first, so that the first bad step is named and not what followed from it. */
    private static @Nullable Difference compare(JsonNode expected, JsonNode got, Set<String> unstable) {
        Difference inTrace = unstable.contains("/trace") ? null : traceOf(expected, got, unstable);
        return inTrace != null ? inTrace : Difference.first(expected, got, unstable);
    }

    private static @Nullable Difference traceOf(JsonNode expected, JsonNode got, Set<String> unstable) {
        return Difference.firstBelow("/trace", expected.get("trace"), got.get("trace"), unstable);
    }

    private static String step(Recording recording, String path) {
        String[] names = path.split("/", -1);
        if (names.length > 2 && names[1].equals("trace")) {
            int index = Integer.parseInt(names[2]);
            String rest = path.substring("/trace/".length() + names[2].length());
            String op = index < recording.steps().size()
                    ? recording.steps().get(index).op()
                    : "no step";
            return "step " + index + " (" + op + ")" + rest;
        }
        return path;
    }
}
