package io.offsetlab.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Pins;
import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Request;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** A fetch is answered with records at once or as soon as there are any, and in vain after its wait. */
final class LogBrokerTest {
    private static final int RECORD_BYTES = 100;
    private static final int PLENTY = 1_000_000;

    private final Simulation simulation = new Simulation();
    private final List<PartitionLog> logs = new ArrayList<>();
    private final LogBroker broker = new LogBroker(simulation, logs, RECORD_BYTES);

    private PartitionLog partition(Arrivals arrivals) {
        PartitionLog log =
                new PartitionLog(logs.size(), arrivals, null, new Chance(1, Pins.NONE).stream("arrivals"), fact -> {});
        logs.add(log);
        return log;
    }

    private Reader fetch(Offsets from, int maxPartitionBytes, int maxBytes) {
        return new Reader(simulation)
                .ask(broker, new Request.Fetch(from, 500, maxPartitionBytes, maxBytes, false, null));
    }

    private Reader fetch(Offsets from) {
        return fetch(from, PLENTY, PLENTY);
    }

    private static Answer.Block block(Reader reader, int index) {
        return ((Answer.Fetch) reader.answer).blocks().get(index);
    }

    @Test
    void whatIsThereIsSentAtOnce() {
        partition(Arrivals.burst(10));
        Reader reader = fetch(Offsets.of(0, 4));

        assertThat(reader.answeredAt).isZero();
        assertThat(block(reader, 0).from()).isEqualTo(4);
        assertThat(block(reader, 0).next()).isEqualTo(10);
        assertThat(block(reader, 0).visible()).containsExactly(4, 10);
        assertThat(block(reader, 0).logEnd()).isEqualTo(10);
    }

    @Test
    void aFetchAtTheEndWaitsForTheNextRecord() {
        partition(Arrivals.rate(10, 100, 0));
        Reader reader = fetch(Offsets.of(0, 0));
        assertThat(reader.answer).isNull();

        assertThat(reader.records(1_000).blocks()).hasSize(1);
        assertThat(reader.answeredAt).isEqualTo(100);
        assertThat(block(reader, 0).next()).isEqualTo(1);
    }

    @Test
    void aFetchThatFindsNothingIsAnsweredInVainWhenItsWaitIsOver() {
        partition(Arrivals.rate(10, 501, 0));
        Reader reader = fetch(Offsets.of(0, 0));

        assertThat(reader.records(1_000).blocks()).isEmpty();
        assertThat(reader.answeredAt).isEqualTo(500);
        assertThat(reader.records(1_000).error()).isEqualTo(Errors.NONE);
    }

    @Test
    void aRecordAppendedByHandEndsTheWait() {
        PartitionLog log = partition(Arrivals.burst(0));
        Reader reader = fetch(Offsets.of(0, 0));
        simulation.runUntil(30);
        log.append(1, 30);
        broker.contentChanged();

        assertThat(reader.records(30).blocks()).hasSize(1);
        assertThat(reader.answeredAt).isEqualTo(30);
    }

    @Test
    void aPositionBelowTheStartOrAboveTheEndIsOutOfRange() {
        partition(Arrivals.burst(10)).deleteBelow(3, 0);

        for (long position : new long[] {2, 11}) {
            Reader reader = fetch(Offsets.of(0, position));
            assertThat(block(reader, 0).error()).isEqualTo(Errors.OFFSET_OUT_OF_RANGE);
            assertThat(block(reader, 0).from()).isEqualTo(position);
            assertThat(block(reader, 0).logStart()).isEqualTo(3);
        }
        assertThat(block(fetch(Offsets.of(0, 3)), 0).error()).isEqualTo(Errors.NONE);
        assertThat(fetch(Offsets.of(0, 10)).answer).isNull();
    }

    @Test
    void aPartitionGivesNoMoreThanItsLimitButAtLeastOneRecord() {
        partition(Arrivals.burst(10));
        assertThat(block(fetch(Offsets.of(0, 0), 3 * RECORD_BYTES + 99, PLENTY), 0)
                        .next())
                .isEqualTo(3);
        assertThat(block(fetch(Offsets.of(0, 0), 1, PLENTY), 0).next()).isEqualTo(1);
    }

    @Test
    void theWholeAnswerStaysWithinItsLimitButHoldsAtLeastOneRecord() {
        partition(Arrivals.burst(10));
        partition(Arrivals.burst(10));
        Offsets both = Offsets.of(new int[] {0, 1}, new long[] {0, 0});

        Reader split = fetch(both, 8 * RECORD_BYTES, 10 * RECORD_BYTES);
        assertThat(block(split, 0).next()).isEqualTo(8);
        assertThat(block(split, 1).next()).isEqualTo(2);
        assertThat(split.records(0).blocks()).hasSize(2);
        assertThat(fetch(both, PLENTY, 1).records(0).blocks()).hasSize(1);
        assertThat(fetch(both, PLENTY, 10 * RECORD_BYTES).records(0).blocks()).hasSize(1);
    }

    @Test
    void onePartitionWithRecordsIsEnoughAndTheOthersAreLeftOut() {
        partition(Arrivals.burst(0));
        partition(Arrivals.burst(1));
        Reader reader = fetch(Offsets.of(new int[] {0, 1}, new long[] {0, 0}));

        assertThat(reader.records(0).blocks()).hasSize(1);
        assertThat(block(reader, 0).partition()).isEqualTo(1);
    }

    private static Request.Fetch at(long offset) {
        return new Request.Fetch(Offsets.of(0, offset), 0, PLENTY, PLENTY, false, null);
    }

    @Test
    void theBrokerKnowsWhenAFetchWillFindSomething() {
        partition(Arrivals.rate(10, 100, 0));
        assertThat(broker.findsSomethingAt(at(0))).isEqualTo(100);
        assertThat(broker.findsSomethingAt(at(1))).as("out of range").isZero();
        simulation.runUntil(1_000);
        assertThat(broker.findsSomethingAt(at(10))).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theEndsOfTheLogAreListed() {
        partition(Arrivals.burst(10)).deleteBelow(3, 0);
        assertThat(ends(Request.ListOffsets.EARLIEST)).containsExactly(3L);
        assertThat(ends(Request.ListOffsets.LATEST)).containsExactly(10L);
        assertThat(ends(5)).as("by timestamp").containsExactly(3L);
    }

    private List<Long> ends(long timestamp) {
        Reader reader = new Reader(simulation).ask(broker, Request.ListOffsets.of(List.of(0), timestamp));
        return ((Answer.ListOffsets) reader.answer).offsets();
    }

    @Test
    void aGroupsRequestIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reader(simulation).ask(broker, new Request.FindCoordinator()))
                .withMessage("a broker does not answer FIND_COORDINATOR");
    }

    @Test
    void aWaitingFetchShowsInTheFingerprint() {
        partition(Arrivals.burst(0));
        long idle = new Fingerprint(0).add(broker).value();
        Reader reader = fetch(Offsets.of(0, 0));
        assertThat(new Fingerprint(0).add(broker).value()).isNotEqualTo(idle);

        reader.records(500);

        assertThat(new Fingerprint(500).add(broker).value()).isEqualTo(idle);
    }
}
