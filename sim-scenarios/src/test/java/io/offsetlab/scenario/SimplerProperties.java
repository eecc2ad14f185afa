package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.engine.Mix;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Risk: shrinking never ends, or stops far from the smallest world. */
@Domain(ScenarioTextProperties.Scenarios.class)
@Domain(DomainContext.Global.class)
final class SimplerProperties {
    @Property(tries = 50)
    void everyCandidateIsStrictlySimplerAndReadsBack(@ForAll Scenario scenario) {
        Measure measure = Measure.of(scenario);
        assertThat(scenario.simpler()).allSatisfy(candidate -> {
            assertThat(Measure.of(candidate)).isLessThan(measure);
            assertThat(candidate).isNotEqualTo(scenario);
        });
    }

    @Property(tries = 30)
    void takingAlwaysTheFirstEndsSoon(@ForAll Scenario scenario) {
        assertThat(steps(scenario, candidate -> true)).isLessThan(200);
    }

    @Property(tries = 30)
    void shrinkingEndsWhateverIsAccepted(@ForAll Scenario scenario, @ForAll long coin) {
        assertThat(steps(
                        scenario,
                        candidate -> Mix.combine(coin, Measure.of(candidate).hashCode()) % 4 == 0))
                .isLessThan(5_000);
    }

    @Property(tries = 30)
    void aScenarioThatNeedsOneFaultEndsWithThatFaultAlone(@ForAll Scenario scenario) {
        Assume.that(!scenario.faults().isEmpty());
        FaultKind kind = scenario.faults().get(0).kind();
        Scenario least = least(
                scenario,
                candidate -> candidate.faults().stream().map(Fault::kind).anyMatch(kind::equals));
        assertThat(least.faults()).hasSize(1);
        assertThat(least.members()).hasSizeLessThanOrEqualTo(kind == FaultKind.JOIN ? 2 : 1);
    }

    private static Scenario least(Scenario scenario, Predicate<Scenario> needed) {
        Scenario least = scenario;
        Optional<Scenario> next = Optional.of(scenario);
        while (next.isPresent()) {
            least = next.get();
            next = least.simpler().filter(needed).findFirst();
        }
        return least;
    }

    private static int steps(Scenario scenario, Predicate<Scenario> accepted) {
        int steps = 0;
        List<Scenario> next = List.of(scenario);
        while (!next.isEmpty() && steps < 10_000) {
            next = next.get(0).simpler().filter(accepted).limit(1).toList();
            steps++;
        }
        return steps;
    }
}
