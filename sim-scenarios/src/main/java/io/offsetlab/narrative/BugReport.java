package io.offsetlab.narrative;

import io.offsetlab.protocol.Formula;
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
 */
public record BugReport(
        Finding finding,
        List<String> replayLines,
        Story story,
        List<CommitLine> commits,
        List<LostAndRepeated> lostAndRepeated) {
    private static final int MOST_COMMITS = 30;
    private static final int AFTER_BAD = 6;

    /** Tells a run and reads its commits. */
    public static BugReport of(
            RunHeader header, List<Fact> facts, Finding finding, List<String> replayLines, List<String> faults) {
        return new BugReport(
                finding,
                List.copyOf(replayLines),
                Story.of(header, facts, finding, faults),
                CommitLedger.of(header, facts, finding),
                LostAndRepeated.of(header, facts));
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
        out.append("\nWhat happened:\n").append(StoryText.of(story, mostSteps));
        out.append("\nThe ledger of commits:\n");
        ledger(out);
        out.append("\nLost and repeated at the end, by partition:\n");
        lostAndRepeated(out);
        out.append("\nThe five offsets:\n");
        offsets(out);
        return out.toString();
    }

    private Words words() {
        return new Words(story.header());
    }

    private void ledger(StringBuilder out) {
        if (commits.isEmpty()) {
            out.append("  no commit was sent\n");
            return;
        }
        Table table = new Table(9, 0, 3, 5);
        table.row("seconds", "who", "commit", "generation", "partition", "offset", "outcome", "processed then", "");
        List<CommitLine> telling = telling();
        int from = Math.max(0, Math.min(place(telling) - MOST_COMMITS + AFTER_BAD, telling.size() - MOST_COMMITS));
        int to = Math.min(telling.size(), from + MOST_COMMITS);
        for (CommitLine line : telling.subList(from, to)) {
            row(table, line);
        }
        otherPartitions(out, commits.size() - telling.size());
        leftOut(out, from, "earlier line");
        table.print(out, "  ");
        leftOut(out, telling.size() - to, "later line");
    }

    /** Of many lines, those of the partition in question and those of commits that went wrong. */
    private List<CommitLine> telling() {
        if (commits.size() <= MOST_COMMITS || finding.partition() < 0) {
            return commits;
        }
        return commits.stream()
                .filter(line -> line.partition() == finding.partition()
                        || !line.outcome().equals("applied"))
                .toList();
    }

    private int place(List<CommitLine> lines) {
        int bad = story.firstBad();
        long at = bad < 0 ? 0 : story.steps().get(bad).at();
        int place = 0;
        while (place < lines.size() && lines.get(place).at() <= at) {
            place++;
        }
        return place;
    }

    private static void otherPartitions(StringBuilder out, int count) {
        if (count > 0) {
            out.append("  ... ").append(Words.count(count, "line")).append(" of other partitions left out\n");
        }
    }

    private static void leftOut(StringBuilder out, int count, String which) {
        if (count > 0) {
            out.append("  ... ").append(Words.count(count, which)).append(" left out\n");
        }
    }

    private void row(Table table, CommitLine line) {
        table.row(
                Words.seconds(line.at()),
                words().member(line.member()),
                line.kind() == null ? "" : line.commit() + " (" + Words.constant(line.kind()) + ")",
                PartitionOffsets.offset(line.generation()),
                words().partition(line.partition()),
                PartitionOffsets.offset(line.offset()),
                line.outcome(),
                "below " + line.processedTo() + ahead(line),
                line.firstBad() ? "<-- first bad" : "");
    }

    private static String ahead(CommitLine line) {
        return line.isAhead() ? ", " + (line.offset() - line.processedTo()) + " ahead" : "";
    }

    private void lostAndRepeated(StringBuilder out) {
        Table table = new Table(3);
        for (LostAndRepeated of : lostAndRepeated) {
            table.row(
                    words().partition(of.partition()),
                    "lost " + of.lost() + records(of.lostRecords()),
                    "repeated " + of.repeated() + records(of.repeatedRecords()));
        }
        table.print(out, "  ");
        out.append("  ").append(bound()).append('\n');
    }

    private static String records(long count) {
        return count == 0 ? "" : " (" + Words.count(count, "record") + ")";
    }

    private String bound() {
        Formula redelivery = story.header().promise().redelivery();
        if (redelivery.unbounded()) {
            return "the policy declares no bound for repeats";
        }
        long most = redelivery.evaluate(story.header().inputs());
        String amount = redelivery.text().equals(Long.toString(most)) ? "" : " = " + most;
        return "the policy declares at most " + redelivery.text() + amount
                + " repeats an incident and partition, once more for each consecutive unapplied commit";
    }

    private void offsets(StringBuilder out) {
        Table table = new Table(8, 2, 3, 4, 6);
        table.row("", "partition", "log end", "fetched", "returned", "processed", "committed", "owner");
        rows(table, "at the first bad step", story.atFirstBad());
        rows(table, "at the end", story.atEnd());
        table.print(out, "  ");
    }

    private void rows(Table table, String when, List<PartitionOffsets> all) {
        String label = when;
        for (PartitionOffsets one : all) {
            table.row(
                    label,
                    words().partition(one.partition()),
                    Long.toString(one.logEnd()),
                    PartitionOffsets.offset(one.fetched()),
                    PartitionOffsets.offset(one.returned()),
                    one.processed(),
                    PartitionOffsets.offset(one.committed()),
                    StoryText.owners(one));
            label = "";
        }
    }

    /** The commit that broke the promise, or null if it was something else. */
    public @Nullable CommitLine guiltyCommit() {
        return commits.stream().filter(CommitLine::firstBad).findFirst().orElse(null);
    }
}
