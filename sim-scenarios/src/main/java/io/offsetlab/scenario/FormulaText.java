package io.offsetlab.scenario;

import io.offsetlab.protocol.Formula;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Formula#text()} writes. */
final class FormulaText {
    private static final String ALLOWED = "allowed is unbounded, or a sum of numbers, max.poll.records and"
            + " (auto.commit.interval.ms / processing), each with a factor such as 2 x";

    private static final Pattern TERM = Pattern.compile("(?:([0-9]{1,6}) x )?(max\\.poll\\.records"
            + "|\\(auto\\.commit\\.interval\\.ms / processing\\))|([0-9]{1,15})");

    private FormulaText() {}

    static Formula read(@Nullable Cursor field) {
        if (field == null || field.text(ALLOWED).equals("unbounded")) {
            return Formula.UNBOUNDED;
        }
        long records = 0;
        int polls = 0;
        int intervals = 0;
        for (String part : field.text(ALLOWED).split("\\+", -1)) {
            Matcher term = TERM.matcher(part.strip());
            if (!term.matches()) {
                throw field.wrong(ALLOWED);
            }
            int factor = term.group(1) == null ? 1 : Integer.parseInt(term.group(1));
            if (term.group(2) == null) {
                records += Long.parseLong(term.group(3));
            } else if (term.group(2).startsWith("max")) {
                polls += factor;
            } else {
                intervals += factor;
            }
        }
        return new Formula(false, records, polls, intervals);
    }
}
