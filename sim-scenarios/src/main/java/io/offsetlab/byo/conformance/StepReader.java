package io.offsetlab.byo.conformance;

import io.offsetlab.app.ScriptConsumerSteps;
import io.offsetlab.app.ScriptListener;
import io.offsetlab.app.ScriptOffsets;
import io.offsetlab.app.ScriptPollSteps;
import io.offsetlab.app.ScriptProcessSteps;
import io.offsetlab.app.ScriptStep;
import io.offsetlab.app.ScriptWorldSteps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import tools.jackson.databind.JsonNode;

/** Turns the JSON of a step into the step. */
final class StepReader {
    private final ClientSettings settings;

    StepReader(ClientSettings settings) {
        this.settings = settings;
    }

    /** A step whose operation the simulation does not know becomes one that says so when it runs. */
    ScriptStep read(JsonFields step) {
        String op = step.text("op");
        return switch (op) {
            case "topic" -> new ScriptWorldSteps.Topic(step.text("t"), step.count("p"));
            case "addPartitions" -> new ScriptWorldSteps.AddPartitions(step.text("t"), step.count("p"));
            case "produce" -> new ScriptWorldSteps.Produce(step.partition("tp"), step.count("n"));
            case "deleteRecords" -> new ScriptWorldSteps.DeleteRecords(step.partition("tp"), step.number("before"));
            case "advance" -> new ScriptWorldSteps.Advance(step.number("ms"));
            case "alterOffsets" -> new ScriptWorldSteps.AlterOffsets(step.offsets("offsets"));
            case "deleteOffsets" -> new ScriptWorldSteps.DeleteOffsets(step.partitions("parts"));
            case "deleteGroup" -> new ScriptWorldSteps.DeleteGroup();
            case "groupCommitted" -> new ScriptWorldSteps.GroupCommitted();
            case "awaitMembers" -> new ScriptWorldSteps.AwaitMembers(step.count("n"));
            case "store" -> new ScriptWorldSteps.Store();
            case "join" -> new ScriptPollSteps.Join(expected(step.object("expect")));
            case "drain" -> new ScriptPollSteps.Drain(step.texts("cs"), step.number("ms", 600), step.flag("show"));
            default ->
                step.has("c") ? ofConsumer(op, step.text("c"), step) : new ScriptWorldSteps.NotModelled(op, null);
        };
    }

    private ScriptStep ofConsumer(String op, String c, JsonFields step) {
        return switch (op) {
            case "consumer" ->
                new ScriptProcessSteps.Consumer(c, settings.with(step.node().get("config")));
            case "kill" -> new ScriptProcessSteps.Kill(c);
            case "cut" -> new ScriptProcessSteps.Cut(c);
            case "dropResponses" -> new ScriptProcessSteps.DropResponses(c);
            case "heal" -> new ScriptProcessSteps.Heal(c);
            case "poll" -> new ScriptPollSteps.Poll(c, step.number("ms", 5000));
            case "pollOnce" -> new ScriptPollSteps.PollOnce(c, step.number("ms", 100));
            case "subscribe" -> new ScriptConsumerSteps.Subscribe(c, step.texts("topics"), listener(step));
            case "unsubscribe" -> new ScriptConsumerSteps.Unsubscribe(c);
            case "process" -> new ScriptConsumerSteps.ProcessRecords(c, step.number("n", -1), step.flag("store"));
            case "commitSync" -> new ScriptConsumerSteps.CommitSync(c, offsets(step), step.number("ms", -1));
            case "commitAsync" -> new ScriptConsumerSteps.CommitAsync(c, offsets(step), step.optionalText("tag"));
            case "seek" -> new ScriptConsumerSteps.Seek(c, step.partition("tp"), step.number("o"));
            case "enforceRebalance" -> new ScriptConsumerSteps.EnforceRebalance(c);
            case "wakeup" -> new ScriptConsumerSteps.Wakeup(c);
            case "paused" -> new ScriptConsumerSteps.Paused(c);
            case "assignment" -> new ScriptConsumerSteps.Assignment(c);
            case "groupMetadata" -> new ScriptConsumerSteps.GroupMetadata(c);
            case "close" -> new ScriptConsumerSteps.Close(c, step.number("ms", -1), operation(step));
            default -> ofPartitions(op, c, step);
        };
    }

    private static ScriptStep ofPartitions(String op, String c, JsonFields step) {
        return switch (op) {
            case "assign" -> new ScriptConsumerSteps.Assign(c, step.partitions("parts"));
            case "seekToBeginning" -> new ScriptConsumerSteps.SeekToBeginning(c, step.partitions("parts"));
            case "seekToEnd" -> new ScriptConsumerSteps.SeekToEnd(c, step.partitions("parts"));
            case "pause" -> new ScriptConsumerSteps.Pause(c, step.partitions("parts"));
            case "resume" -> new ScriptConsumerSteps.Resume(c, step.partitions("parts"));
            case "position" -> new ScriptConsumerSteps.Position(c, step.partitions("parts"));
            case "committed" -> new ScriptConsumerSteps.Committed(c, step.partitions("parts"));
            case "beginningOffsets" -> new ScriptConsumerSteps.BeginningOffsets(c, step.partitions("parts"));
            case "endOffsets" -> new ScriptConsumerSteps.EndOffsets(c, step.partitions("parts"));
            case "lag" -> new ScriptConsumerSteps.Lag(c, step.partitions("parts"));
            default -> new ScriptWorldSteps.NotModelled(op, c);
        };
    }

    private static Map<String, Integer> expected(JsonNode expect) {
        Map<String, Integer> expected = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : expect.properties()) {
            expected.put(entry.getKey(), entry.getValue().intValue());
        }
        return expected;
    }

    private static ScriptOffsets offsets(JsonFields step) {
        if (!step.has("offsets")) {
            return ScriptOffsets.POSITIONS;
        }
        return step.node().get("offsets").isString()
                ? ScriptOffsets.PROCESSED
                : ScriptOffsets.of(step.offsets("offsets"), (int) step.number("metadataSize", 0));
    }

    private static GroupMembershipOperation operation(JsonFields step) {
        return GroupMembershipOperation.valueOf(step.text("leave", "DEFAULT").toUpperCase(Locale.ROOT));
    }

    private static ScriptListener listener(JsonFields step) {
        if (!step.has("listener")) {
            return ScriptListener.NOTHING;
        }
        JsonFields listener = new JsonFields(step.object("listener"), "a listener");
        return new ScriptListener(
                actions(listener, "assigned"),
                actions(listener, "revoked"),
                actions(listener, "lost"),
                listener.flag("rethrow"));
    }

    private static List<ScriptListener.Action> actions(JsonFields listener, String callback) {
        List<ScriptListener.Action> actions = new ArrayList<>();
        for (String name : listener.has(callback) ? listener.texts(callback) : List.<String>of()) {
            actions.add(action(name));
        }
        return actions;
    }

    private static ScriptListener.Action action(String name) {
        List<String> allowed = new ArrayList<>();
        for (ScriptListener.Action action : ScriptListener.Action.values()) {
            if (action.text().equals(name)) {
                return action;
            }
            allowed.add(action.text());
        }
        throw new IllegalArgumentException(
                "an action of a listener must be one of " + String.join(", ", allowed) + ", but was " + name);
    }
}
