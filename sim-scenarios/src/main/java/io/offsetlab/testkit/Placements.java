package io.offsetlab.testkit;

import io.offsetlab.byo.OwnLoop;
import io.offsetlab.cluster.Application;
import io.offsetlab.counterexample.Counterexample;
import io.offsetlab.counterexample.DeviationKind;
import io.offsetlab.counterexample.Exploration;
import io.offsetlab.counterexample.Explorer;
import io.offsetlab.counterexample.Shrinker;
import io.offsetlab.counterexample.SmallGroup;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.Scenario;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every placement of a few faults in a small world, tried on code over Consumer or on a policy; what the command {@code explore}
 * does, for a test:
 *
 * <pre>{@code
 * Placements.of(mine).members(2).records(4).faults(1).allHold();
 * }</pre>
 *
 * <p>Nothing is drawn: faults are placed at each step of the run without faults, and further ones at each step of what follows.
 * Of code of one's own nobody knows the state, so that no state is taken for visited, and each placement is run to its end: keep such
 * worlds smaller than those of policies. One member, one partition, 4 records and one fault of any kind unless said otherwise.
 */
public final class Placements {
    private static final long SEED = 0;
    private static final int MOST_FAULTS = 8;

    private final Application application;
    private final boolean isPolicy;
    private final Map<String, String> config = new TreeMap<>();
    private Set<DeviationKind> kinds = EnumSet.allOf(DeviationKind.class);
    private int members = 1;
    private int partitions = 1;
    private int records = 4;
    private int faults = 1;
    private int threads = 1;
    private long budget = 1_000_000;
    private Duration processing = Duration.ofSeconds(1);

    private Placements(Application application, boolean isPolicy) {
        this.application = application;
        this.isPolicy = isPolicy;
    }

    /** Placements for code over Consumer. */
    public static Placements of(OwnLoop loop) {
        return new Placements(loop, false);
    }

    /** Placements for a policy. */
    public static Placements of(Policy policy) {
        return new Placements(Application.of(policy), true);
    }

    /** Processes, all there from the beginning. */
    public Placements members(int number) {
        members = number;
        return this;
    }

    /** Partitions of the topic. */
    public Placements partitions(int number) {
        partitions = number;
        return this;
    }

    /** Records in all, dealt to the partitions. */
    public Placements records(int number) {
        records = number;
        return this;
    }

    /** How long applying a record takes in virtual time. */
    public Placements processing(Duration time) {
        processing = time;
        return this;
    }

    /** A setting of the consumers by Kafka's key; without one, max.poll.records is 2. */
    public Placements config(String key, String value) {
        config.put(key, value);
        return this;
    }

    /**
     * How many faults a placement has at most.
     *
     * @throws BadInput unless it is a number from 0 to 8
     */
    public Placements faults(int number) {
        faults = inRange("faults", number, 0, MOST_FAULTS);
        return this;
    }

    /** What may go wrong. */
    public Placements kinds(DeviationKind first, DeviationKind... others) {
        kinds = EnumSet.of(first, others);
        return this;
    }

    /** How many runs are made at most, 1,000,000 unless said otherwise. */
    public Placements budget(long runs) {
        if (runs < 1) {
            throw new BadInput("budget: found " + runs + ", allowed is a number of at least 1");
        }
        budget = runs;
        return this;
    }

    /** How many threads run placements, one unless said otherwise: code that keeps something outside of its members minds. */
    public Placements threads(int number) {
        threads = inRange("threads", number, 1, 1024);
        return this;
    }

    private static int inRange(String what, int number, int least, int most) {
        if (number < least || number > most) {
            throw new BadInput(what + ": found " + number + ", allowed is a number from " + least + " to " + most);
        }
        return number;
    }

    /**
     * Tries them, up to the first that breaks a promise.
     *
     * @throws io.offsetlab.counterexample.PlacementFailed if a run ends with an exception, an assertion of the code's included
     */
    public Exploration explore() {
        SmallGroup group = new SmallGroup(members, partitions, records, processing.toNanos() / 1_000, config);
        Explorer.Plan plan =
                new Explorer.Plan(group.scenario(faults), application, kinds, faults, true, false, budget, threads);
        return Explorer.explore(plan, tried -> {});
    }

    /**
     * Tries them all and returns what that came to, with a statement.
     *
     * @throws AssertionError if a promise is broken, with the bug report of the smallest placement; or if the budget ends first
     */
    public Exploration allHold() {
        Exploration explored = explore();
        Scenario found = explored.smallest();
        if (found != null) {
            throw new AssertionError(report(found, explored.statement()));
        }
        if (!explored.complete()) {
            throw new AssertionError(named(explored.statement()) + " A larger budget(runs) tries the rest.");
        }
        return explored;
    }

    private String report(Scenario world, String statement) {
        Counterexample smallest = Counterexample.of(world, application, SEED, Shrinker.BUDGET);
        String found = named(statement) + "\n" + ApplicationSubject.shrinking(smallest, Shrinker.BUDGET);
        return new ApplicationSubject(application, isPolicy).text(smallest, application, found);
    }

    private String named(String statement) {
        return application.policy().name() + ": " + statement;
    }
}
