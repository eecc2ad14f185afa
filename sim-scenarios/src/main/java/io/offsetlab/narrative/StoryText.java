package io.offsetlab.narrative;

import io.offsetlab.trace.Lane;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A story as plain text: a row a step, its text under the name of the member or coordinator that it happened to, and on each row
 * where the partition stands afterwards. Of a long story, the beginning, the end and what stands around the first bad step are
 * printed.
 */
public final class StoryText {
    /** So many steps are printed unless more are asked for. */
    public static final int MOST_STEPS = 60;

    private static final int COLUMNS = 11;
    private static final int[] NUMBERS = {1, 2, 5, 6, 7, 9};
    private static final int WIDEST = 70;
    private static final int LANE = 12;

    /** One column for the logs of all partitions, whose names stand in the text. */
    private static final int LOGS = Lane.partition(0);

    private final Story story;
    private final RunHeader header;
    private final List<Integer> places;
    private final List<String> lanes = new ArrayList<>();
    private final Map<Integer, Integer> indents = new TreeMap<>();

    private StoryText(Story story, List<Integer> places) {
        this.story = story;
        this.header = story.header();
        this.places = places;
        TreeSet<Integer> members = new TreeSet<>();
        for (int place : places) {
            int lane = story.steps().get(place).lane();
            if (Lane.isMember(lane)) {
                members.add(lane);
            }
        }
        List<Integer> order = new ArrayList<>(members);
        order.add(Lane.COORDINATOR);
        if (places.stream()
                .anyMatch(place ->
                        place > 0 && Lane.isPartition(story.steps().get(place).lane()))) {
            order.add(LOGS);
        }
        int indent = 0;
        for (int lane : order) {
            indents.put(lane, indent);
            String name = lane == LOGS ? "logs" : header.laneName(lane);
            lanes.add(name + " ".repeat(Math.max(2, LANE - name.length())));
            indent += lanes.get(lanes.size() - 1).length();
        }
    }

    /** The story with {@value #MOST_STEPS} steps at most. */
    public static String of(Story story) {
        return of(story, MOST_STEPS);
    }

    /** The story with so many steps at most. */
    public static String of(Story story, int mostSteps) {
        StringBuilder out = new StringBuilder();
        new StoryText(story, story.places(mostSteps)).print(out);
        return out.toString();
    }

    /** What a bug report tells of the story, with so many steps at most. */
    static String causes(Story story, int mostSteps) {
        StringBuilder out = new StringBuilder();
        new StoryText(story, story.causes(mostSteps)).print(out);
        return out.toString();
    }

    private void print(StringBuilder out) {
        Table table = new Table(COLUMNS, NUMBERS);
        table.row(
                "",
                "step",
                "seconds",
                String.join("", lanes).stripTrailing(),
                "partition",
                "end",
                "fetched",
                "returned",
                "processed",
                "committed",
                "owner");
        int next = 0;
        for (int place : places) {
            leftOut(table, next, place);
            step(table, story.steps().get(place));
            next = place + 1;
        }
        leftOut(table, next, story.steps().size());
        table.print(out, "");
    }

    private void leftOut(Table table, int from, int to) {
        if (from < to) {
            boolean led = story.steps().subList(from, to).stream().anyMatch(Step::led);
            String steps = Words.count(to - (long) from, "step") + " left out";
            table.row("", "...", "", led ? steps : steps + ", which did not lead to it");
        }
    }

    private void step(Table table, Step step) {
        List<String> text = text(step);
        List<PartitionOffsets> offsets = step.offsets();
        for (int i = 0; i < Math.max(text.size(), offsets.size()); i++) {
            List<String> cells = new ArrayList<>();
            cells.add(i > 0 || step.mark() == Mark.NONE ? "" : ">");
            cells.add(i > 0 ? "" : Integer.toString(step.number()));
            cells.add(i > 0 ? "" : Words.seconds(step.at()));
            cells.add(i < text.size() ? text.get(i) : "");
            if (i < offsets.size()) {
                offsets(cells, offsets.get(i), i > 0 ? Mark.NONE : step.mark());
            }
            table.row(cells.toArray(new String[0]));
        }
    }

    /** The text below the name of its lane; it may run on over the lanes to the right, in which nothing happens now. */
    private List<String> text(Step step) {
        Integer indent = indents.get(Lane.isPartition(step.lane()) ? LOGS : step.lane());
        String whole = indent == null ? "== " + step.text() : step.text();
        String before = " ".repeat(indent == null ? 0 : indent);
        List<String> lines = new ArrayList<>();
        for (String line : Words.wrapped(whole, WIDEST)) {
            lines.add(before + line);
        }
        return lines;
    }

    private void offsets(List<String> cells, PartitionOffsets offsets, Mark mark) {
        cells.add(header.partitions().get(offsets.partition()).toString());
        cells.add(Long.toString(offsets.logEnd()));
        cells.add(PartitionOffsets.offset(offsets.fetched()));
        cells.add(PartitionOffsets.offset(offsets.returned()));
        cells.add(offsets.processed());
        cells.add(PartitionOffsets.offset(offsets.committed()));
        cells.add(owners(offsets) + mark(mark));
    }

    static String owners(PartitionOffsets offsets) {
        return offsets.owners().isEmpty() ? "nobody" : String.join(", ", offsets.owners());
    }

    private static String mark(Mark mark) {
        return switch (mark) {
            case NONE -> "";
            case FIRST_BAD -> "  <-- first bad";
            case VISIBLE -> "  <-- here it shows";
        };
    }
}
