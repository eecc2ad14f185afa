package io.offsetlab.testkit;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.narrative.LostAndRepeated;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Promise;
import io.offsetlab.scenario.Scenario;
import java.util.List;

/** What came of one run, for a test to assert on with {@link OffsetlabAssertions#assertThat(Outcome)}. */
public final class Outcome {
    private final Subject subject;
    private final Scenario world;
    private final long seed;
    private final JudgedRun run;

    private Outcome(Subject subject, Scenario world, long seed) {
        this.subject = subject;
        this.world = world;
        this.seed = seed;
        this.run = subject.run(world, seed);
    }

    /**
     * Runs a policy.
     *
     * @param world what it runs in
     * @param seed what small chance is drawn from
     */
    public static Outcome of(Scenario world, Policy policy, long seed) {
        return of(new PolicySubject(policy), world, seed);
    }

    static Outcome of(Subject subject, Scenario world, long seed) {
        return new Outcome(subject, world, seed);
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
