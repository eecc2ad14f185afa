package io.offsetlab.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.Fact;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guards that a program reads names, not our numbers, and one object a line. */
final class FactLinesTest {

    private static List<String> lines(List<Fact> facts) {
        StringWriter out = new StringWriter();
        FactLines lines = new FactLines(SmallRun.HEADER, out);
        facts.forEach(lines::accept);
        lines.flush();
        return out.toString().lines().toList();
    }

    @Test
    void headerComesFirstAndItsSeedIsText() {
        assertThat(lines(List.of()))
                .singleElement()
                .asString()
                .startsWith("{\"fact\":\"Run\",\"engineVersion\":1,")
                .contains("\"seed\":\"7\"", "\"members\":[\"a-0\",\"a-1\"]", "\"promise\":[\"LOSS\",\"ENGINE\"]");
    }

    @Test
    void everyFactOfTheRunIsALine() {
        assertThat(lines(SmallRun.facts())).hasSize(1 + SmallRun.facts().size());
    }

    @Test
    void assignmentNamesMembersAndPartitions() {
        assertThat(lines(SmallRun.facts()))
                .contains("{\"fact\":\"GenerationFormed\",\"code\":41,\"at\":2000,\"lane\":\"coordinator\","
                        + "\"generation\":1,\"members\":[\"a-0\"],\"partitions\":[[\"orders-0\",\"orders-1\"]]}");
    }

    @Test
    void commitNamesItsOffsetsByPartition() {
        assertThat(lines(SmallRun.facts()))
                .contains("{\"fact\":\"CommitAsked\",\"code\":20,\"at\":10000,\"lane\":\"a-0\",\"member\":\"a-0\","
                        + "\"commit\":1,\"kind\":\"ASYNC\",\"generation\":1,\"offsets\":{\"orders-0\":10}}");
    }

    @Test
    void nobodyIsNull() {
        assertThat(lines(List.of(new CommitApplied(1, 0, -1, 5, -1, -1, 0))).get(1))
                .contains("\"member\":null", "\"oldOffset\":-1");
    }
}
