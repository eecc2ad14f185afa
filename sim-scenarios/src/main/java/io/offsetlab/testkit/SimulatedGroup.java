package io.offsetlab.testkit;

import io.offsetlab.byo.Member;
import io.offsetlab.byo.OwnLoop;
import io.offsetlab.byo.ProcessKilled;
import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioToken;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A consumer group in one world, for a test method to say what its members do. When the method has returned, the group runs until
 * the world has healed and all is quiet, and what it must keep is judged. A method that wants to look at what came of it calls
 * {@link #run} itself.
 */
public final class SimulatedGroup {
    private final Scenario world;
    private final long seed;
    private final OwnLoop.Builder loop;
    private final Map<String, OwnLoop.Code> codes = new TreeMap<>();
    private final Map<String, String> forced = new TreeMap<>();
    private final List<CodeEnd> ends = new ArrayList<>();
    private OwnLoop.@Nullable Code others;
    private @Nullable Outcome outcome;

    SimulatedGroup(Scenario world, long seed, String name, List<InvariantName> keeps) {
        this.world = world;
        this.seed = seed;
        this.loop = OwnLoop.named(name).promises(keeps.toArray(new InvariantName[0]));
    }

    /** What the group runs in. */
    public Scenario world() {
        return world;
    }

    /** What small chance is drawn from. */
    public long seed() {
        return seed;
    }

    /** A setting of the consumers by Kafka's key; it wins over the world's, and one that the code passes wins over it. */
    public SimulatedGroup config(String key, String value) {
        loop.config(key, value);
        return this;
    }

    /** A setting that wins over those of the method too. */
    SimulatedGroup forced(String key, String value) {
        forced.put(key, value);
        return this;
    }

    /** The code of all members; each life of each member calls it once. */
    public SimulatedGroup members(OwnLoop.Code code) {
        others = code;
        return this;
    }

    /**
     * The code of one member; the others run what {@link #members} says.
     *
     * @throws BadInput if the world has no such member
     */
    public SimulatedGroup member(String name, OwnLoop.Code code) {
        List<String> names =
                world.members().stream().map(member -> member.name()).toList();
        if (!names.contains(name)) {
            throw new BadInput(
                    "member: found \"" + name + "\", allowed is one of the world's: " + String.join(", ", names));
        }
        codes.put(name, code);
        return this;
    }

    /** Progress stands in the members' external store, not in committed offsets. */
    public SimulatedGroup resumesFromStore() {
        loop.resumesFromStore();
        return this;
    }

    /**
     * Runs the group to its end.
     *
     * @throws IllegalStateException if it has run already or a member has no code
     */
    public Outcome run() {
        if (outcome != null) {
            throw new IllegalStateException("the group has run; each call of the test method gets another one");
        }
        for (MemberSpec member : world.members()) {
            codeOf(member.name());
        }
        OwnLoop mine = mine();
        outcome = new Outcome(GroupTrials.UNSHRUNK, world, seed, JudgedRun.of(world, mine, seed));
        return outcome;
    }

    private OwnLoop mine() {
        forced.forEach(loop::config);
        return loop.runs(this::live);
    }

    /** One life of a member; how its code ends is kept, as the trace tells only that the process is gone. */
    private void live(Member member) throws Exception {
        try {
            codeOf(member.name()).run(member);
            ended(member, null);
        } catch (ProcessKilled killed) {
            throw killed;
        } catch (Exception | Error thrown) {
            ended(member, thrown);
            throw thrown;
        }
    }

    private void ended(Member member, @Nullable Throwable thrown) {
        if (!member.isStopping()) {
            ends.add(new CodeEnd(member.name(), member.incarnation(), thrown));
        }
    }

    /** The lives that ended without having been asked to, in their order. */
    List<CodeEnd> ends() {
        return ends;
    }

    private OwnLoop.Code codeOf(String member) {
        OwnLoop.Code code = codes.getOrDefault(member, others);
        if (code == null) {
            throw new IllegalStateException("the group has no code for " + member
                    + "; allowed is members(code), or member(name, code) for each of them");
        }
        return code;
    }

    /** What came of it, or null as long as it has not run to its end. */
    @Nullable
    Outcome outcome() {
        return outcome;
    }

    /** What replays this run, also if it did not come to its end. */
    ScenarioToken token() {
        String digest = outcome == null ? "none" : outcome.run().digest();
        return new ScenarioToken(world, mine().policy(), seed, RunHeader.ENGINE_VERSION, digest);
    }
}
