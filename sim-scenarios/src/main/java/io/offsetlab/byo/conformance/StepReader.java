package io.offsetlab.byo.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Turns the JSON of a step into the step. */
final class StepReader {
    private static final List<String> ALLOWED = allowed();

    private final ClientSettings settings;
    private final Set<String> consumers = new TreeSet<>();

    StepReader(ClientSettings settings) {
        this.settings = settings;
    }

    private static List<String> allowed() {
        List<String> ops = new ArrayList<>(WorldSteps.OPS);
        ops.addAll(PollSteps.OPS);
        ops.addAll(ProcessSteps.OPS);
        ops.addAll(ConsumerSteps.OPS);
        ops.addAll(PartitionSteps.OPS);
        return ops;
    }

    /** @throws IllegalArgumentException if the step is none of those that recordings have */
    Step read(JsonFields step) {
        String op = step.oneOf("op", ALLOWED);
        if (WorldSteps.OPS.contains(op)) {
            return new Step(op, null, WorldSteps.read(op, step));
        } else if (PollSteps.OPS.contains(op) && !step.has("c")) {
            return new Step(op, null, PollSteps.inTurn(op, step, consumers));
        }
        String c = step.text("c");
        if (op.equals("consumer")) {
            consumers.add(c);
        }
        step.oneOf("c", new ArrayList<>(consumers));
        return new Step(op, c, ofConsumer(op, c, step));
    }

    private Step.Action ofConsumer(String op, String c, JsonFields step) {
        if (ProcessSteps.OPS.contains(op)) {
            return ProcessSteps.read(op, c, step, settings);
        } else if (PollSteps.OPS.contains(op)) {
            return PollSteps.read(op, c, step);
        } else if (PartitionSteps.OPS.contains(op)) {
            return PartitionSteps.read(op, c, step);
        }
        return ConsumerSteps.read(op, c, step);
    }
}
