package io.offsetlab.report.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A table with columns as wide as their widest cell; the first is aligned left, the others right. */
final class TextTable {
    private static final String BETWEEN = "   ";

    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row; all rows have as many cells as the first. */
    TextTable row(List<String> cells) {
        rows.add(cells);
        return this;
    }

    void write(Appendable out) throws IOException {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            out.append(line(row, widths).stripTrailing()).append('\n');
        }
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - row.get(i).length());
            line.append(i == 0 ? row.get(i) + pad : BETWEEN + pad + row.get(i));
        }
        return line.toString();
    }
}
