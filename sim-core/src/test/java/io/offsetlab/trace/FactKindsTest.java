package io.offsetlab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A recorded trace stays readable only as long as a code keeps its meaning and each fact its lane. */
final class FactKindsTest {
    private static final List<String> FROZEN = List.of(
            "1 Appended partition",
            "2 Hidden partition",
            "3 LogStartMoved partition",
            "4 LastStableMoved partition",
            "10 Fetched member",
            "11 Returned member",
            "12 Started member",
            "13 Effect member",
            "14 ExternalStored member",
            "15 ExternalRefused member",
            "16 ResetExplicit member",
            "17 Durable member",
            "18 Stored member",
            "19 Keyed member",
            "20 CommitAsked member",
            "21 CommitApplied coordinator",
            "22 CommitRefused coordinator",
            "23 CommitAnswered member",
            "24 CommitUnknown member",
            "25 CommitRolledBack coordinator",
            "26 OffsetsAltered coordinator",
            "40 Joined coordinator",
            "41 GenerationFormed coordinator",
            "42 Evicted coordinator",
            "43 Left coordinator",
            "44 CoordinatorMoved coordinator",
            "45 Assigned member",
            "46 Revoked member",
            "47 Lost member",
            "48 TargetAssignment coordinator",
            "49 CurrentAssignment coordinator",
            "50 Crashed member",
            "51 Restarted member",
            "52 Paused member",
            "53 Resumed member",
            "54 Stopped member",
            "55 LinkChanged member",
            "56 Exited member",
            "60 FaultFired world",
            "61 FaultNotReached world",
            "70 CallEntered member",
            "71 CallLeft member",
            "72 EmptyPolls member",
            "73 Heartbeats member",
            "75 Traveled member",
            "80 Healed world",
            "81 Quiet world",
            "82 Ended world",
            "90 Written member",
            "91 OffsetsPending coordinator",
            "92 OffsetsMoved coordinator",
            "93 Ended coordinator",
            "94 OffsetsAnswered member");

    static Stream<Class<?>> kinds() {
        return FactSamples.kinds().stream();
    }

    @Test
    void codesNamesAndLanesAreThese() {
        Map<Integer, String> byCode = new TreeMap<>();
        for (Class<?> kind : FactSamples.kinds()) {
            Fact fact = FactSamples.sample(kind);
            String before = byCode.put(fact.code(), fact.code() + " " + kind.getSimpleName() + " " + lane(kind, fact));
            assertThat(before).as("two kinds with code %d", fact.code()).isNull();
        }
        assertThat(byCode.values()).containsExactlyElementsOf(FROZEN);
    }

    /** What the lane stands for; a changed number of that name must move the fact to another lane. */
    private static String lane(Class<?> kind, Fact fact) {
        int lane = fact.lane();
        if (lane == Lane.COORDINATOR || lane == Lane.WORLD) {
            return lane == Lane.COORDINATOR ? "coordinator" : "world";
        }
        String whose = Lane.isMember(lane) ? "member" : "partition";
        int number = Lane.isMember(lane) ? lane : Lane.partitionOf(lane);
        int other = FactSamples.changed(kind, whose).lane();
        assertThat(Lane.isMember(lane) ? other : Lane.partitionOf(other)).isEqualTo(number + 1);
        return whose;
    }

    @Test
    void onlyCountsOfWhatWasFoldedMessagesAndTheEndOfCodeOfOnesOwnAreDiagnostic() {
        assertThat(kinds().filter(kind -> FactSamples.sample(kind).diagnostic()).map(Class::getSimpleName))
                .containsExactlyInAnyOrder("EmptyPolls", "Heartbeats", "Exited", "Traveled");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aVisitorIsGivenTheFactAsWhatItIs(Class<?> kind) {
        List<Class<?>> given = new ArrayList<>();
        FactVisitor visitor = (FactVisitor) Proxy.newProxyInstance(
                FactVisitor.class.getClassLoader(), new Class<?>[] {FactVisitor.class}, (proxy, method, arguments) -> {
                    given.add(method.getParameterTypes()[0]);
                    return null;
                });
        FactSamples.sample(kind).accept(visitor);

        assertThat(given).containsExactly(kind);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theNumbersTellEachComponent(Class<?> kind) {
        Fact sample = FactSamples.sample(kind);
        for (String component : FactSamples.components(kind)) {
            Fact changed = FactSamples.changed(kind, component);
            boolean otherLane = changed.lane() != sample.lane();
            assertThat(otherLane || !numbers(changed).equals(numbers(sample)))
                    .as("a change of %s shows", component)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theTimeIsAmongTheNumbers(Class<?> kind) {
        Fact sample = FactSamples.sample(kind);
        assertThat(numbers(sample)).contains(sample.at());
    }

    private static List<Long> numbers(Fact fact) {
        List<Long> numbers = new ArrayList<>();
        fact.numbers(numbers::add);
        return numbers;
    }

    @Test
    void lanesOfMembersAndPartitionsNeverMeet() {
        assertThat(Lane.isMember(0)).isTrue();
        assertThat(Lane.isPartition(Lane.partition(0))).isTrue();
        assertThat(Lane.partitionOf(Lane.partition(17))).isEqualTo(17);
        assertThat(Lane.isMember(Lane.COORDINATOR) || Lane.isPartition(Lane.COORDINATOR))
                .isFalse();
        assertThat(Lane.isMember(Lane.WORLD) || Lane.isPartition(Lane.WORLD)).isFalse();
    }
}
