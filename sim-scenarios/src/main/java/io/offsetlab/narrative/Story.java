package io.offsetlab.narrative;

import io.offsetlab.trace.Fact;
import io.offsetlab.trace.RunHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run told as numbered steps.
 *
 * @param header names members and partitions
 * @param steps in the order in which they became known
 * @param atFirstBad where every partition stood right after the first bad step; empty if there is none
 * @param atEnd where every partition stood at the end
 */
public record Story(
        RunHeader header, List<Step> steps, List<PartitionOffsets> atFirstBad, List<PartitionOffsets> atEnd) {

    /**
     * Tells a run. Heartbeats, empty polls and fetches are left out, neighbouring ranges of one kind are one step.
     *
     * @param finding what the story is about, or null for none
     * @param faults the scenario's faults in its order, each as a phrase
     */
    public static Story of(RunHeader header, List<Fact> facts, @Nullable Finding finding, List<String> faults) {
        Teller teller = new Teller(header, finding, faults);
        teller.preload(facts);
        facts.forEach(teller::accept);
        return teller.story(header);
    }

    /** The place of the first bad step in the list, or -1. */
    public int firstBad() {
        return marked(Mark.FIRST_BAD);
    }

    /** The place of the step that made it visible, or -1: then the first bad step shows it, or nothing in this run does. */
    public int visible() {
        return marked(Mark.VISIBLE);
    }

    private int marked(Mark mark) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).mark() == mark) {
                return i;
            }
        }
        return -1;
    }

    /** The places of the steps that a bug report tells when there is room for so many, ascending. */
    public List<Integer> causes(int mostSteps) {
        return Cut.causes(steps, mostSteps);
    }

    /** The places of the steps that are told when there is room for so many, ascending. */
    public List<Integer> places(int mostSteps) {
        return Cut.places(steps, mostSteps);
    }
}
