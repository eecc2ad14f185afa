package io.offsetlab.report.html;

import io.offsetlab.drawing.Markup;
import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.report.Comparison;
import io.offsetlab.report.FaultMix;
import io.offsetlab.report.Numbers;
import io.offsetlab.report.Phrases;
import io.offsetlab.report.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The worlds, and which faults happened in them. */
final class WorkloadTables {
    private WorkloadTables() {}

    static void write(Comparison comparison, Markup page) {
        Tables.section(
                page, "The worlds", "Every policy ran in the same worlds; these are the ranges that were drawn.");
        workload(page, comparison.workload());
        faults(comparison, page);
    }

    private static void workload(Markup page, Workload workload) {
        page.start("dl");
        entry(page, "Worlds", Numbers.whole(workload.worlds()));
        entry(page, "Members", workload.members().text());
        entry(page, "Partitions", workload.partitions().text());
        entry(page, "Records", workload.records().text());
        entry(page, "Time for a record", workload.processingMicros().text(Numbers::duration) + " or longer");
        entry(page, "Planned faults", workload.faults().text());
        entry(page, "Virtual time until it heals", workload.chaosMicros().text(Numbers::duration));
        page.endLine();
    }

    private static void entry(Markup page, String name, String text) {
        page.element("dt", name).element("dd", text);
    }

    private static void faults(Comparison comparison, Markup page) {
        Tables.section(
                page,
                "Faults",
                "Worlds in which a fault of each kind was planned, and in which it happened under each policy. A fault is not"
                        + " reached when the run never came to its anchor or its process was gone.");
        List<String> titles = new ArrayList<>(List.of(""));
        List<String> planned = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            titles.add(Phrases.word(kind));
            planned.add(Numbers.whole(comparison.workload().plannedIn().get(kind)));
        }
        titles.add("not reached");
        planned.add("");
        Tables.start(page, titles, Collections.nCopies(titles.size(), ""));
        Tables.row(page, "planned", planned);
        for (PolicyStats stats : comparison.statistics().policies()) {
            List<String> cells = new ArrayList<>();
            for (FaultKind kind : FaultKind.values()) {
                cells.add(Numbers.whole(stats.fired().get(kind)));
            }
            cells.add(FaultMix.notReached(stats));
            Tables.row(page, comparison.label(stats), cells);
        }
        Tables.end(page);
    }
}
