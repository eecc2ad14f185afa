package io.offsetlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.offsetlab.metric.Samples;
import io.offsetlab.metric.Series;
import io.offsetlab.metric.Situation;
import io.offsetlab.protocol.InvariantName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StatisticsTest {
    private static final SweepPlan PLAN = new SweepPlan(
            1,
            "4.4.0",
            "small",
            0,
            List.of(
                    new PolicyLine("first", "", List.of(InvariantName.LOSS), "500", false),
                    new PolicyLine("second", "", List.of(InvariantName.LOSS), "500", false)),
            0,
            3,
            1,
            1);

    /** The first policy repeats nothing, the second one more record in each world and loses two in worlds 2 and 3. */
    private static Statistics statistics() {
        List<WorldLine> worlds = new ArrayList<>();
        List<RunRow> rows = new ArrayList<>();
        for (long seed = 0; seed < 4; seed++) {
            worlds.add(new WorldLine(
                    seed, 2, 2, 10, 1000, 1_000_000, Fakes.row(0, 0, 0, 0).fired()));
            rows.add(Fakes.row(seed, 0, 0, 0));
            rows.add(Fakes.row(seed, 1, seed, seed >= 2 ? 2 : 0));
        }
        return Statistics.of(new SweepResult(PLAN, worlds, rows));
    }

    @Test
    void worldsWithABrokenPromiseAreCountedAndTheFirstIsKept() {
        PolicyStats second = statistics().policies().get(1);

        assertThat(second.broken()).isEqualTo(new Proportion(2, 4));
        assertThat(second.firstBroken()).isNotNull().extracting(RunRow::seed).isEqualTo(2L);
        assertThat(second.violated().get(InvariantName.LOSS)).isEqualTo(2);
        assertThat(second.lossy()).isEqualTo(new Proportion(2, 4));
        assertThat(second.repeating()).isEqualTo(new Proportion(3, 4));
        assertThat(second.mostBound()).isEqualTo(500);
        assertThat(second.mostAllowed()).isEqualTo(700);
        assertThat(statistics().policies().get(0).firstBroken()).isNull();
    }

    @Test
    void repeatsOfAllWorldsAreOneDistribution() {
        assertThat(statistics().policies().get(1).total().get(Series.REPEATS_PER_CRASH))
                .isEqualTo(Samples.of(0, 1, 2, 3));
    }

    @Test
    void differencesAreTakenWorldByWorld() {
        Difference repeated = statistics().difference(1, Comparand.REPEATED);

        assertThat(repeated.mean()).isEqualTo(1.5);
        assertThat(repeated.low()).isBetween(0.0, 1.0);
        assertThat(repeated.high()).isBetween(2.0, 3.0);
        assertThat(statistics().difference(0, Comparand.REPEATED)).isEqualTo(new Difference(0, 0, 0));
    }

    private static Statistics reached(Situation... situations) {
        long[] counts = new long[Situation.values().length];
        for (Situation situation : situations) {
            counts[situation.ordinal()] = 2;
        }
        List<WorldLine> worlds = new ArrayList<>();
        List<RunRow> rows = new ArrayList<>();
        for (long seed = 0; seed < 4; seed++) {
            RunRow row = Fakes.row(seed, 1, 0, 0);
            worlds.add(new WorldLine(seed, 2, 2, 10, 1000, 1_000_000, row.fired()));
            rows.add(Fakes.row(seed, 0, 0, 0));
            rows.add(
                    seed < 3
                            ? row
                            : new RunRow(
                                    seed,
                                    1,
                                    row.digest(),
                                    row.events(),
                                    row.endedAtMicros(),
                                    row.bound(),
                                    row.allowed(),
                                    row.violations(),
                                    row.fired(),
                                    EnumCounts.of(Situation.class, counts),
                                    row.metrics(),
                                    row.broken()));
        }
        return Statistics.of(new SweepResult(PLAN, worlds, rows));
    }

    @Test
    void whatNeedsTransactionsIsExpectedOnlyWhereOneIsCommitted() {
        assertThat(reached(Situation.EMPTY_POLL).neverReached())
                .contains(Situation.DEAD_LETTER)
                .doesNotContain(Situation.EMPTY_POLL)
                .noneMatch(situation -> situation.needs() == Situation.Needs.TRANSACTIONS);
        assertThat(reached(Situation.EMPTY_POLL).expected())
                .hasSize(Situation.TRANSACTION_COMMITTED.ordinal())
                .contains(Situation.EMPTY_POLL);

        Statistics transactional = reached(Situation.TRANSACTION_COMMITTED, Situation.PRODUCER_FENCED);
        assertThat(transactional.expected()).containsExactly(Situation.values());
        assertThat(transactional.neverReached())
                .contains(Situation.TRANSACTION_ABORTED, Situation.EMPTY_POLL)
                .doesNotContain(Situation.PRODUCER_FENCED, Situation.TRANSACTION_COMMITTED);
    }

    @Test
    void ratiosAreTakenFromSums() {
        assertThat(Ratios.commitsPerThousand(statistics().policies().get(1).total()))
                .isCloseTo(1000.0 * 20 / 36, within(1e-9));
    }
}
