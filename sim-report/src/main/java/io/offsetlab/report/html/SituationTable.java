package io.offsetlab.report.html;

import io.offsetlab.drawing.Markup;
import io.offsetlab.metric.Situation;
import io.offsetlab.report.Comparison;
import io.offsetlab.report.SituationMix;
import java.util.List;

/** Into which situations the runs came. */
final class SituationTable {
    private SituationTable() {}

    static void write(Comparison comparison, Markup page) {
        Tables.section(
                page,
                "Situations",
                "Worlds in which a run came into each situation, from the policy with the fewest to that with the"
                        + " most. "
                        + SituationMix.neverReached(comparison));
        Tables.start(page, List.of("", "worlds", "what happens"), List.of("", "", ""));
        for (Situation situation : comparison.statistics().expected()) {
            Tables.row(
                    page,
                    situation.text(),
                    List.of(SituationMix.worlds(comparison, situation), situation.description()));
        }
        Tables.end(page);
    }
}
