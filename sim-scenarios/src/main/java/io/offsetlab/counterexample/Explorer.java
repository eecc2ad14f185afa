package io.offsetlab.counterexample;

import io.offsetlab.cluster.Application;
import io.offsetlab.experiment.Crew;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tries every placement of up to a number of faults in a small world, by running it again and again: first none, then one at
 * each place of that run, then a second one at each further place of each of those runs, and so on. What comes out does not
 * depend on the number of threads.
 *
 * <p>Pruning is sound: a run that comes into a state in which an earlier run was, with as many faults left to place, goes on as
 * that one did. The state is that of cluster and judge, times counted from now, told apart by a 64-bit hash. Processes that wait
 * to be started are alike and join in the order of their numbers. Members that have started are not taken for alike, even if they
 * do the same: Kafka's assignors deal partitions out in the order of member ids, and the first to join leads.
 */
public final class Explorer implements AutoCloseable {
    private static final int CHUNK = 256;

    private final Plan plan;
    private final ExploredWorld world;
    private final Crew crew;
    private final LongConsumer progress;
    private final @Nullable SeenStates seen;
    private final Set<InvariantName> broken = new TreeSet<>();
    private @Nullable Placement worst;
    private long placements;
    private long pruned;
    private long runs;
    private long places;

    /**
     * What is explored and how.
     *
     * @param scenario the world without faults
     * @param application what its members carry out
     * @param kinds what may go wrong; at least one
     * @param faults how many faults a placement has at most
     * @param pruning whether equal states are visited once, if the application tells its state
     * @param goesOn whether to go on after a broken promise, to find all that can be broken
     * @param budget how many runs may be made
     * @param jobs how many threads
     */
    public record Plan(
            Scenario scenario,
            Application application,
            Set<DeviationKind> kinds,
            int faults,
            boolean pruning,
            boolean goesOn,
            long budget,
            int jobs) {

        private Exploration.Pruning applied() {
            if (!application.tellsItsState()) {
                return Exploration.Pruning.IMPOSSIBLE;
            }
            return pruning ? Exploration.Pruning.ON : Exploration.Pruning.OFF;
        }
    }

    private Explorer(Plan plan, LongConsumer progress) {
        this.plan = plan;
        this.progress = progress;
        world = new ExploredWorld(plan.scenario(), plan.application(), EnumSet.copyOf(plan.kinds()), plan.faults());
        crew = new Crew(plan.jobs());
        seen = plan.applied() == Exploration.Pruning.ON ? new SeenStates() : null;
    }

    /** Explores; {@code progress} is told now and then how many placements were tried. */
    public static Exploration explore(Plan plan, LongConsumer progress) {
        try (Explorer explorer = new Explorer(plan, progress)) {
            return explorer.explore();
        }
    }

    @Override
    public void close() {
        crew.close();
    }

    private Exploration explore() {
        boolean complete = true;
        for (int limit = 0; limit <= plan.faults() && complete; limit++) {
            complete = visit(List.of(Placement.NONE), limit);
        }
        Placement found = worst;
        return new Exploration(
                plan.faults(),
                placements,
                places,
                pruned,
                runs,
                complete,
                broken,
                found == null ? null : world.scenario(found),
                plan.applied());
    }

    /**
     * Tries placements and all that follow from them within the limit, a chunk at a time; false if the search is over. The threads
     * share what follows from a whole chunk, as from a single placement it may be little.
     */
    private boolean visit(List<Placement> all, int limit) {
        for (int from = 0; from < all.size(); from += CHUNK) {
            long most = Math.min(CHUNK, plan.budget() - runs);
            List<Placement> chunk = all.subList(from, (int) Math.min(all.size(), from + most));
            if (chunk.isEmpty()) {
                return false;
            }
            runs += chunk.size();
            List<Probe> probes = crew.all(
                    chunk.size(),
                    i -> Probe.of(world, chunk.get(i), limit - chunk.get(i).faults(), seen));
            List<Placement> further = new ArrayList<>();
            for (int i = 0; i < chunk.size(); i++) {
                if (!take(chunk.get(i), probes.get(i), limit, further)) {
                    return false;
                }
            }
            progress.accept(placements);
            if (!visit(further, limit)) {
                return false;
            }
        }
        return true;
    }

    /** Takes note of one probe, as if all before it had been taken note of when it ran; false if the search is over. */
    private boolean take(Placement placement, Probe probe, int limit, List<Placement> further) {
        boolean first = placement.faults() == limit;
        if (limit == 0 && placement.last() == null) {
            places = probe.places();
        }
        long until = seenAt(probe);
        boolean cut = until < Long.MAX_VALUE;
        remember(probe);
        if (first) {
            placements++;
            pruned += cut ? 1 : 0;
        }
        if (limit - placement.faults() == 1) {
            placements += probe.twins();
            pruned += probe.twins();
        }
        if (probe.broken() != null && !cut) {
            broken.add(probe.broken().invariant());
            worst = worst == null ? placement : worst;
            return plan.goesOn();
        }
        List<Placement> own = new ArrayList<>();
        for (Deviation deviation : probe.further()) {
            if (deviation.position() <= until) {
                own.add(placement.and(deviation));
            }
        }
        own.sort(Comparator.comparing(Explorer::kind).thenComparingLong(Explorer::position));
        further.addAll(own);
        return true;
    }

    private static DeviationKind kind(Placement placement) {
        Deviation last = placement.last();
        return last == null ? DeviationKind.DELAY : last.kind();
    }

    private static long position(Placement placement) {
        Deviation last = placement.last();
        return last == null ? 0 : last.position();
    }

    /** The last position before the first state that was seen before; further deviations are tried up to there. */
    private long seenAt(Probe probe) {
        for (PlaceFinder.Look look : probe.looks()) {
            if (seen != null && seen.contains(look.hash())) {
                return look.position();
            }
        }
        return Long.MAX_VALUE;
    }

    private void remember(Probe probe) {
        for (PlaceFinder.Look look : probe.looks()) {
            if (seen == null || seen.contains(look.hash())) {
                return;
            }
            seen.add(look.hash());
        }
    }
}
