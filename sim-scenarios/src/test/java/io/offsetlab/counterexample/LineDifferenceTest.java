package io.offsetlab.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Facts that were written by two processes are compared as those at hand are. */
final class LineDifferenceTest {
    private static String fact(String kind, long at, String lane, String more) {
        return "{\"fact\":\"" + kind + "\",\"code\":1,\"at\":" + at + ",\"lane\":\"" + lane + "\"" + more + "}";
    }

    @Test
    void equalLinesDoNotDiffer() {
        List<String> lines = List.of("{\"fact\":\"Run\"}", fact("Crashed", 5, "a", ""));
        assertThat(LineDifference.between(lines, lines)).isNull();
    }

    @Test
    void otherOrderOfLanesIsNoDifference() {
        assertThat(LineDifference.between(
                        List.of(fact("Crashed", 5, "a", ""), fact("Crashed", 6, "b", "")),
                        List.of(fact("Crashed", 6, "b", ""), fact("Crashed", 5, "a", ""))))
                .isNull();
    }

    @Test
    void diagnosticFactIsNoDifference() {
        assertThat(LineDifference.between(List.of(fact("Heartbeats", 5, "a", ",\"count\":3")), List.of()))
                .isNull();
    }

    @Test
    void earliestDifferenceIsNamedWithTimeAndLane() {
        assertThat(LineDifference.between(
                        List.of(fact("Crashed", 9, "a", ""), fact("Joined", 4, "coordinator", "")),
                        List.of(fact("Crashed", 8, "a", ""), fact("Joined", 3, "coordinator", ""))))
                .startsWith("at 3 us in the lane of coordinator: once {\"fact\":\"Joined\"");
    }

    @Test
    void missingFactIsNamed() {
        assertThat(LineDifference.between(List.of(fact("Crashed", 9, "a", "")), List.of()))
                .endsWith(", once nothing");
    }
}
