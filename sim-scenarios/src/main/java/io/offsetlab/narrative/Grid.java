package io.offsetlab.narrative;

import java.util.List;

/**
 * A table of a report, whatever it is written as.
 *
 * @param titles one a column, empty where a column needs none
 * @param numeric the columns that hold numbers
 * @param rows each with a cell a column
 * @param above what was left out in front of the rows, as sentences
 * @param below what is to be said under them
 */
public record Grid(
        List<String> titles, List<Integer> numeric, List<List<String>> rows, List<String> above, List<String> below) {
    public Grid {
        titles = List.copyOf(titles);
        numeric = List.copyOf(numeric);
        rows = List.copyOf(rows);
        above = List.copyOf(above);
        below = List.copyOf(below);
    }

    /** Whether the titles are worth a line. */
    public boolean hasTitles() {
        return titles.stream().anyMatch(title -> !title.isEmpty());
    }

    void print(StringBuilder out, String indent) {
        above.forEach(line -> out.append(indent).append(line).append('\n'));
        Table table = new Table(
                titles.size(), numeric.stream().mapToInt(column -> column).toArray());
        if (!rows.isEmpty()) {
            if (hasTitles()) {
                table.row(titles.toArray(new String[0]));
            }
            rows.forEach(row -> table.row(row.toArray(new String[0])));
        }
        table.print(out, indent);
        below.forEach(line -> out.append(indent).append(line).append('\n'));
    }
}
