package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Risk: a sweep over many seeds never meets what it is there to find. */
final class ScenarioGeneratorTest {
    private static final int SEEDS = 1_000;
    private static final ScenarioGenerator GENERATOR = new ScenarioGenerator(Ranges.DEFAULT);
    private static final List<Scenario> DRAWN =
            LongStream.range(0, SEEDS).mapToObj(GENERATOR::draw).toList();

    private static long count(Predicate<Scenario> wanted) {
        return DRAWN.stream().filter(wanted).count();
    }

    private static boolean has(Scenario scenario, Predicate<Fault> wanted) {
        return scenario.faults().stream().anyMatch(wanted);
    }

    @Test
    void everyKindOfFaultIsInATenthOfTheSeeds() {
        Map<FaultKind, Long> seeds = new EnumMap<>(FaultKind.class);
        for (FaultKind kind : FaultKind.values()) {
            seeds.put(kind, count(scenario -> has(scenario, fault -> fault.kind() == kind)));
        }
        assertThat(seeds.values()).allSatisfy(count -> assertThat(count).isGreaterThanOrEqualTo(SEEDS / 10));
    }

    @Test
    void everyKindOfFaultIsMissingInATenthOfTheSeeds() {
        for (FaultKind kind : FaultKind.values()) {
            assertThat(count(scenario -> !has(scenario, fault -> fault.kind() == kind)))
                    .as("%s", kind)
                    .isGreaterThanOrEqualTo(SEEDS / 10);
        }
    }

    @Test
    void theHarmfulVariantsOfFaultsAreThere() {
        assertThat(count(scenario -> has(
                        scenario,
                        fault -> fault.kind() == FaultKind.PAUSE
                                && fault.durationMicros() > 1_000 * number(scenario, "session.timeout.ms"))))
                .isGreaterThan(SEEDS / 20);
        assertThat(count(scenario -> has(
                        scenario,
                        fault -> fault.kind() == FaultKind.SLOW_PROCESSING
                                && fault.extraMicros() > 1_000 * number(scenario, "max.poll.interval.ms"))))
                .isGreaterThan(SEEDS / 20);
        assertThat(count(scenario -> has(scenario, fault -> fault.durationMicros() == Fault.FOREVER)))
                .isGreaterThan(SEEDS / 20);
        for (Class<?> anchor : List.of(Anchor.AtTime.class, Anchor.GroupFinished.class, Anchor.RecordFinished.class)) {
            assertThat(count(scenario -> has(scenario, fault -> anchor.isInstance(fault.anchor()))))
                    .isGreaterThan(SEEDS / 2);
        }
    }

    private static long number(Scenario scenario, String key) {
        return Long.parseLong(String.valueOf(scenario.client().get(key)));
    }

    @Test
    void drawsStayInTheDefaultRanges() {
        assertThat(DRAWN).allSatisfy(scenario -> {
            assertThat(scenario.members().size()).isBetween(2, 5);
            assertThat(scenario.partitions().size()).isBetween(2, 12);
            assertThat(scenario.topics().size()).isBetween(1, 2);
            assertThat(scenario.records()).isBetween(989L, 20_000L);
            assertThat(scenario.faults().size()).isBetween(2, 8);
            assertThat(scenario.chaosMicros()).isBetween(60_000_000L, 600_000_000L);
            assertThat(scenario.client()).containsEntry("auto.offset.reset", "earliest");
        });
    }

    @Test
    void theGroupIsLoadedBetweenAThirdAndALittleTooMuch() {
        assertThat(DRAWN).allSatisfy(scenario -> {
            long mean = scenario.workload().processing().baseMicros()
                    + scenario.workload().processing().jitterMicros() / 2;
            int workers =
                    Math.min(scenario.members().size(), scenario.partitions().size());
            long percent = mean * scenario.records() / workers * 100 / scenario.chaosMicros();
            assertThat(percent).isBetween(25L, 122L);
        });
    }

    @Test
    void aMemberThatNeverComesBackIsHitByNoLaterFaultAndOneMemberStays() {
        assertThat(DRAWN).allSatisfy(scenario -> {
            Set<FaultKind> ends = EnumSet.of(FaultKind.CRASH, FaultKind.LEAVE);
            List<Fault> faults = scenario.faults();
            TreeSet<Integer> gone = new TreeSet<>();
            for (Fault fault : faults) {
                assertThat(gone).doesNotContain(fault.member());
                if (ends.contains(fault.kind()) && fault.durationMicros() == Fault.FOREVER) {
                    gone.add(fault.member());
                }
            }
            assertThat(gone.size()).isLessThan(scenario.members().size());
        });
    }

    @Test
    void someMembersStartByAFaultAndSomeLate() {
        assertThat(count(scenario -> scenario.members().stream()
                        .anyMatch(member -> member.startMicros() == MemberSpec.STARTS_BY_FAULT)))
                .isGreaterThan(SEEDS / 10);
        assertThat(count(scenario -> scenario.members().stream().anyMatch(member -> member.startMicros() > 0)))
                .isGreaterThan(SEEDS / 10);
    }

