package io.offsetlab.counterexample;

import io.offsetlab.cluster.Application;
import io.offsetlab.cluster.Cluster;
import io.offsetlab.narrative.PassesIf;
import io.offsetlab.narrative.PassesIf.Change;
import io.offsetlab.narrative.PassesIf.Kind;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.FaultVariants;
import io.offsetlab.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Finds out which changes of one thing make a failing run pass, by running every candidate of a fixed list: each fault weaker or gone,
 * each setting of {@link SettingVariants}, each answer of the policy at each other value. Nothing is guessed, and what is found does
 * not depend on anything but the failing run.
 */
public final class Remedies {
    /** So many events of all runs together, about two seconds. */
    static final long MOST_EVENTS = 20_000_000;

    private final Scenario scenario;
    private final Attempts attempts;
    private final List<Change> found = new ArrayList<>();
    private int tried;
    private int left;

    private Remedies(Scenario scenario, Attempts attempts) {
        this.scenario = scenario;
        this.attempts = attempts;
    }

    /** How something is run with one thing changed. */
    public interface Attempts {
        /** Whether a further run should begin. */
        boolean mayGoOn();

        /** Whether it passes in another world. */
        boolean passes(Scenario changed);

        /** Whether it passes with this setting of the consumer, which wins over all others. */
        boolean passesWith(String key, String value);
    }

    /** Runs an application. */
    private record Runs(Scenario scenario, Application application, long seed, Trials trials) implements Attempts {
        @Override
        public boolean mayGoOn() {
            return trials.mayGoOn();
        }

        @Override
        public boolean passes(Scenario changed) {
            return trials.passes(changed, application, seed);
        }

        @Override
        public boolean passesWith(String key, String value) {
            return trials.passes(scenario, SettingVariants.with(application, key, value), seed);
        }

        Map<String, String> clientConfig() {
            return Cluster.header(scenario.toWorld(seed), application.policy()).clientConfig();
        }
    }

    /** What makes a policy's run pass. */
    public static PassesIf of(Scenario scenario, Policy policy, long seed) {
        return of(scenario, policy, seed, MOST_EVENTS);
    }

    /** What makes a run of somebody's own code pass; that code stays as it is. */
    public static PassesIf of(Scenario scenario, Application application, long seed) {
        Runs runs = new Runs(scenario, application, seed, new Trials(MOST_EVENTS));
        return of(scenario, runs.clientConfig(), runs);
    }

    /**
     * What makes something pass that is more than an application, such as a test method.
     *
     * @param clientConfig the settings of its consumers as they are now
     */
    public static PassesIf of(Scenario scenario, Map<String, String> clientConfig, Attempts attempts) {
        Remedies remedies = new Remedies(scenario, attempts);
        remedies.faults();
        remedies.settings(clientConfig);
        return remedies.passesIf();
    }

    static PassesIf of(Scenario scenario, Policy policy, long seed, long mostEvents) {
        Trials trials = new Trials(mostEvents);
        Runs runs = new Runs(scenario, Application.of(policy), seed, trials);
        Remedies remedies = new Remedies(scenario, runs);
        remedies.faults();
        remedies.settings(runs.clientConfig());
        remedies.answers(policy, seed, trials);
        return remedies.passesIf();
    }

    private PassesIf passesIf() {
        return new PassesIf(found, tried, left);
    }

    private void faults() {
        List<String> phrases = FaultPhrase.all(scenario);
        for (int i = 0; i < scenario.faults().size(); i++) {
            List<String> instead = new ArrayList<>();
            for (FaultVariants.Variant variant : FaultVariants.of(scenario, i)) {
                if (passes(() -> attempts.passes(variant.scenario()))) {
                    instead.add(
                            variant.instead() == null
                                    ? "nothing at all"
                                    : FaultPhrase.what(scenario, variant.instead()));
                }
            }
            add(Kind.FAULT, "fault " + (i + 1), phrases.get(i), instead);
        }
    }

    private void settings(Map<String, String> config) {
        for (SettingVariants.Setting setting : SettingVariants.ALL) {
            String now = setting.now(config);
            List<String> instead = new ArrayList<>();
            for (String value : setting.values()) {
                if (!value.equals(now) && passes(() -> attempts.passesWith(setting.key(), value))) {
                    instead.add(value);
                }
            }
            add(Kind.SETTING, setting.key(), now, instead);
        }
    }

    private void answers(Policy policy, long seed, Trials trials) {
        String answer = "";
        String now = "";
        List<String> instead = new ArrayList<>();
        for (AnswerVariants.Variant variant : AnswerVariants.of(policy)) {
            if (!variant.answer().equals(answer)) {
                add(Kind.ANSWER, "the answer \"" + answer + "\"", now, instead);
                instead.clear();
                answer = variant.answer();
                now = variant.now();
            }
            if (passes(() -> trials.passes(scenario, Application.of(variant.policy()), seed))) {
                instead.add(variant.instead());
            }
        }
        add(Kind.ANSWER, "the answer \"" + answer + "\"", now, instead);
    }

    private boolean passes(BooleanSupplier attempt) {
        if (!attempts.mayGoOn()) {
            left++;
            return false;
        }
        tried++;
        return attempt.getAsBoolean();
    }

    private void add(Kind kind, String thing, String now, List<String> instead) {
        if (!instead.isEmpty()) {
            found.add(new Change(kind, thing, now, instead));
        }
    }
}
