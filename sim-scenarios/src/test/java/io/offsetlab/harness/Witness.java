package io.offsetlab.harness;

import io.offsetlab.byo.conformance.Recordings;
import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.invariant.Judge;
import io.offsetlab.invariant.Violation;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.ScenarioSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Looks at an engine as its users do: through runs of the default worlds under the judge, and through what was recorded of Kafka.
 * It is asked and answers in text, because it lives among classes of its own.
 */
public final class Witness implements UnaryOperator<String> {
    private static final ScenarioSource WORLDS = ScenarioSource.generated(Ranges.DEFAULT);

    /**
     * Answers one of three questions.
     *
     * @param question {@code seeds N}: the first of seeds 1 to N in which a run is not as it must be; {@code run SEED POLICY}: the
     *     same of one run; {@code recordings N}: the first of so many recorded cases that differs
     * @return seed, policy and what the judge says, or the number of the case and what differs; nothing, if nothing is wrong
     */
    @Override
    public String apply(String question) {
        String[] words = question.split(" ");
        return switch (words[0]) {
            case "seeds" -> first(Long.parseLong(words[1]));
            case "run" -> run(Long.parseLong(words[1]), policy(words[2]));
            case "recordings" -> recordings(Integer.parseInt(words[1]));
            default -> throw new IllegalArgumentException(question);
        };
    }

    private static Policy policy(String name) {
        return Objects.requireNonNull(Policies.find(name), name);
    }

    private static String first(long seeds) {
        for (long seed = 1; seed <= seeds; seed++) {
            String weaker = "";
            for (Policy policy : Policies.all()) {
                String caught = run(seed, policy);
                if (caught.contains(" ENGINE ")) {
                    return caught;
                }
                weaker = weaker.isEmpty() ? caught : weaker;
            }
            if (!weaker.isEmpty()) {
                return weaker;
            }
        }
        return "";
    }

    private static String run(long seed, Policy policy) {
        World world = WORLDS.draw(seed).toWorld(seed);
        Judge judge = new Judge(Cluster.header(world, policy));
        String who = seed + " " + policy.name() + " ";
        try {
            new Cluster(world, policy, Skipping.ON, judge).run();
        } catch (RuntimeException e) {
            return who + "EXCEPTION " + e;
        }
        for (Violation violation : judge.violations()) {
            if (violation.invariant() == InvariantName.ENGINE) {
                return who + violation.sentence();
            }
        }
        Violation broken = judge.firstBrokenPromise();
        return broken == null ? "" : who + broken.sentence();
    }

    private static String recordings(int cases) {
        try {
            return Recordings.firstDifference(cases);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
