package io.offsetlab.narrative;

import io.offsetlab.narrative.Table.Cell;
import io.offsetlab.trace.Lane;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * A story as plain text: a row a step, a column a member and one for the coordinator, and on each row where the partition stands
 * afterwards. Of a long story, the beginning, the end and what stands around the first bad step are printed.
 */
public final class StoryText {
    /** So many steps are printed unless more are asked for. */
    public static final int MOST_STEPS = 60;

    private static final int BEFORE_LANES = 3;
    private static final int OFFSET_COLUMNS = 7;

    private final Story story;
    private final RunHeader header;
    private final List<Integer> places;
    private final List<Integer> members;

    private StoryText(Story story, int mostSteps) {
        this.story = story;
        this.header = story.header();
        this.places = Cut.places(story.steps(), mostSteps);
        TreeSet<Integer> speaking = new TreeSet<>();
        for (int place : places) {
            int lane = story.steps().get(place).lane();
            if (Lane.isMember(lane)) {
                speaking.add(lane);
            }
        }
        this.members = List.copyOf(speaking);
    }

    /** The story with {@value #MOST_STEPS} steps at most. */
    public static String of(Story story) {
        return of(story, MOST_STEPS);
    }

    /** The story with so many steps at most. */
    public static String of(Story story, int mostSteps) {
        StringBuilder out = new StringBuilder();
        new StoryText(story, mostSteps).print(out);
        return out.toString();
    }

    private int lanes() {
        return members.size() + 1;
    }

    private void print(StringBuilder out) {
        int firstOffset = BEFORE_LANES + lanes();
        Table table = new Table(
                firstOffset + OFFSET_COLUMNS, 1, 2, firstOffset + 1, firstOffset + 2, firstOffset + 3, firstOffset + 5);
        table.row(head());
        int next = 0;
        for (int place : places) {
            if (place > next) {
                table.row(List.of(
                        Cell.of(""), Cell.of("..."), new Cell(leftOut(next, place), firstOffset + OFFSET_COLUMNS - 2)));
            }
            step(table, story.steps().get(place));
            next = place + 1;
        }
        table.print(out, "");
    }

    private static String leftOut(int from, int to) {
        return Words.count(to - (long) from, "step") + " left out";
    }

    private List<Cell> head() {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(""), Cell.of("step"), Cell.of("seconds")));
        for (int member : members) {
            cells.add(Cell.of(header.laneName(member)));
        }
        for (String name :
                List.of("coordinator", "partition", "end", "fetched", "returned", "processed", "committed", "owner")) {
            cells.add(Cell.of(name));
        }
        return cells;
    }

    private void step(Table table, Step step) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(step.mark() == Mark.NONE ? "" : ">"));
        cells.add(Cell.of(Integer.toString(step.number())));
        cells.add(Cell.of(Words.seconds(step.at())));
        cells.addAll(lanes(step));
        offsets(cells, step.offsets().get(0), step.mark());
        table.row(cells);
        for (PartitionOffsets more : step.offsets().subList(1, step.offsets().size())) {
            List<Cell> below = new ArrayList<>(Collections.nCopies(BEFORE_LANES + lanes(), Cell.of("")));
            offsets(below, more, Mark.NONE);
            table.row(below);
        }
    }

    private List<Cell> lanes(Step step) {
        int column = step.lane() == Lane.COORDINATOR ? members.size() : members.indexOf(step.lane());
        if (column < 0) {
            return List.of(new Cell("== " + step.text(), lanes()));
        }
        List<Cell> cells = new ArrayList<>(Collections.nCopies(lanes(), Cell.of("")));
        cells.set(column, Cell.of(step.text()));
        return cells;
    }

    private void offsets(List<Cell> cells, PartitionOffsets offsets, Mark mark) {
        cells.add(Cell.of(header.partitions().get(offsets.partition()).toString()));
        cells.add(Cell.of(Long.toString(offsets.logEnd())));
        cells.add(Cell.of(PartitionOffsets.offset(offsets.fetched())));
        cells.add(Cell.of(PartitionOffsets.offset(offsets.returned())));
        cells.add(Cell.of(offsets.processed()));
        cells.add(Cell.of(PartitionOffsets.offset(offsets.committed())));
        cells.add(Cell.of(owners(offsets) + mark(mark)));
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
