package io.offsetlab.report;

import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.experiment.Statistics;
import io.offsetlab.experiment.SweepPlan;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.metric.Metric;
import java.util.ArrayList;
import java.util.List;

/** What a reader must know before trusting the numbers: what was seen, why it may mislead, what to do. */
final class Warnings {
    private static final int FEW_WORLDS = 300;
    private static final double MANY_NOT_REACHED = 0.1;

    private final SweepPlan plan;
    private final Statistics statistics;
    private final Workload workload;
    private final List<String> list = new ArrayList<>();

    private Warnings(SweepPlan plan, Statistics statistics, Workload workload) {
        this.plan = plan;
        this.statistics = statistics;
        this.workload = workload;
    }

    static List<String> of(SweepPlan plan, Statistics statistics, Workload workload) {
        Warnings warnings = new Warnings(plan, statistics, workload);
        warnings.part();
        warnings.fewWorlds();
        warnings.faultsNeverPlanned();
        warnings.faultsNotReached();
        warnings.unfinishedRuns();
        return List.copyOf(warnings.list);
    }

    private void part() {
        if (plan.shards() > 1) {
            list.add("This is shard " + plan.shard() + " of " + plan.shards()
                    + ": the numbers are those of its seeds only; merge all parts for the whole.");
        }
    }

    private void fewWorlds() {
        int worlds = workload.worlds();
        if (worlds < FEW_WORLDS) {
            String share = Numbers.percent(Math.min(1, 3.0 / worlds));
            list.add(Numbers.whole(worlds) + (worlds == 1 ? " seed" : " seeds") + ": what happens in fewer than "
                    + share + " of all worlds would probably not show; take more seeds.");
        }
    }

    private void faultsNeverPlanned() {
        List<String> never = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            if (workload.plannedIn().get(kind) == 0) {
                never.add(Phrases.word(kind));
            }
        }
        if (!never.isEmpty()) {
            list.add("No world had a fault of the kind " + String.join(", ", never)
                    + ": the result says nothing about it.");
        }
    }

    private void faultsNotReached() {
        List<String> policies = new ArrayList<>();
        for (PolicyStats stats : statistics.policies()) {
            long missed = stats.total().get(Metric.FAULTS_NOT_REACHED);
            long all = missed + stats.total().get(Metric.FAULTS_FIRED);
            if (all > 0 && missed > MANY_NOT_REACHED * all) {
                policies.add(stats.policy().name() + " (" + Numbers.percent((double) missed / all) + ")");
            }
        }
        if (!policies.isEmpty()) {
            list.add("Many planned faults were not reached under " + String.join(", ", policies)
                    + ": the run was over before, or the process was gone, so that these had less to survive.");
        }
    }

    private void unfinishedRuns() {
        List<String> policies = new ArrayList<>();
        for (PolicyStats stats : statistics.policies()) {
            if (stats.incomplete().hits() > 0) {
                policies.add(stats.policy().name() + " ("
                        + Phrases.worlds(stats.incomplete().hits()) + ")");
            }
        }
        if (!policies.isEmpty()) {
            list.add("Records were still unread when the run ended under " + String.join(", ", policies)
                    + ": their throughput and recovery are those of the time that was given.");
        }
    }
}
