package io.offsetlab.counterexample;

import io.offsetlab.cluster.Application;
import io.offsetlab.invariant.Violation;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.ScenarioToken;
import io.offsetlab.trace.RunHeader;

/**
 * A token run again.
 *
 * @param run what happened this time
 * @param outcome how it compares with what the token remembers
 * @param sentence the same for a person
 */
public record Replay(JudgedRun run, Outcome outcome, String sentence) {

    /** How a run compares with what its token remembers. */
    public enum Outcome {
        FAILS_AGAIN,
        NO_LONGER_FAILS,
        /** The engine is of the same version, and yet the run came out differently: a fault of ours. */
        DIFFERS
    }

    /** Runs a token again. */
    public static Replay of(ScenarioToken token) {
        return of(token, JudgedRun.of(token.scenario(), token.policy(), token.seed()));
    }

    /**
     * Runs the world of a token again under the application that it is of.
     *
     * @throws BadInput if it is of another one
     */
    public static Replay of(ScenarioToken token, Application application) {
        if (!token.policy().name().equals(application.policy().name())) {
            throw new BadInput("found a token of " + token.policy().name() + ", allowed is one of "
                    + application.policy().name());
        }
        return of(token, JudgedRun.of(token.scenario(), application, token.seed()));
    }

    static Replay of(ScenarioToken token, JudgedRun run) {
        boolean same = run.digest().equals(token.digest());
        if (!same && token.engineVersion() == RunHeader.ENGINE_VERSION) {
            return new Replay(
                    run,
                    Outcome.DIFFERS,
                    "The run came out differently under the same engine version " + RunHeader.ENGINE_VERSION
                            + ": the token has digest " + token.digest() + ", this run has " + run.digest() + ".");
        }
        String now =
                same ? "the same digest " + run.digest() : "another digest under a newer engine: " + engines(token);
        Violation broken = run.broken();
        if (broken == null) {
            return new Replay(run, Outcome.NO_LONGER_FAILS, "It no longer fails; " + now + ".");
        }
        return new Replay(run, Outcome.FAILS_AGAIN, "It fails again, with " + now + ".");
    }

    private static String engines(ScenarioToken token) {
        return "version " + token.engineVersion() + " then, " + RunHeader.ENGINE_VERSION + " now";
    }
}
