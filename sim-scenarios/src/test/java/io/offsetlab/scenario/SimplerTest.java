package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Risk: a reduction that would make a bug report readable is not tried. */
final class SimplerTest {
    private final Scenario scenario = Scenario.named("s")
            .members(3)
            .topic("a", 2)
            .rate(50, 10_000, 0)
            .topic("b", 4)
            .burst(1000)
            .fault(Fault.crash(new Anchor.RecordFinished(5, 777), 2, 17_300_000))
            .fault(Fault.pause(new Anchor.AtTime(12_345_678), 0, 61_000_000))
            .fault(Fault.coordinatorMoved(new Anchor.GroupFinished(900), 3_210_000))
            .build();

    private final List<Scenario> simpler = scenario.simpler().toList();

    @Test
    void faultsGoFirst() {
        assertThat(simpler.get(0).faults()).isEmpty();
        assertThat(simpler.get(1).faults()).isEqualTo(scenario.faults().subList(1, 3));
        assertThat(simpler.get(2).faults()).isEqualTo(scenario.faults().subList(0, 1));
    }

    @Test
    void eachDimensionIsReduced() {
        assertThat(simpler)
                .anySatisfy(s -> assertThat(s.members()).hasSize(2))
                .anySatisfy(s -> assertThat(s.topics()).hasSize(1))
                .anySatisfy(s -> assertThat(s.partitions()).hasSize(4))
                .anySatisfy(s -> assertThat(s.records()).isEqualTo(4 * 999 + 100))
                .anySatisfy(s -> assertThat(s.topics().get(0).arrivals().intervalMicros())
                        .isZero())
                .anySatisfy(s -> assertThat(s.chaosMicros()).isEqualTo(30_000_000))
                .anySatisfy(s -> assertThat(s.pins().list().toString()).contains("latency"))
                .anySatisfy(
                        s -> assertThat(s.workload().processing().baseMicros()).isEqualTo(500));
    }

    @Test
    void faultsGetWeakerEarlierAndRounder() {
        assertThat(simpler.stream().filter(s -> s.faults().size() == 3))
                .anySatisfy(s -> assertThat(s.faults().get(0).kind()).isEqualTo(FaultKind.PAUSE))
                .anySatisfy(s -> assertThat(s.faults().get(0).kind()).isEqualTo(FaultKind.ANSWER_DROPPED))
                .anySatisfy(s -> assertThat(s.faults().get(0).durationMicros()).isEqualTo(Fault.FOREVER))
                .anySatisfy(s -> assertThat(s.faults().get(0).anchor()).isEqualTo(new Anchor.RecordFinished(5, 388)))
                .anySatisfy(s -> assertThat(s.faults().get(1).anchor()).isEqualTo(new Anchor.AtTime(12_000_000)))
                .anySatisfy(s -> assertThat(s.faults().get(1).durationMicros()).isEqualTo(60_000_000))
                .anySatisfy(s -> assertThat(s.faults().get(2).durationMicros()).isEqualTo(3_000_000));
    }

    @Test
    void whatNamesADroppedMemberOrPartitionFollows() {
        Scenario withoutMiddle = simpler.stream()
                .filter(s -> s.members()
                        .equals(List.of(
                                scenario.members().get(0), scenario.members().get(2))))
                .findFirst()
                .orElseThrow();
        assertThat(withoutMiddle.faults().get(0).member()).isEqualTo(1);
        Scenario withoutFirst = simpler.stream()
                .filter(s -> s.members().equals(scenario.members().subList(1, 3)))
                .findFirst()
                .orElseThrow();
        assertThat(withoutFirst.faults().stream().map(Fault::kind))
                .containsExactly(FaultKind.CRASH, FaultKind.COORDINATOR_MOVED);
        Scenario withoutA = simpler.stream()
                .filter(s -> s.topics().size() == 1 && s.topics().get(0).name().equals("b"))
                .findFirst()
                .orElseThrow();
        assertThat(withoutA.faults().get(0).anchor()).isEqualTo(new Anchor.RecordFinished(3, 777));
    }

    @Test
    void theSimplestScenarioHasNothingSimpler() {
        Scenario least = scenario;
        for (int steps = 0; steps < 200; steps++) {
            least = least.simpler().findFirst().orElse(least);
        }
        assertThat(least.simpler()).isEmpty();
        assertThat(least.members()).hasSize(1);
        assertThat(least.records()).isEqualTo(1);
        assertThat(least.pins().list()).hasSize(7);
    }
}
