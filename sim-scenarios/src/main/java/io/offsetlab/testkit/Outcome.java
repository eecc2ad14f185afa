package io.offsetlab.testkit;

import io.offsetlab.cluster.Application;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.narrative.LostAndRepeated;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Promise;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioToken;
import java.util.List;

/** What came of one run, for a test to assert on with {@link OffsetlabAssertions#assertThat(Outcome)}. */
public final class Outcome {
    private final Subject subject;
    private final Scenario world;
    private final long seed;
    private final JudgedRun run;

    Outcome(Subject subject, Scenario world, long seed, JudgedRun run) {
        this.subject = subject;
        this.world = world;
        this.seed = seed;
        this.run = run;
    }

    /**
     * Runs a policy.
     *
     * @param world what it runs in
     * @param seed what small chance is drawn from
     */
    public static Outcome of(Scenario world, Policy policy, long seed) {
        return of(world, Application.of(policy), true, seed);
    }

    /**
     * Runs code of one's own, such as an {@link io.offsetlab.byo.OwnLoop}.
     *
     * @param world what it runs in
     * @param seed what small chance is drawn from
     */
    public static Outcome of(Scenario world, Application application, long seed) {
        return of(world, application, false, seed);
    }

    private static Outcome of(Scenario world, Application application, boolean isPolicy, long seed) {
        Subject subject = new ApplicationSubject(application, isPolicy);
        return new Outcome(subject, world, seed, JudgedRun.of(world, application, seed));
    }

    /**
     * Runs code of one's own again in the world of a token, as a failure prints it.
     *
     * @throws BadInput if the text is no token
     */
    public static Outcome replay(String token, Application application) {
        ScenarioToken read = ScenarioToken.parse(token);
        return of(read.scenario(), application, read.seed());
    }

    /** The world as it was given, before anything was made smaller. */
    public Scenario world() {
        return world;
    }

    public long seed() {
        return seed;
    }

    /** All facts, and what they are judged to be by the promise of whoever commits. */
    public JudgedRun run() {
        return run;
    }

    /** How many visible records below the resume point have no effect at the end: the group will never read them. */
    public long lost() {
        return partitions().stream().mapToLong(LostAndRepeated::lostRecords).sum();
    }

    /** How often an effect happened again, all records and incidents together. */
    public long repeated() {
        return partitions().stream().mapToLong(LostAndRepeated::repeats).sum();
    }

    private List<LostAndRepeated> partitions() {
        return LostAndRepeated.of(run.header(), run.facts());
    }

    Promise ownPromise() {
        return run.header().promise();
    }

    Subject subject() {
        return subject;
    }

    @Override
    public String toString() {
        return run.header().policy() + " in " + world.name() + " with seed " + seed + ", digest " + run.digest();
    }
}
