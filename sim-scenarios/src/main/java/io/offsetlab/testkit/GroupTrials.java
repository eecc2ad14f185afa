package io.offsetlab.testkit;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.counterexample.Remedies;
import io.offsetlab.counterexample.Shrinker;
import io.offsetlab.counterexample.Shrunk;
import io.offsetlab.invariant.Violation;
import io.offsetlab.narrative.PassesIf;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.Scenario;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A method that says what the members of a group do: each seed is a world. A failing one is made smaller as a policy's would be. */
final class GroupTrials implements Trials {
    /** The method is called again as a whole for each smaller world, so that an assertion inside it looks for none. */
    static final Subject UNSHRUNK = (world, seed, run, promise, budget) -> broken(run);

    /** So many facts of all runs that look for what makes it pass, about two seconds; one without an end counts as many. */
    private static final long MOST_FACTS = 400_000;

    private static final long NO_END = 100_000;

    private final Settings settings;
    private final ReplayLine replay;
    private final String loopName;

    GroupTrials(Settings settings, ReplayLine replay, String method) {
        this.settings = settings;
        this.replay = replay;
        this.loopName = hyphenated(method);
    }

    /** {@code losesNothing} as {@code loses-nothing}. */
    static String hyphenated(String method) {
        String words = method.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return words.isEmpty() ? "mine" : words;
    }

    private static OutcomeBroken broken(JudgedRun run) {
        Violation violation = run.broken();
        if (violation == null) {
            throw new IllegalStateException("a run that keeps its promises breaks nothing");
        }
        return new OutcomeBroken(violation::sentence, run, violation);
    }

    /** One call of the method, with what it made of its group. */
    private record Trial(SimulatedGroup group, @Nullable Throwable failure) {
        @Nullable
        JudgedRun run() {
            Outcome outcome = group.outcome();
            return outcome == null ? null : outcome.run();
        }

        /** Whether this failure is of the kind of another: the same invariant, or an exception of the same class. */
        boolean failsAs(Throwable other) {
            if (failure instanceof OutcomeBroken mine && other instanceof OutcomeBroken broken) {
                return mine.violation().invariant() == broken.violation().invariant();
            }
            return failure != null && failure.getClass() == other.getClass();
        }
    }

    private Trial trial(TestMethod method, Scenario world, long seed) {
        return trial(method, group(world, seed));
    }

    private static Trial trial(TestMethod method, SimulatedGroup group) {
        Throwable thrown = method.call(group);
        return new Trial(group, thrown == null ? finish(group) : thrown);
    }

    private SimulatedGroup group(Scenario world, long seed) {
        return new SimulatedGroup(world, seed, loopName, settings.keeps());
    }

    /** Runs the group unless the method did, and judges it by what it must keep. */
    private static @Nullable Throwable finish(SimulatedGroup group) {
        try {
            Outcome outcome = group.outcome() == null ? group.run() : group.outcome();
            return outcome.run().broken() == null ? null : broken(outcome.run());
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error thrown) {
            return thrown;
        }
    }

    @Override
    public Class<?> parameterType() {
        return SimulatedGroup.class;
    }

    @Override
    public Object standIn() {
        return group(settings.world(new Seed.Drawn(settings.base())), settings.base());
    }

    @Override
    public boolean takes(Seed seed) {
        return true;
    }

    @Override
    public @Nullable Throwable once(TestMethod method, Seed seed) {
        return trial(method, settings.world(seed), seed.number()).failure();
    }

    @Override
    public AssertionError report(TestMethod method, Seed seed, Throwable failure) {
        if (failure instanceof BadInput) {
            return new AssertionError(failure.getMessage(), failure);
        }
        long number = seed.number();
        Shrunk<Scenario> shrunk = new Shrinker<>(
                        Scenario::simpler,
                        candidate -> trial(method, candidate, number).failsAs(failure),
                        settings.smallerWorlds())
                .shrink(settings.world(seed));
        Trial smallest = trial(method, shrunk.smallest(), number);
        String line = replay.of(new Seed.Token(smallest.group().token()));
        Throwable last = smallest.failure() == null ? failure : smallest.failure();
        String rest = CodeEnd.text(smallest.group().ends()) + shrinking(shrunk);
        return new AssertionError(text(last, smallest.run(), passesIf(method, smallest), line, rest), last);
    }

    private static String text(
            Throwable failure, @Nullable JudgedRun run, @Nullable PassesIf passesIf, String line, String rest) {
        return failure instanceof OutcomeBroken broken
                ? FailureText.of(broken.run(), passesIf, line, rest)
                : FailureText.of(failure, run, passesIf, line, rest);
    }

    /** The method is called again for each change; for a run that did not come to its end nobody looks. */
    private @Nullable PassesIf passesIf(TestMethod method, Trial smallest) {
        JudgedRun run = smallest.run();
        if (run == null) {
            return null;
        }
        Scenario world = smallest.group().world();
        long seed = smallest.group().seed();
        return Remedies.of(world, run.header().clientConfig(), new Remedies.Attempts() {
            private long facts;

            @Override
            public boolean mayGoOn() {
                return facts < MOST_FACTS;
            }

            @Override
            public boolean passes(Scenario changed) {
                return passes(group(changed, seed));
            }

            @Override
            public boolean passesWith(String key, String value) {
                return passes(group(world, seed).forced(key, value));
            }

            private boolean passes(SimulatedGroup group) {
                Trial other = trial(method, group);
                JudgedRun ran = other.run();
                facts += ran == null ? NO_END : ran.facts().size();
                return other.failure() == null;
            }
        });
    }

    private String shrinking(Shrunk<Scenario> shrunk) {
        return FailureText.shrinking(shrunk.tried(), shrunk.complete(), settings.smallerWorlds());
    }
}
