package io.offsetlab.harness;

import io.offsetlab.experiment.Experiment;
import io.offsetlab.experiment.Plan;
import io.offsetlab.experiment.ProgressListener;
import io.offsetlab.experiment.SweepResult;
import io.offsetlab.metric.Situation;
import io.offsetlab.policy.Policies;
import io.offsetlab.scenario.ScenarioSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SometimesTest {
    @Test
    void count() {
        for (String name : List.of(System.getProperty("src", "generated").split(" "))) {
            ScenarioSource source = ScenarioSource.named(name);
            long t = System.nanoTime();
            SweepResult r = Experiment.run(
                    Plan.of(source, Policies.all(), 1, Integer.getInteger("n", 60))
                            .withJobs(2),
                    ProgressListener.NONE);
            System.out.println(name + " " + (System.nanoTime() - t) / 1000000 + " ms");
            for (Situation s : Situation.values()) {
                StringBuilder b = new StringBuilder();
                long first = 0;
                for (int p = 0; p < Policies.all().size(); p++) {
                    long w = r.rowsOf(p).stream()
                            .filter(row -> row.situations().get(s) > 0)
                            .count();
                    b.append(' ').append(w);
                    first = Math.max(first, w);
                }
                System.out.println("  " + s.text() + b);
            }
        }
    }
}
