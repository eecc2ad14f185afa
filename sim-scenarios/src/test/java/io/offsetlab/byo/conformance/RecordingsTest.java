package io.offsetlab.byo.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a real broker, coordinator and assignor answered, asked of the simulation. */
final class RecordingsTest {

    @Test
    void everyRecordedAnswerIsThatOfKafka() throws IOException {
        Tally tally = new Tally();
        List<String> others = new ArrayList<>();
        for (RecordedCase each : Recordings.all()) {
            String line = tally.add(each);
            if (!line.startsWith("ok ")) {
                others.add(line);
            }
        }
        print(tally);

        assertThat(others).isEmpty();
        assertThat(tally.compared()).isGreaterThanOrEqualTo(1_273);
    }

    @SuppressWarnings("SystemOut")
    private static void print(Tally tally) {
        System.out.println("recordings of Kafka 4.4.0: " + tally.summary());
        tally.byKind().forEach(line -> System.out.println("  " + line));
    }
}
