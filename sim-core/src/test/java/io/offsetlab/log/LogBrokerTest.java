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
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.LogFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
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
        assertThat(block(fetch(both, 8 * RECORD_BYTES, 9 * RECORD_BYTES), 1).next())
                .isEqualTo(1);
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

    private WrittenLog written(long records) {
        WrittenLog log = new WrittenLog(0, fact -> {});
        log.append(records, 0, 0);
        return log;
    }

    private Answer ask(LogBroker asked, Request request) {
        return Objects.requireNonNull(new Reader(simulation).ask(asked, request).answer);
    }

    @Test
    void whatIsSentOrListedIsToldBefore() {
        for (Request request : List.of(
                new Request.Fetch(Offsets.of(0, 0), 500, PLENTY, PLENTY, false, null),
                Request.ListOffsets.of(List.of(0), Request.ListOffsets.LATEST))) {
            List<Fact> facts = new ArrayList<>();
            PartitionLog log = new PartitionLog(
                    0, Arrivals.burst(3), null, new Chance(1, Pins.NONE).stream("arrivals"), facts::add);
            ask(new LogBroker(simulation, List.of(log), RECORD_BYTES), request);
            assertThat(facts).containsExactly(new LogFact.Appended(0, 0, 0, 0, 3));
        }
    }

    @Test
    void whatOnePartitionTakesIsLeftToTheNextNoMore() {
        partition(Arrivals.burst(10)).deleteBelow(4, 0);
        partition(Arrivals.burst(10));
        partition(Arrivals.burst(10));
        Offsets all = Offsets.of(new int[] {0, 1, 2}, new long[] {4, 0, 0});
        Reader reader = fetch(all, PLENTY, 8 * RECORD_BYTES);

        assertThat(block(reader, 0).next()).isEqualTo(10);
        assertThat(block(reader, 1).next()).isEqualTo(2);
        assertThat(reader.records(0).blocks()).hasSize(2);
    }

    @Test
    void ofAPartitionThatDoesNotExistNothingIsKnown() {
        WrittenLog gone = written(3);
        gone.delete();
        LogBroker asked = new LogBroker(simulation, List.of(gone), RECORD_BYTES);
        for (int partition : new int[] {0, 1}) {
            Offsets position = Offsets.of(partition, 0);
            Request.Fetch fetch = new Request.Fetch(position, 500, PLENTY, PLENTY, false, null);
            assertThat(asked.findsSomethingAt(fetch)).isZero();
            Answer.Block block = ((Answer.Fetch) ask(asked, fetch)).blocks().get(0);
            assertThat(block.error()).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
            assertThat(block.logStart()).isEqualTo(-1);
            assertThat(block.logEnd()).isEqualTo(-1);
            Answer.ListOffsets listed = (Answer.ListOffsets) ask(asked, Request.ListOffsets.of(List.of(partition), -1));
            assertThat(listed.found()).containsExactly(Answer.Found.failed(Errors.UNKNOWN_TOPIC_OR_PARTITION));
            Answer.OffsetForLeaderEpoch ends = (Answer.OffsetForLeaderEpoch)
                    ask(asked, new Request.OffsetForLeaderEpoch(List.of(partition), List.of(0)));
            assertThat(ends.ends()).containsExactly(Answer.EpochEnd.UNDEFINED);
        }
    }

    @Test
    void whereARecordOutOfRangeIsTheEndOfTheLogIsSaid() {
        partition(Arrivals.burst(10));
        assertThat(block(fetch(Offsets.of(0, 11)), 0).logEnd()).isEqualTo(10);
    }

    /** S8.15. */
    @Test
    void whoeverHasNotHeardOfTheLatestLeaderIsFenced() {
        WrittenLog log = written(3);
        log.changeLeader();
        LogBroker asked = new LogBroker(simulation, List.of(log), RECORD_BYTES);

        assertThat(errorFor(asked, new int[] {0})).isEqualTo(Errors.FENCED_LEADER_EPOCH);
        assertThat(errorFor(asked, new int[] {1})).isEqualTo(Errors.NONE);
        assertThat(errorFor(asked, new int[] {-1})).isEqualTo(Errors.NONE);
        assertThat(errorFor(asked, null)).isEqualTo(Errors.NONE);
        Answer.OffsetForLeaderEpoch ends =
                (Answer.OffsetForLeaderEpoch) ask(asked, new Request.OffsetForLeaderEpoch(List.of(0), List.of(0)));
        assertThat(ends.ends()).containsExactly(new Answer.EpochEnd(0, 3));
    }

    private Errors errorFor(LogBroker asked, int @Nullable [] epochs) {
        Request request = new Request.Fetch(Offsets.of(0, 0), 500, PLENTY, PLENTY, false, epochs);
        return ((Answer.Fetch) ask(asked, request)).blocks().get(0).error();
    }

    @Test
    void metadataIsAnswered() {
        assertThat(ask(broker, new Request.Metadata()).error()).isEqualTo(Errors.NONE);
    }

    @Test
    void aWaitGoesOnIfWhatItWaitedForIsGone() {
        WrittenLog log = new WrittenLog(0, fact -> {});
        LogBroker asked = new LogBroker(simulation, List.of(log), RECORD_BYTES);
        Reader reader = new Reader(simulation)
                .ask(asked, new Request.Fetch(Offsets.of(0, 0), 500, PLENTY, PLENTY, false, null));
        log.append(1, 0, 0);
        asked.contentChanged();
        log.truncate(0);
        asked.contentChanged();
        simulation.runUntil(499);
        assertThat(reader.answer).isNull();

        assertThat(reader.records(500).blocks()).isEmpty();
    }
}
