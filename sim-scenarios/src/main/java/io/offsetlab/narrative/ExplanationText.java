package io.offsetlab.narrative;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** An explanation as plain text. */
final class ExplanationText {
    private static final int WIDEST = 108;
    private static final int BAR = 32;

    private final StringBuilder out;

    private ExplanationText(StringBuilder out) {
        this.out = out;
    }

    /** Adds what is known, each part under its title. */
    static void add(StringBuilder out, Explanation explanation) {
        ExplanationText text = new ExplanationText(out);
        if (explanation.passesIf() != null) {
            text.passesIf(explanation.passesIf());
        }
        if (explanation.inevitability() != null) {
            text.inevitability(explanation.inevitability());
        }
    }

    private void passesIf(PassesIf passesIf) {
        if (passesIf.changes().isEmpty()) {
            out.append('\n').append(passesIf.summary()).append(".\n");
            return;
        }
        out.append("\nIt passes if (").append(passesIf.summary()).append("):\n");
        for (PassesIf.Change change : passesIf.changes()) {
            String indent = "  ";
            for (String line : Words.wrapped(change.text(), WIDEST)) {
                out.append(indent).append(line).append('\n');
                indent = "    ";
            }
        }
    }

    private void inevitability(Inevitability inevitability) {
        out.append("\nWhen it became inevitable (")
                .append(inevitability.summary())
                .append("):\n");
        shares(inevitability).print(out, "  ");
    }

    /** How many continuations from each moment fail. */
    static Grid shares(Inevitability inevitability) {
        List<List<String>> rows = telling(inevitability.shares()).stream()
                .map(share -> List.of(
                        share.step() == 0 ? "-" : Integer.toString(share.step()),
                        Words.seconds(share.at()),
                        share.fails() + " of " + share.of(),
                        bar(share),
                        percent(share.low()) + "-" + percent(share.high()) + " %",
                        share.text()))
                .toList();
        return new Grid(
                List.of("after step", "seconds", "fail", "0 % to 100 %", "95 % interval", ""),
                List.of(0, 1, 2, 4),
                rows,
                List.of(),
                inevitability.remark().isEmpty() ? List.of() : List.of(inevitability.remark()));
    }

    /** Of moments in a row with the same share, the first and the last. */
    private static List<Inevitability.Share> telling(List<Inevitability.Share> shares) {
        return IntStream.range(0, shares.size())
                .filter(i -> i == 0
                        || i == shares.size() - 1
                        || shares.get(i).fails() != shares.get(i - 1).fails()
                        || shares.get(i).fails() != shares.get(i + 1).fails())
                .mapToObj(shares::get)
                .toList();
    }

    /** The interval as a stretch of a line, and the share itself in it. */
    private static String bar(Inevitability.Share share) {
        StringBuilder bar = new StringBuilder();
        long low = Math.round(share.low() * BAR);
        long high = Math.round(share.high() * BAR);
        long mid = Math.round((double) share.fails() / share.of() * BAR);
        for (int i = 0; i <= BAR; i++) {
            bar.append(i == mid ? '#' : i >= low && i <= high ? '-' : '.');
        }
        return bar.toString();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f", share * 100);
    }
}
