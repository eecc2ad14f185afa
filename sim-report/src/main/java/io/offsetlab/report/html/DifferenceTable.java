package io.offsetlab.report.html;

import io.offsetlab.drawing.Markup;
import io.offsetlab.experiment.Comparand;
import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.report.Comparison;
import io.offsetlab.report.Phrases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How each policy differs from the first one in the same worlds. */
final class DifferenceTable {
    private DifferenceTable() {}

    static void write(Comparison comparison, Markup page) {
        List<PolicyStats> policies = comparison.statistics().policies();
        if (policies.size() < 2) {
            return;
        }
        Tables.section(
                page,
                "Difference from " + comparison.label(policies.get(0)),
                "Mean of the differences between runs in the same world, with its 95 % interval (bootstrap over worlds)."
                        + " Where ~ stands in front, the interval holds 0: no evidence for a difference.");
        List<String> titles = new ArrayList<>(List.of("Policy"));
        List<String> units = new ArrayList<>(List.of(""));
        for (Comparand by : Comparand.values()) {
            titles.add(by.title());
            units.add(by.unit());
        }
        Tables.start(page, titles, units);
        for (int i = 1; i < policies.size(); i++) {
            int policy = i;
            List<String> cells = Arrays.stream(Comparand.values())
                    .map(by -> Phrases.difference(by, comparison.statistics().difference(policy, by)))
                    .toList();
            Tables.row(page, comparison.label(policies.get(i)), cells);
        }
        Tables.end(page);
    }
}
