package io.offsetlab.narrative;

import io.offsetlab.trace.Fact;
import io.offsetlab.trace.RunHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure as a bug report: one sentence; the lines that replay it; the run as steps; the ledger of commits; what was lost and
 * repeated; and the five offsets of every partition at the first bad step and at the end.
 *
 * @param finding invariant, record, commit
 * @param replayLines each runs the same again when it is pasted
 * @param explanation what was found out by running it otherwise
 */
public record BugReport(
        Finding finding,
        List<String> replayLines,
        Story story,
        List<CommitLine> commits,
        List<LostAndRepeated> lostAndRepeated,
        Explanation explanation) {
    /** Tells a run and reads its commits. */
    public static BugReport of(
            RunHeader header, List<Fact> facts, Finding finding, List<String> replayLines, List<String> faults) {
        return new BugReport(
                finding,
                List.copyOf(replayLines),
                Story.of(header, facts, finding, faults),
                CommitLedger.of(header, facts, finding),
                LostAndRepeated.of(header, facts),
                Explanation.NONE);
    }

    /** The same with what was found out by running it otherwise. */
    public BugReport explained(Explanation found) {
        return new BugReport(finding, replayLines, story, commits, lostAndRepeated, found);
    }

    /** Which step is the first bad one, and where it shows, as a sentence. */
    public String showing() {
        int bad = story.firstBad();
        if (bad < 0) {
            return "No single step is to blame.";
        }
        String first = "Step " + story.steps().get(bad).number() + " is the first bad one";
        if (story.visible() >= 0) {
            return first + ", step " + story.steps().get(story.visible()).number() + " made it visible.";
        }
        return first + (isHarmLater() ? ". No harm of it shows in this run; " : ", and it shows there: ") + why() + ".";
    }

    /** Whether the bad step changes an offset only, so that nothing can be seen before somebody reads from there. */
    private boolean isHarmLater() {
        return switch (finding.invariant()) {
            case LOSS, REWIND, FOREIGN, BEYOND, ATOMIC -> true;
            case DUP, BOUND, ORDER, STUCK, RESIDUE, ENGINE -> false;
        };
    }

    private String why() {
        return switch (finding.invariant()) {
            case LOSS -> "had the process died right then, " + records() + " would have been lost";
            case REWIND -> "had another member taken over right then, it would have read " + records() + " again";
            case FOREIGN -> "whoever takes over next reads from an offset that the owner did not commit";
            case BEYOND -> "whoever takes over next finds the offset out of range";
            case ATOMIC -> "had the process died between the two writes, only one of them would be there";
            case DUP, BOUND -> "a repeat is an effect that the sink gets once more";
            case ORDER -> "the sink gets the effects in this order";
            case STUCK -> "as long as something moves, the records may still get their effect";
            case RESIDUE -> "as long as something moves, it may still be committed";
            case ENGINE -> "it is the simulation that is wrong";
        };
    }

    private String records() {
        return new Words(story.header()).range(finding.partition(), finding.from(), finding.to());
    }

    /** The report as plain text; lines end in a line feed. */
    public String text() {
        return text(StoryText.MOST_STEPS);
    }

    /** The same with so many steps of the story at most. */
    public String text(int mostSteps) {
        StringBuilder out = new StringBuilder();
        out.append(finding.sentence()).append("\n\nTo replay it:\n");
        for (String line : replayLines) {
            out.append("  ").append(line).append('\n');
        }
        out.append("\nWhat happened:\n").append(StoryText.causes(story, mostSteps));
        out.append('\n').append(showing()).append('\n');
        out.append("\nThe ledger of commits:\n");
        tables().ledger().print(out, "  ");
        out.append("\nLost and repeated at the end, by partition:\n");
        tables().lostAndRepeated().print(out, "  ");
        out.append("\nThe five offsets:\n");
        tables().offsets().print(out, "  ");
        ExplanationText.add(out, explanation);
        return out.toString();
    }

    /** Its tables. */
    public ReportTables tables() {
        return new ReportTables(this);
    }

    /** The commit that broke the promise, or null if it was something else. */
    public @Nullable CommitLine guiltyCommit() {
        return commits.stream().filter(CommitLine::firstBad).findFirst().orElse(null);
    }
}
