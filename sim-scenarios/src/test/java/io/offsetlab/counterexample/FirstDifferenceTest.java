package io.offsetlab.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Formula;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.protocol.Promise;
import io.offsetlab.protocol.Promise.ResumePoint;
import io.offsetlab.trace.CallFact.Heartbeats;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact.Joined;
import io.offsetlab.trace.ProcessFact.Crashed;
import io.offsetlab.trace.RecordFact.Effect;
import io.offsetlab.trace.RunHeader;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Guards that a difference is named where it begins, and that what the digest leaves out is no difference. */
final class FirstDifferenceTest {
    private static final RunHeader HEADER = new RunHeader(
            1,
            "s",
            "p",
            new Promise(List.of(), Formula.NONE, Formula.NONE, ResumePoint.COMMITTED_OFFSET),
            1,
            new TreeMap<>(),
            List.of("a-0", "a-1"),
            List.of(new TopicPartition("orders", 0)),
            new Formula.Inputs(500, 5_000_000, 1));

    private static Effect effect(long at, long lastAt, long from, long to) {
        return new Effect(at, lastAt, 0, 0, from, to, Outcome.DONE, 0);
    }

    @Test
    void equalTracesDoNotDiffer() {
        assertThat(FirstDifference.between(HEADER, List.of(new Crashed(5, 0, 0)), List.of(new Crashed(5, 0, 0))))
                .isNull();
    }

    @Test
    void splitRangeIsNoDifference() {
        List<Fact> split = List.of(effect(1, 2, 0, 5), effect(3, 4, 5, 9));
        assertThat(FirstDifference.between(HEADER, List.of(effect(1, 4, 0, 9)), split))
                .isNull();
    }

    @Test
    void rangeThatIsCutByAnotherFactIsADifference() {
        List<Fact> cut = List.of(effect(1, 2, 0, 5), new Crashed(2, 0, 0), effect(3, 4, 5, 9));
        List<Fact> whole = List.of(effect(1, 4, 0, 9), new Crashed(4, 0, 0));
        assertThat(FirstDifference.between(HEADER, cut, whole)).startsWith("at 1 us in the lane of a-0: once ");
    }

    @Test
    void otherOrderOfLanesIsNoDifference() {
        assertThat(FirstDifference.between(
                        HEADER,
                        List.of(new Crashed(5, 0, 0), new Crashed(5, 1, 0)),
                        List.of(new Crashed(5, 1, 0), new Crashed(5, 0, 0))))
                .isNull();
    }

    @Test
    void diagnosticFactIsNoDifference() {
        assertThat(FirstDifference.between(HEADER, List.of(new Heartbeats(5, 0, 3)), List.of()))
                .isNull();
    }

    @Test
    void earliestLaneIsNamed() {
        String found = FirstDifference.between(
                HEADER,
                List.of(new Crashed(9, 0, 0), new Joined(4, 1, 0)),
                List.of(new Crashed(8, 0, 0), new Joined(3, 1, 0)));
        assertThat(found)
                .isEqualTo(
                        "at 3 us in the lane of coordinator: once "
                                + "{\"fact\":\"Joined\",\"code\":40,\"at\":4,\"lane\":\"coordinator\",\"member\":\"a-1\",\"incarnation\":0}"
                                + ", once "
                                + "{\"fact\":\"Joined\",\"code\":40,\"at\":3,\"lane\":\"coordinator\",\"member\":\"a-1\",\"incarnation\":0}");
    }

    @Test
    void missingFactIsNamed() {
        assertThat(FirstDifference.between(HEADER, List.of(new Crashed(9, 0, 0)), List.of()))
                .endsWith(", once nothing");
    }
}