    @Test
    void everyAssignorIsDrawnAndStaticMembersAre() {
        for (String assignor : List.of("RoundRobinAssignor", "StickyAssignor", "CooperativeStickyAssignor")) {
            assertThat(count(scenario -> assignor(scenario).endsWith("." + assignor)))
                    .as(assignor)
                    .isGreaterThan(SEEDS / 10);
        }
        assertThat(count(scenario -> assignor(scenario).isEmpty())).isGreaterThan(SEEDS / 5);
        assertThat(count(scenario -> scenario.members().stream().anyMatch(member -> member.instanceId() != null)))
                .isGreaterThan(SEEDS / 10);
        assertThat(count(scenario -> scenario.members().stream().allMatch(member -> member.instanceId() == null)))
                .isGreaterThan(SEEDS / 2);
        assertThat(count(scenario -> assignor(scenario).endsWith(".CooperativeStickyAssignor")
                        && scenario.members().stream().anyMatch(member -> member.instanceId() != null)))
                .isGreaterThan(SEEDS / 20);
    }

    private static String assignor(Scenario scenario) {
        return scenario.client().getOrDefault("partition.assignment.strategy", "");
    }

    @Test
    void cooperativeMembersPollOftenEnoughToGetThroughARebalance() {
        assertThat(DRAWN)
                .filteredOn(scenario -> assignor(scenario).endsWith("CooperativeStickyAssignor"))
                .allSatisfy(scenario -> {
                    long record = scenario.workload().processing().baseMicros()
                            + scenario.workload().processing().jitterMicros();
                    long batch = record * number(scenario, "max.poll.records");
                    assertThat(3 * batch).isLessThan(1_000 * number(scenario, "session.timeout.ms"));
                    assertThat(3 * batch).isLessThan(1_000 * number(scenario, "request.timeout.ms"));
                });
    }

    /** Seed 1089: a record took longer than max.poll.interval.ms, so that every batch was finished by no member any more. */
    @Test
    void whatAPollReturnsIsFinishedInHalfOfMaxPollIntervalHoweverFewRecordsThereAre() {
        Ranges few = Ranges.DEFAULT
                .with("members", "1..3")
                .with("partitions", "1..3")
                .with("records", "20..100")
                .with("faults", "4..10")
                .with("duration", "20s..90s");
        assertThat(LongStream.rangeClosed(1, 1_200).mapToObj(new ScenarioGenerator(few)::draw))
                .allSatisfy(scenario -> {
                    long record = scenario.workload().processing().baseMicros()
                            + scenario.workload().processing().jitterMicros();
                    assertThat(number(scenario, "max.poll.records")).isPositive();
                    assertThat(2 * record * number(scenario, "max.poll.records"))
                            .isLessThanOrEqualTo(1_000 * number(scenario, "max.poll.interval.ms"));
                });
    }

    @Test
    void theSameSeedGivesTheSameScenario() {
        assertThat(new ScenarioGenerator(Ranges.DEFAULT).draw(17)).isEqualTo(DRAWN.get(17));
        assertThat(DRAWN.stream()
                        .map(scenario -> scenario.toBuilder().about("").build())
                        .distinct())
                .hasSize(SEEDS);
    }

    @Test
    void aFurtherFaultShiftsNoOtherDraw() {
        Scenario four = new ScenarioGenerator(Ranges.DEFAULT.with("faults", "4").with("members", "2")).draw(6);
        Scenario five = new ScenarioGenerator(Ranges.DEFAULT.with("faults", "5").with("members", "2")).draw(6);
        assertThat(five.topics()).isEqualTo(four.topics());
        assertThat(five.client()).isEqualTo(four.client());
        assertThat(five.faults().stream().map(Fault::anchor).toList())
                .containsAll(four.faults().stream().map(Fault::anchor).toList());
    }

    @Test
    void rangesNarrowTheWorld() {
        Ranges narrow = Ranges.DEFAULT
                .with("members", "3")
                .with("partitions", "4")
                .with("records", "100..200")
                .with("faults", "0")
                .with("duration", "10s")
                .with("processing", "2ms..4ms")
                .with("rate", "50");
        Scenario scenario = new ScenarioGenerator(narrow).draw(3);
        assertThat(scenario.members()).hasSize(3);
        assertThat(scenario.partitions()).hasSize(4);
        assertThat(scenario.records()).isBetween(100L, 200L);
        assertThat(scenario.faults()).isEmpty();
        assertThat(scenario.chaosMicros()).isEqualTo(10_000_000);
        assertThat(scenario.topics().get(0).arrivals().intervalMicros()).isEqualTo(80_000);
        assertThat(narrow.text())
                .isEqualTo("members=3,partitions=4,records=100..200,faults=0,duration=10s,processing=2ms..4ms,rate=50");
    }

    @Test
    void narrowWorldsAreDrawnForEverySeed() {
        Ranges tiny = Ranges.DEFAULT
                .with("members", "1")
                .with("partitions", "1")
                .with("records", "1")
                .with("duration", "10us");
        assertThat(LongStream.range(0, 200).mapToObj(new ScenarioGenerator(tiny)::draw))
                .hasSize(200);
    }

    @Test
    void wrongRangesAreRefused() {
        assertThatThrownBy(() -> Ranges.DEFAULT.with("members", "0"))
                .hasMessage("--members: found \"0\", allowed is a whole number from 1 to 64");
        assertThatThrownBy(() -> Ranges.DEFAULT.with("members", "5..2"))
                .hasMessage("--members: found \"5..2\", allowed is a range that ascends, such as 2..5");
        assertThatThrownBy(() -> Ranges.DEFAULT.with("member", "5"))
                .hasMessage("--member: unknown option, allowed are members, partitions, records, faults, duration,"
                        + " processing, rate, workers, poison, slow, order, sink, protocol; did you mean \"members\"?");
    }
}
