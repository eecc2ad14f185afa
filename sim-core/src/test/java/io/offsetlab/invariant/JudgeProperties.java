package io.offsetlab.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.invariant.RandomTraces.Kind;
import io.offsetlab.invariant.RandomTraces.Step;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.Fact;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Ranges and shortcuts must judge as a plain walk over all records does, however the facts are cut. */
final class JudgeProperties {

    @Property
    void recordsAreJudgedAsOneByOne(@ForAll("steps") List<Step> steps) {
        TestTrace trace = RandomTraces.trace(steps);
        RecordByRecord plain = new RecordByRecord(trace.facts());
        Judge judge = trace.judge();

        assertThat(judge.count(InvariantName.LOSS)).isEqualTo(plain.lost());
        assertThat(judge.violations().stream().anyMatch(v -> v.invariant() == InvariantName.LOSS))
                .isEqualTo(plain.everLost);
        assertThat(judge.count(InvariantName.DUP)).isEqualTo(plain.repeats);
        assertThat(judge.count(InvariantName.ORDER)).isEqualTo(plain.late());
        assertThat(judge.count(InvariantName.BEYOND)).isEqualTo(plain.beyond);
    }

    @Property
    void withoutSeeksEveryStepBackIsARewind(@ForAll("steps") List<Step> steps) {
        List<Step> unsought = steps.stream()
                .filter(step -> step.kind() != Kind.SEEK && step.kind() != Kind.SEEK_BACK)
                .toList();
        TestTrace trace = RandomTraces.trace(unsought);

        assertThat(trace.count(InvariantName.REWIND)).isEqualTo(new RecordByRecord(trace.facts()).rewinds);
    }

    @Property
    void howRangesAreCutChangesNothing(
            @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 0, max = 30) int where) {
        cutChangesNothing(RandomTraces.trace(steps), where);
        cutChangesNothing(RandomTraces.trace(steps).storing(), where);
    }

    private static void cutChangesNothing(TestTrace trace, int where) {
        List<Fact> pieces = RandomTraces.split(trace.facts(), where);
        Judge whole = trace.judge();
        Judge cut = trace.judge(pieces);
        for (InvariantName invariant : InvariantName.values()) {
            assertThat(cut.count(invariant)).as(invariant.name()).isEqualTo(whole.count(invariant));
        }
        assertThat(cut.violations().stream().map(Violation::invariant).sorted())
                .containsExactlyElementsOf(whole.violations().stream()
                        .map(Violation::invariant)
                        .sorted()
                        .toList());
        assertThat(cut.verdict()).isEqualTo(whole.verdict());
        assertThat(cut.fingerprint()).isEqualTo(whole.fingerprint());
    }

    @Property
    void whoeverCommitsAfterEachPollIsNeverAccused(@ForAll("plays") List<int[]> play) {
        CommitAfterEachPoll policy = new CommitAfterEachPoll();
        for (int[] step : play) {
            switch (step[0]) {
                case 0 -> policy.takeOver(step[1]);
                case 1 -> policy.crash(step[1]);
                default -> policy.work(step[1], step[2], step[0] < 6);
            }
        }
        Judge judge = policy.trace().judge();

        assertThat(judge.count(InvariantName.BOUND)).isZero();
        assertThat(judge.count(InvariantName.LOSS)).isZero();
        assertThat(judge.count(InvariantName.ENGINE)).isZero();
    }

    /** Which period a record belongs to is what was said of it last, as far as ranges are remembered. */
    @Property
    void aRecordBelongsToThePeriodThatWasAssignedLast(@ForAll("assignments") List<int[]> assignments) {
        Period[] periods = {new Period(0, 0, 0), new Period(1, 1, 0), new Period(2, 2, 0)};
        Period[] plain = new Period[40];
        PeriodRanges ranges = new PeriodRanges();
        for (int[] each : assignments) {
            ranges.assign(each[0], each[0] + each[1], periods[each[2]]);
            for (int offset = each[0]; offset < each[0] + each[1]; offset++) {
                plain[offset] = periods[each[2]];
            }
            for (int offset = 0; offset < plain.length; offset++) {
                assertThat(ranges.at(offset)).isSameAs(plain[offset]);
                long until = Math.min(plain.length, ranges.until(offset));
                assertThat(until).isGreaterThan(offset);
                for (int next = offset; next < until; next++) {
                    assertThat(plain[next]).isSameAs(plain[offset]);
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return RandomTraces.steps();
    }

    @Provide
    Arbitrary<List<int[]>> plays() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 5))
                .as((kind, member, records) -> new int[] {kind, member, records})
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<int[]>> assignments() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 29),
                        Arbitraries.integers().between(1, 10),
                        Arbitraries.integers().between(0, 2))
                .as((from, size, period) -> new int[] {from, size, period})
                .list()
                .ofMaxSize(25);
    }
}
