package io.offsetlab.experiment;

import io.offsetlab.cluster.Application;
import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.RunResult;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.invariant.Incident;
import io.offsetlab.invariant.IncidentCause;
import io.offsetlab.invariant.Judge;
import io.offsetlab.invariant.Violation;
import io.offsetlab.metric.MetricCollector;
import io.offsetlab.metric.Situation;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.RunHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the simulation with the judge and the metrics watching. */
final class ClusterRunner implements Runner {
    private final Skipping skipping;
    private final List<Application> applications;

    /** @param applications by their places in the plan */
    ClusterRunner(Skipping skipping, List<Application> applications) {
        this.skipping = skipping;
        this.applications = applications;
    }

    @Override
    public RunRow run(World world, Policy policy, int place) {
        RunHeader header = Cluster.header(world, policy);
        MetricCollector metrics = new MetricCollector(header);
        long bound = header.promise().redelivery().evaluate(header.inputs());
        long[] allowed = {bound};
        Judge judge = new Judge(header, incident -> count(incident, metrics, allowed));
        RunResult result = new Cluster(world, applications.get(place), skipping, judge, metrics).run();
        return new RunRow(
                world.seed(),
                place,
                result.digest(),
                result.events(),
                result.endedAtMicros(),
                bound,
                allowed[0],
                violations(judge),
                fired(world, metrics),
                EnumCounts.of(Situation.class, metrics.situations()),
                metrics.finish(),
                firstBroken(judge));
    }

    private static void count(Incident incident, MetricCollector metrics, long[] allowed) {
        for (Incident.Part part : incident.parts()) {
            allowed[0] = Math.max(allowed[0], part.allowed());
            if (incident.cause() == IncidentCause.CRASHED) {
                metrics.crashRepeated(part.repeats());
            } else {
                metrics.rebalanceRepeated(part.repeats());
            }
            if (part.gapMicros() != Incident.Part.NO_GAP) {
                metrics.handedOver(part.gapMicros());
            }
        }
    }

    private static EnumCounts<InvariantName> violations(Judge judge) {
        long[] counts = new long[InvariantName.values().length];
        for (InvariantName name : InvariantName.values()) {
            counts[name.ordinal()] = judge.count(name);
        }
        return EnumCounts.of(InvariantName.class, counts);
    }

    private static EnumCounts<FaultKind> fired(World world, MetricCollector metrics) {
        long[] counts = new long[FaultKind.values().length];
        for (int i = 0; i < world.faults().size(); i++) {
            if (metrics.hasFired(i)) {
                counts[world.faults().get(i).kind().ordinal()]++;
            }
        }
        return EnumCounts.of(FaultKind.class, counts);
    }

    private static @Nullable FirstBroken firstBroken(Judge judge) {
        Violation broken = judge.firstBrokenPromise();
        return broken == null ? null : new FirstBroken(broken.invariant(), broken.at(), broken.sentence());
    }
}
