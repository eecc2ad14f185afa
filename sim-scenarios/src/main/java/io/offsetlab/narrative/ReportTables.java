package io.offsetlab.narrative;

import io.offsetlab.protocol.Formula;
import java.util.ArrayList;
import java.util.List;

/** The tables of a bug report. */
public final class ReportTables {
    private static final int MOST_COMMITS = 30;
    private static final int AFTER_BAD = 6;

    private final BugReport report;
    private final Words words;

    ReportTables(BugReport report) {
        this.report = report;
        words = new Words(report.story().header());
    }

    /** Who committed which offset, how it ended, and what was processed at that moment. */
    public Grid ledger() {
        List<String> titles = List.of(
                "seconds",
                "who",
                "commit",
                report.story().header().generationWord(),
                "partition",
                "offset",
                "outcome",
                "processed then",
                "");
        List<Integer> numeric = List.of(0, 3, 5);
        if (report.commits().isEmpty()) {
            return new Grid(titles, numeric, List.of(), List.of(), List.of("no commit was sent"));
        }
        List<CommitLine> telling = telling();
        int from = Math.max(0, Math.min(place(telling) - MOST_COMMITS + AFTER_BAD, telling.size() - MOST_COMMITS));
        int to = Math.min(telling.size(), from + MOST_COMMITS);
        List<List<String>> rows =
                telling.subList(from, to).stream().map(this::row).toList();
        List<String> above = new ArrayList<>();
        int others = report.commits().size() - telling.size();
        if (others > 0) {
            above.add("... " + Words.count(others, "line") + " of other partitions left out");
        }
        if (from > 0) {
            above.add("... " + Words.count(from, "earlier line") + " left out");
        }
        int later = telling.size() - to;
        return new Grid(
                titles,
                numeric,
                rows,
                above,
                later > 0 ? List.of("... " + Words.count(later, "later line") + " left out") : List.of());
    }

    /** Of many lines, those of the partition in question and those of commits that went wrong. */
    private List<CommitLine> telling() {
        if (report.commits().size() <= MOST_COMMITS || report.finding().partition() < 0) {
            return report.commits();
        }
        return report.commits().stream()
                .filter(line -> line.partition() == report.finding().partition()
                        || !line.outcome().equals("applied"))
                .toList();
    }

    private int place(List<CommitLine> lines) {
        int bad = report.story().firstBad();
        long at = bad < 0 ? 0 : report.story().steps().get(bad).at();
        int place = 0;
        while (place < lines.size() && lines.get(place).at() <= at) {
            place++;
        }
        return place;
    }

    private List<String> row(CommitLine line) {
        return List.of(
                Words.seconds(line.at()),
                words.member(line.member()),
                line.kind() == null ? "" : line.commit() + " (" + Words.constant(line.kind()) + ")",
                PartitionOffsets.offset(line.generation()),
                words.partition(line.partition()),
                PartitionOffsets.offset(line.offset()),
                line.outcome(),
                line.processed() + ahead(line),
                line.firstBad() ? "<-- first bad" : "");
    }

    private static String ahead(CommitLine line) {
        return line.isAhead() ? "; " + (line.offset() - line.processedTo()) + " ahead" : "";
    }

    /** What was lost and repeated at the end, by partition. */
    public Grid lostAndRepeated() {
        List<List<String>> rows = report.lostAndRepeated().stream()
                .map(of -> List.of(
                        words.partition(of.partition()),
                        "lost " + of.lost() + records(of.lostRecords()),
                        "repeated " + of.repeated() + records(of.repeatedRecords())))
                .toList();
        return new Grid(List.of("", "", ""), List.of(), rows, List.of(), List.of(bound()));
    }

    private static String records(long count) {
        return count == 0 ? "" : " (" + Words.count(count, "record") + ")";
    }

    private String bound() {
        Formula redelivery = report.story().header().promise().redelivery();
        if (redelivery.unbounded()) {
            return "the policy declares no bound for repeats";
        }
        long most = redelivery.evaluate(report.story().header().inputs());
        String amount = redelivery.text().equals(Long.toString(most)) ? "" : " = " + most;
        return "the policy declares at most " + redelivery.text() + amount
                + " repeats an incident and partition, once more for each consecutive unapplied commit";
    }

    /** The five offsets of every partition at the first bad step and at the end. */
    public Grid offsets() {
        List<List<String>> rows = new ArrayList<>();
        rows(rows, "at the first bad step", report.story().atFirstBad());
        rows(rows, "at the end", report.story().atEnd());
        return new Grid(
                List.of("", "partition", "log end", "fetched", "returned", "processed", "stored", "committed", "owner"),
                List.of(2, 3, 4, 6, 7),
                rows,
                List.of(),
                List.of());
    }

    private void rows(List<List<String>> rows, String when, List<PartitionOffsets> all) {
        String label = when;
        for (PartitionOffsets one : all) {
            rows.add(List.of(
                    label,
                    words.partition(one.partition()),
                    Long.toString(one.logEnd()),
                    PartitionOffsets.offset(one.fetched()),
                    PartitionOffsets.offset(one.returned()),
                    one.processed(),
                    PartitionOffsets.offset(one.stored()),
                    PartitionOffsets.offset(one.committed()),
                    StoryText.owners(one)));
            label = "";
        }
    }
}
