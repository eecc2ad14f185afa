package io.offsetlab.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.experiment.Experiment;
import io.offsetlab.experiment.Plan;
import io.offsetlab.experiment.ProgressListener;
import io.offsetlab.experiment.Statistics;
import io.offsetlab.metric.MetricCollector;
import io.offsetlab.metric.Situation;
import io.offsetlab.metric.Situation.Needs;
import io.offsetlab.metric.Situation.Reach;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.PolicyText;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.ScenarioSource;
import io.offsetlab.scenario.ScenarioText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Risk: the worlds are so tame that policies never come into the situations in which they differ, and all look well. */
final class SometimesTest {
    private static final String SECTION = "Sometimes";
    private static final int SEEDS = 60;
    private static final String SHORT = "generated:duration=20s..60s,";

    /** From small worlds to large ones: where an example is looked for first. */
    private static final List<String> SOURCES = List.of(
            SHORT + "members=1,partitions=1,records=10..60,faults=1",
            SHORT + "members=2,partitions=1,records=10..60,faults=1",
            SHORT + "members=2,partitions=1,records=10..60,faults=2",
            SHORT + "members=2,partitions=1,records=10..60,faults=1..3,workers=2..4",
            SHORT + "members=2,partitions=2,records=40..200,faults=2..3",
            SHORT + "members=3,partitions=2,records=40..200,faults=2..4",
            SHORT + "members=3..4,partitions=3,records=100..400,faults=4..6");

    private static final Pattern EXAMPLE = Pattern.compile("`--scenario (\\S+) --policy (\\S+) --seed (\\d+)`");
    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).resolve("..");

    @Test
    void aSweepOfTheDefaultWorldsComesIntoEverySituationThatIsUsual() throws IOException {
        Statistics usual = sweep(Policies.all());
        Statistics transactional = sweep(Policies.onRequest());
        if (HarnessPage.isToBeWritten()) {
            write(usual, transactional);
        }

        assertThat(usual.expected())
                .as("no policy of the default ones produces in transactions")
                .noneMatch(situation -> situation.needs() == Needs.TRANSACTIONS);
        assertThat(usual.neverReached())
                .as("situations that no policy came into in %s default worlds", SEEDS)
                .noneMatch(situation -> situation.reach() == Reach.USUAL);
        assertThat(transactional.neverReached())
                .as("situations that no transactional policy came into in %s default worlds", SEEDS)
                .noneMatch(situation -> situation.needs() == Needs.TRANSACTIONS && situation.reach() == Reach.USUAL);
        assertThat(HarnessPage.rows(SECTION).stream()
                        .map(row -> row.subList(0, 3))
                        .toList())
                .as("write the page anew: %s", HarnessPage.UPDATE)
                .isEqualTo(rows(usual, transactional));
    }

    private static Statistics sweep(List<Policy> policies) {
        Plan plan = Plan.of(ScenarioSource.generated(Ranges.DEFAULT), policies, 1, SEEDS)
                .withJobs(2);
        return Statistics.of(Experiment.run(plan, ProgressListener.NONE));
    }

    @Test
    void eachExampleOfThePageComesIntoItsSituation() throws IOException {
        List<List<String>> rows = HarnessPage.rows(SECTION);
        assertThat(rows).hasSameSizeAs(Situation.values());
        int examples = 0;
        for (Situation situation : Situation.values()) {
            String cell = rows.get(situation.ordinal()).get(3);
            examples += EXAMPLE.matcher(cell).matches() ? 1 : 0;
            assertThat(holds(cell, situation))
                    .as("%s is an example of %s", cell, situation.text())
                    .isTrue();
        }
        assertThat(examples).isGreaterThanOrEqualTo(20);
    }

    private static List<List<String>> rows(Statistics usual, Statistics transactional) {
        List<List<String>> rows = new ArrayList<>();
        for (Situation situation : Situation.values()) {
            Statistics statistics = situation.needs() == Needs.TRANSACTIONS ? transactional : usual;
            long most = statistics.policies().stream()
                    .mapToLong(stats -> stats.situations().get(situation))
                    .max()
                    .orElse(0);
            rows.add(List.of("`" + situation.text() + "`", situation.description(), Long.toString(most)));
        }
        return rows;
    }

    /** Examples that still are some stay as they are; for the others one is looked for. */
    private static void write(Statistics usual, Statistics transactional) throws IOException {
        List<List<String>> old = HarnessPage.rows(SECTION);
        List<List<String>> now = rows(usual, transactional);
        List<List<String>> rows = new ArrayList<>();
        for (Situation situation : Situation.values()) {
            int i = situation.ordinal();
            String known = i < old.size() ? old.get(i).get(3) : "";
            List<String> row = new ArrayList<>(now.get(i));
            row.add(holds(known, situation) ? known : example(situation));
            rows.add(row);
        }
        HarnessPage.write(SECTION, rows);
    }

    /** Whether a cell shows a run that comes into the situation, or says in words why there is none. */
    private static boolean holds(String cell, Situation situation) {
        Matcher example = EXAMPLE.matcher(cell);
        return example.matches()
                ? comesInto(example.group(1), example.group(2), Long.parseLong(example.group(3)), situation)
                : situation.reach() == Reach.ELSEWHERE && !cell.isEmpty();
    }

    private static String example(Situation situation) {
        List<Policy> policies = situation.needs() == Needs.TRANSACTIONS ? Policies.onRequest() : Policies.all();
        for (String source : SOURCES) {
            for (long seed = 1; seed <= 300; seed++) {
                for (Policy policy : policies) {
                    if (comesInto(source, policy.name(), seed, situation)) {
                        return "`--scenario " + source + " --policy " + policy.name() + " --seed " + seed + "`";
                    }
                }
            }
        }
        throw new AssertionError("no small world comes into " + situation.text());
    }

    private static boolean comesInto(String scenario, String policyName, long seed, Situation situation) {
        ScenarioSource source = scenario.startsWith("docs/")
                ? ScenarioSource.fixed(scenario, ScenarioText.read(ROOT.resolve(scenario)))
                : ScenarioSource.named(scenario);
        @Nullable Policy known = Policies.find(policyName);
        Policy policy = known == null ? PolicyText.read(ROOT.resolve(policyName)) : known;
        World world = source.draw(seed).toWorld(seed);
        MetricCollector metrics = new MetricCollector(Cluster.header(world, policy));
        new Cluster(world, policy, Skipping.ON, metrics).run();
        return metrics.situations()[situation.ordinal()] > 0;
    }
}
