package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Marked;
import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.engine.Pins;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Anchor.Step;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.log.LoadedContent;
import io.offsetlab.log.LoadedContent.Entry;
import io.offsetlab.policy.Policy;
import io.offsetlab.sink.SinkSpec.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContextBase;
import org.apache.kafka.common.TopicPartition;

/** Risk: a scenario that was written comes back as another one. */
@Domain(ScenarioTextProperties.Scenarios.class)
final class ScenarioTextProperties {
    private static final Policy POLICY = Policy.named("any").build();

    @Property(tries = 500)
    void yamlReadsBackAsAnEqualScenario(@ForAll Scenario scenario) {
        assertThat(ScenarioText.read("written.yaml", ScenarioText.yaml(scenario)))
                .isEqualTo(scenario);
    }

    @Property(tries = 500)
    void jsonReadsBackAsAnEqualScenario(@ForAll Scenario scenario) {
        assertThat(ScenarioText.read("written.json", ScenarioText.json(scenario)))
                .isEqualTo(scenario);
    }

    @Property(tries = 200)
    void aTokenHoldsTheWholeScenario(@ForAll Scenario scenario) {
        ScenarioToken token = new ScenarioToken(scenario, POLICY, Long.MIN_VALUE, 1, "0123456789abcdef");
        assertThat(ScenarioToken.parse(token.text())).isEqualTo(token);
    }

    /** Scenarios for property tests: generated ones, some simplified at random, some with what the generator does not draw. */
    static final class Scenarios extends DomainContextBase {
        private static final ScenarioGenerator GENERATOR = new ScenarioGenerator(Ranges.DEFAULT);
        private static final Kind[] SINKS = Kind.values();

        private static Scenario draw(long seed) {
            return seed % 2 == 0 ? GENERATOR.draw(seed) : withApplication(seed);
        }

        /** With workers and whatever else the generator draws only when asked to. */
        private static Scenario withApplication(long seed) {
            Ranges ranges = Ranges.DEFAULT
                    .with("workers", "1..4")
                    .with("poison", "0..3")
                    .with("slow", "0..3")
                    .with("order", seed % 3 == 0 ? "key" : "none")
                    .with("sink", Words.of(SINKS[Math.floorMod(seed, SINKS.length)]));
            Scenario scenario = new ScenarioGenerator(ranges).draw(seed);
            Handling application = scenario.application();
            return seed % 5 == 0
                    ? scenario.toBuilder()
                            .application(application
                                    .withSlow(Marked.oneIn(50), 70_000)
                                    .withRestart(Handling.NEVER))
                            .build()
                    : scenario;
        }

        @Provide
        Arbitrary<Scenario> scenarios() {
            Arbitrary<Scenario> drawn = Arbitraries.longs().map(Scenarios::draw);
            Arbitrary<Scenario> simplified = Combinators.combine(
                            drawn, Arbitraries.integers().between(0, 60).list().ofMaxSize(15))
                    .as(Scenarios::simplified);
            Arbitrary<Scenario> odd = Combinators.combine(
                            simplified,
                            words(),
                            words(),
                            Arbitraries.longs(),
                            Arbitraries.integers().between(0, 99))
                    .as(Scenarios::odd);
            return Arbitraries.oneOf(List.of(drawn, simplified, odd));
        }

        private static Arbitrary<String> words() {
            return Arbitraries.strings()
                    .withChars("ab: #-{}[]\"'\\&*!|>%@,?~0\u00e9\u4e2d")
                    .ofMinLength(1)
                    .ofMaxLength(20)
                    .filter(text -> !text.isBlank())
                    .map(String::strip);
        }

        private static Scenario simplified(Scenario scenario, List<Integer> choices) {
            Scenario simpler = scenario;
            for (int choice : choices) {
                simpler = simpler.simpler().skip(choice).findFirst().orElse(simpler);
            }
            return simpler;
        }

        private static Scenario odd(Scenario base, String name, String about, long index, int number) {
            List<Fault> faults = new ArrayList<>(base.faults());
            Anchor place = new Anchor.Place(0, number, Step.values()[number % Step.values().length], number + 1);
            faults.add(Fault.leave(place, 0, number % 2 == 0 ? Fault.FOREVER : index & 0xFFFFFFF));
            boolean dumped = number % 3 == 0;
            faults.removeIf(fault -> dumped && fault.anchor() instanceof Anchor.GroupFinished);
            faults.removeIf(fault -> dumped && fault.kind() == FaultKind.JOIN);
            List<MemberSpec> members = new ArrayList<>(base.members());
            members.replaceAll(member -> dumped ? member.startingAt(Math.max(0, member.startMicros())) : member);
            return base.toBuilder()
                    .members(members)
                    .about(about)
                    .faults(faults)
                    .loaded(dumped ? dump(base, name, index, number) : Map.of())
                    .pins(base.pins()
                            .with(new Pins.Pin("latency", false, index, number))
                            .withStream("arrivals"))
                    .build();
        }

        /** Records with gaps, up to behind everything that a fault is anchored to. */
        private static Map<TopicPartition, LoadedContent> dump(Scenario base, String text, long timestamp, int number) {
            long end = base.ends().stream().mapToLong(Long::longValue).max().orElse(0);
            List<Entry> entries = List.of(
                    new Entry(number, -1, null, text), new Entry(end + number, timestamp & Long.MAX_VALUE, text, null));
            Map<TopicPartition, LoadedContent> loaded = new TreeMap<>(Scenario.BY_NAME);
            for (TopicPartition partition : base.partitions()) {
                loaded.put(partition, new LoadedContent(entries));
            }
            return loaded;
        }
    }
}
