package io.offsetlab.byo.conformance;

import io.offsetlab.app.ScriptStep;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;

/**
 * One recorded case.
 *
 * @param partitions all partitions that its steps name, sorted by topic and partition
 * @param outcome what a real broker and its clients came to
 * @param unstable paths of facts that varied from run to run, as JSON pointers into the outcome
 */
record Recording(
        String name, List<ScriptStep> steps, List<TopicPartition> partitions, JsonNode outcome, Set<String> unstable)
        implements RecordedCase {
    Recording {
        unstable = new TreeSet<>(unstable);
    }

    @Override
    public String kind() {
        return "classic scenarios";
    }

    @Override
    public Verdict run() {
        return Case.run(this);
    }
}
