package io.offsetlab.counterexample;

import io.offsetlab.cluster.Application;
import io.offsetlab.cluster.GroupTerms;
import io.offsetlab.group.modern.ConsumerGroupConfig;
import io.offsetlab.narrative.PassesIf;
import io.offsetlab.narrative.PassesIf.Change;
import io.offsetlab.narrative.PassesIf.Kind;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.FaultVariants;
import io.offsetlab.scenario.RunSettings;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.protocol.KafkaFix;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.GroupProtocol;

/**
 * Finds out which changes of one thing make a failing run pass, by running every candidate of a fixed list: each fault weaker or gone,
 * each setting of {@link SettingVariants}, each answer of the policy at each other value. Nothing is guessed, and what is found does
 * not depend on anything but the failing run.
 */
public final class Remedies {
    /** So many events of all runs together, about two seconds. */
    static final long MOST_EVENTS = 20_000_000;

    private final Scenario scenario;
    private final Application application;
    private final long seed;
    private final Trials trials;
    private final List<Change> found = new ArrayList<>();
    private int tried;
    private int left;

    private Remedies(Scenario scenario, Application application, long seed, long mostEvents) {
        this.scenario = scenario;
        this.application = application;
        this.seed = seed;
        this.trials = new Trials(mostEvents);
    }

    /** What makes a policy's run pass. */
    public static PassesIf of(Scenario scenario, Policy policy, long seed) {
        return of(scenario, policy, seed, MOST_EVENTS);
    }

    /** What makes a run of somebody's own code pass; that code stays as it is. */
    public static PassesIf of(Scenario scenario, Application application, long seed) {
        Remedies remedies = new Remedies(scenario, application, seed, MOST_EVENTS);
        remedies.faults();
        remedies.settings();
        return remedies.passesIf();
    }

    static PassesIf of(Scenario scenario, Policy policy, long seed, long mostEvents) {
        Remedies remedies = new Remedies(scenario, Application.of(policy), seed, mostEvents);
        remedies.faults();
        remedies.settings();
        remedies.answers(policy);
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
                if (passes(variant.scenario(), application)) {
                    instead.add(
                            variant.instead() == null
                                    ? "nothing at all"
                                    : FaultPhrase.what(scenario, variant.instead()));
                }
            }
            add(Kind.FAULT, "fault " + (i + 1), phrases.get(i), instead);
        }
    }

    private void settings() {
        Map<String, String> config =
                RunSettings.header(scenario.toWorld(seed), application.policy()).clientConfig();
        for (SettingVariants.Setting setting : SettingVariants.of(config)) {
            String now = setting.now(config);
            List<String> instead = new ArrayList<>();
            for (String value : setting.values()) {
                if (!value.equals(now) && passes(scenario, SettingVariants.with(application, setting.key(), value))) {
                    instead.add(value);
                }
            }
            add(Kind.SETTING, setting.key(), now, instead);
        }
        if (GroupTerms.protocol(config) == GroupProtocol.CONSUMER) {
            brokersTimes();
            fixes();
        }
    }

    /** Bugs of Kafka mended in the clients, each by itself. */
    private void fixes() {
        for (KafkaFix fix : KafkaFix.values()) {
            if (!scenario.fixes().contains(fix)) {
                Set<KafkaFix> mended = EnumSet.of(fix);
                mended.addAll(scenario.fixes());
                if (passes(scenario.toBuilder().fixes(mended).build(), application)) {
                    String how = "mended (--fix " + fix.text() + ")";
                    add(Kind.SETTING, "Kafka's bug " + fix.text(), "as it is", List.of(how));
                }
            }
        }
    }

    /** With the consumer protocol the times of a group are the broker's. */
    private void brokersTimes() {
        ConsumerGroupConfig group = scenario.broker().consumer();
        long session = group.sessionTimeoutMicros();
        long heartbeat = group.heartbeatIntervalMicros();
        brokersTime(
                "group.consumer.session.timeout.ms",
                session,
                List.of(10_000L, 300_000L),
                other -> group.withSession(other, heartbeat));
        brokersTime(
                "group.consumer.heartbeat.interval.ms",
                heartbeat,
                List.of(1_000L),
                other -> group.withSession(session, other));
    }

    private void brokersTime(String key, long now, List<Long> millis, LongFunction<ConsumerGroupConfig> changed) {
        List<String> instead = new ArrayList<>();
        for (long other : millis) {
            ConsumerGroupConfig group = changed.apply(other * 1_000);
            boolean isPossible = group.heartbeatIntervalMicros() < group.sessionTimeoutMicros();
            if (other * 1_000 != now && isPossible && passes(with(group), application)) {
                instead.add(Long.toString(other));
            }
        }
        add(Kind.SETTING, key, Long.toString(now / 1_000), instead);
    }

    private Scenario with(ConsumerGroupConfig group) {
        return scenario.toBuilder()
                .broker(scenario.broker().withConsumer(group))
                .build();
    }

    private void answers(Policy policy) {
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
            if (passes(scenario, Application.of(variant.policy()))) {
                instead.add(variant.instead());
            }
        }
        add(Kind.ANSWER, "the answer \"" + answer + "\"", now, instead);
    }

    private boolean passes(Scenario changed, Application by) {
        if (!trials.mayGoOn()) {
            left++;
            return false;
        }
        tried++;
        return trials.passes(changed, by, seed);
    }

    private void add(Kind kind, String thing, String now, List<String> instead) {
        if (!instead.isEmpty()) {
            found.add(new Change(kind, thing, now, instead));
        }
    }
}
