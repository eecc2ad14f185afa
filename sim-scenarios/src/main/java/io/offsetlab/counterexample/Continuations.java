package io.offsetlab.counterexample;

import io.offsetlab.cluster.Application;
import io.offsetlab.cluster.Turn;
import io.offsetlab.cluster.World;
import io.offsetlab.engine.Mix;
import io.offsetlab.experiment.Proportion;
import io.offsetlab.fault.Fault;
import io.offsetlab.invariant.Violation;
import io.offsetlab.narrative.Inevitability;
import io.offsetlab.narrative.Inevitability.Share;
import io.offsetlab.narrative.Step;
import io.offsetlab.narrative.Story;
import io.offsetlab.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Finds out when the failure of a drawn world became inevitable: leaves the run at moments ever closer to its first bad step, goes on
 * with fresh faults and fresh small chance, and counts how many of these continuations break the same promise. The same failing run
 * gives the same numbers.
 */
public final class Continuations {
    private static final int MOST = 64;
    private static final int LEAST = 16;

    /** So many events of all runs together, about two seconds. */
    private static final long MOST_EVENTS = 20_000_000;

    private static final int TURNING_POINTS = 7;
    private static final int NEAREST_STEPS = 5;

    private final Scenario scenario;
    private final Application application;
    private final long seed;
    private final Violation broken;
    private final LongFunction<List<Fault>> faults;
    private final Trials trials = new Trials(Long.MAX_VALUE);

    private Continuations(
            Scenario scenario, Application application, long seed, Violation broken, LongFunction<List<Fault>> faults) {
        this.scenario = scenario;
        this.application = application;
        this.seed = seed;
        this.broken = broken;
        this.faults = faults;
    }

    /**
     * Looks at moments of a run that broke a promise.
     *
     * @param run the run of this scenario and seed
     * @param faults draws faults for its world from another seed
     * @throws IllegalArgumentException if the run broke no promise
     */
    public static Inevitability of(
            Scenario scenario, Application application, long seed, JudgedRun run, LongFunction<List<Fault>> faults) {
        if (run.broken() == null) {
            throw new IllegalArgumentException("a run that keeps its promises was not bound to break one");
        }
        return new Continuations(scenario, application, seed, run.broken(), faults).look(run.story());
    }

    private Inevitability look(Story story) {
        List<Step> moments = moments(story);
        World world = scenario.toWorld(seed);
        trials.broken(world, application, null);
        long affordable = MOST_EVENTS / Math.max(1, trials.events() * (moments.size() + 1));
        int count = (int) Math.max(LEAST, Math.min(MOST, affordable));
        List<Share> shares = new ArrayList<>();
        shares.add(share(world, 0, 0, "before anything happens", count));
        for (Step step : moments) {
            shares.add(share(world, step.number(), step.at() + 1, step.text(), count));
        }
        return new Inevitability(shares, "");
    }

    /** The turning points and the last steps before the first bad one, and that; of several at one instant the last. */
    private static List<Step> moments(Story story) {
        int bad = story.firstBad();
        TreeMap<Long, Step> byTime = new TreeMap<>();
        int turningPoints = 0;
        for (int i = bad; i >= 0; i--) {
            Step step = story.steps().get(i);
            boolean counts = i > bad - NEAREST_STEPS || (step.turningPoint() && turningPoints < TURNING_POINTS);
            if (counts && step.at() <= story.steps().get(bad).at()) {
                turningPoints += step.turningPoint() ? 1 : 0;
                byTime.putIfAbsent(step.at(), step);
            }
        }
        return new ArrayList<>(byTime.values());
    }

    private Share share(World world, int step, long at, String text, int count) {
        int fails = 0;
        for (int i = 0; i < count; i++) {
            long other = Mix.combine(seed, i + 1L);
            fails += fails(world, new Turn(at, other, faults.apply(other))) ? 1 : 0;
        }
        Proportion proportion = new Proportion(fails, count);
        return new Share(step, at, text, fails, count, proportion.low(), proportion.high());
    }

    private boolean fails(World world, Turn turn) {
        try {
            Violation now = trials.broken(world, application, turn);
            return now != null && now.invariant() == broken.invariant();
        } catch (RuntimeException | AssertionError e) {
            // a run that ends with an exception fails otherwise
            return false;
        }
    }
}
