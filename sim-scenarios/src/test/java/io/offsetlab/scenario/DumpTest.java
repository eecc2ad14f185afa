package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.cluster.World.PartitionSpec;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.log.Arrivals;
import io.offsetlab.log.LoadedContent;
import io.offsetlab.log.LoadedContent.Entry;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Risk: a real topic is read with other offsets than it has. */
final class DumpTest {
    private static final String GOOD = """
            {"partition":0,"offset":17,"timestamp":1700000000000,"key":"a","value":"b"}
            {"partition":2,"offset":3,"headers":{"x":[1]},"value":null}

            {"offset":21,"partition":0,"timestamp":null,"key":7}
            """;

    private static Map<Integer, LoadedContent> read(String text) throws IOException {
        return Dump.read("d.jsonl", new StringReader(text));
    }

    @Test
    void partitionsKeepTheirOffsetsAndGaps() throws Exception {
        Map<Integer, LoadedContent> dump = read(GOOD);
        assertThat(dump.keySet()).containsExactly(0, 2);
        assertThat(dump.get(0))
                .isEqualTo(new LoadedContent(
                        List.of(new Entry(17, 1700000000000L, "a", "b"), new Entry(21, -1, "7", null))));
        assertThat(dump.get(2)).isEqualTo(new LoadedContent(List.of(new Entry(3, -1, null, null))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"offset\":21 | \"offset\":17 | line 4: offset 17 of partition 0 comes after 17, offsets have to ascend",
                "\"offset\":3 | \"offset\":-3 | line 2: found offset \"-3\", allowed is a whole number from 0 on",
                "\"offset\":3 | \"offset\":3.5 | line 2: found offset \"3.5\", allowed is a whole number from 0 on",
                "\"offset\":3 | \"offset\":\"3\" | line 2: found offset \"3\", allowed is a whole number from 0 on",
                "`\"offset\":3,` | `` | line 2: the field offset is missing, allowed is a whole number from 0 on",
                "\"partition\":2 | \"partition\":1024 | line 2: found partition 1024, allowed is a partition from 0 to 1023",
                "\"value\":null} | \"value\": | line 2: the line ends in the middle of a record, as if it had been cut off",
                "\"value\":null} | \"value\":{}} | line 2: found a value that is a map or list, allowed is a text or null",
                "\"value\":null} | \"value\":null} x | line 2: this is not valid JSON: Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
                "`{\"partition\":2` | `17,\"partition\":2` | line 2: found \"17,\"partition\":2,\"offset\":3,\"headers\":{\"x\":[1]},\"value\":null...\", allowed is a record in JSON",
            })
    void mistakesAreNamedWithTheirLine(String good, String bad, String sentence) {
        String broken = GOOD.replace(good, bad);
        assertThat(broken).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> read(broken)).isInstanceOf(BadInput.class).hasMessage("d.jsonl, " + sentence);
    }

    @Test
    void binaryAndEmptyDumpsAreNamed() {
        assertThatThrownBy(() -> read("\n\n"))
                .hasMessage("d.jsonl: the dump has no record, allowed is one record in JSON on each line");
        assertThatThrownBy(() -> read("{\0")).hasMessage("d.jsonl, line 1: the file is binary, allowed are JSON lines");
    }

    @Test
    void anEndlessLineIsNotReadToItsEnd() {
        Reader endless = new Reader() {
            @Override
            public int read(char[] into, int offset, int length) {
                Arrays.fill(into, offset, offset + length, 'x');
                return length;
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> Dump.read("d.jsonl", endless))
                .hasMessage("d.jsonl, line 1: the line is longer than 4194304 characters, which is the limit");
    }

    @Test
    void aScenarioTakesTheDumpsPartitionsAndMovesItsAnchors() throws Exception {
        Scenario before = Scenario.named("s")
                .members(2)
                .topic("t", 5)
                .burst(100)
                .fault(Fault.pause(new Anchor.RecordFinished(4, 99), 1, 5))
                .fault(Fault.pause(new Anchor.GroupFinished(400), 1, 5))
                .build();
        Scenario after = before.withDump("orders", read(GOOD));
        assertThat(after.partitions()).hasToString("[orders-0, orders-1, orders-2]");
        assertThat(after.records()).isEqualTo(3);
        assertThat(after.faults())
                .containsExactly(
                        Fault.pause(new Anchor.RecordFinished(0, 21), 1, 5),
                        Fault.pause(new Anchor.GroupFinished(3), 1, 5));
        PartitionSpec empty = after.toWorld(1).partitions().get(1);
        assertThat(empty.loaded()).isEqualTo(new LoadedContent(List.of()));
        assertThat(empty.arrivals()).isEqualTo(Arrivals.burst(0));
        assertThat(after.toWorld(1).partitions().get(0).arrivals()).isEqualTo(Arrivals.burst(2));
    }
}
