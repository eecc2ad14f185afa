package io.offsetlab.report.html;

import io.offsetlab.drawing.Markup;
import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.report.Comparison;
import io.offsetlab.report.Found;
import io.offsetlab.report.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What broke, and in how many worlds each invariant was violated. */
final class FindingList {
    private FindingList() {}

    static void write(Comparison comparison, Markup page) {
        List<Found> list = Found.in(comparison);
        Tables.section(
                page,
                "Broken promises",
                list.isEmpty()
                        ? "Every policy kept what it promises in every world."
                        : "The first broken promise of the lowest seed, and what replays it.");
        for (Found found : list) {
            page.start("div", "class", "finding");
            page.element("h3", found.policy() + " broke " + found.invariants());
            page.element("p", found.sentence());
            page.start("p").element("code", found.seedLine().text()).end().endLine();
        }
        invariants(comparison, page);
    }

    private static void invariants(Comparison comparison, Markup page) {
        Tables.section(
                page,
                "Invariants",
                "Worlds with a violation. Bold: the policy promises it, and a number other than 0 is a broken promise."
                        + " The others are counted only.");
        List<String> titles = new ArrayList<>(List.of("Policy"));
        for (InvariantName name : InvariantName.values()) {
            titles.add(name.name());
        }
        Tables.start(page, titles, Collections.nCopies(titles.size(), ""));
        for (PolicyStats stats : comparison.statistics().policies()) {
            page.start("tr").element("th", comparison.label(stats), "scope", "row");
            for (InvariantName name : InvariantName.values()) {
                cell(page, stats, name);
            }
            page.endLine();
        }
        Tables.end(page);
    }

    private static void cell(Markup page, PolicyStats stats, InvariantName name) {
        boolean promised = stats.policy().promises().contains(name);
        long worlds = stats.violated().get(name);
        String style = !promised ? "" : worlds > 0 ? "broken" : "promised";
        page.element("td", Numbers.whole(worlds), "class", style);
    }
}
