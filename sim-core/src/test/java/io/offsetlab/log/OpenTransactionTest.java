package io.offsetlab.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.DirectReply;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.Request.Output;
import io.offsetlab.protocol.Request.ProducerIdentity;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.LogFact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** What producers write in transactions, and who reads it when: S8.17, S8.18. */
final class OpenTransactionTest {
    private static final ProducerIdentity PRODUCER = new ProducerIdentity("t", 7, 0);
    private static final int PLENTY = 1_000_000;

    private final Simulation simulation = new Simulation();
    private final List<Fact> facts = new ArrayList<>();
    private final WrittenLog log = new WrittenLog(0, facts::add);
    private final LogBroker readers = new LogBroker(simulation, List.of(log), 100);
    private Errors coordinatorSays = Errors.NONE;
    private int asked;
    private final List<String> appended = new ArrayList<>();
    private final ProduceRequests producers = new ProduceRequests(
            simulation,
            List.of(log),
            0,
            (producer, partition) -> {
                asked++;
                return coordinatorSays;
            },
            (request, origin, first) -> appended.add(request.producer().id() + "@" + first));

    private Answer.Produce produce(ProducerIdentity producer, int sequence, int records) {
        return produce(producer, 0, sequence, records);
    }

    private Answer.Produce produce(ProducerIdentity producer, int partition, int sequence, int records) {
        List<Answer> answers = new ArrayList<>();
        List<Output> outputs = Collections.nCopies(records, new Output(-1, -1, null));
        producers.receive(
                new Request.Produce(producer, partition, sequence, outputs),
                new Origin(0, 0),
                new DirectReply(answers::add));
        return (Answer.Produce) answers.get(0);
    }

    private long[] read(boolean committed) {
        Reader reader = new Reader(simulation)
                .ask(readers, new Request.Fetch(Offsets.of(0, 0), 1, PLENTY, PLENTY, committed, null));
        List<Answer.Block> blocks = reader.records(simulation.now() + 1).blocks();
        return blocks.isEmpty() ? new long[0] : blocks.get(0).visible();
    }

    private long latest(boolean committed) {
        Reader reader = new Reader(simulation)
                .ask(readers, Request.ListOffsets.of(List.of(0), Request.ListOffsets.LATEST, committed));
        return ((Answer.ListOffsets) reader.answer).offsets().get(0);
    }

    /** S8.17: and so is all that comes behind the first of them. */
    @Test
    void whatIsOpenIsHiddenFromReadersOfCommittedRecords() {
        log.append(5, 0, 0);
        produce(PRODUCER, 0, 1);
        log.append(2, 0, 0);

        assertThat(read(true)).containsExactly(0, 5);
        assertThat(read(false)).containsExactly(0, 8);
        assertThat(latest(true)).isEqualTo(5);
        assertThat(latest(false)).isEqualTo(8);
    }

    /** S8.18: 0 a, 1 b, 2 COMMIT, 3 x, 4 ABORT. */
    @Test
    void markersTakeAnOffsetAndAbortedRecordsAreLeftOut() {
        produce(PRODUCER, 0, 2);
        log.endTransaction(PRODUCER.id(), 1, true, 0, 0);
        produce(new ProducerIdentity("t", 7, 1), 0, 1);
        log.endTransaction(PRODUCER.id(), 2, false, 0, 0);

        assertThat(read(true)).containsExactly(0, 2);
        assertThat(read(false)).containsExactly(0, 2, 3, 4);
        assertThat(log.endOffset(0)).isEqualTo(5);
        assertThat(latest(true)).isEqualTo(5);
        assertThat(facts.stream().filter(LogFact.LastStableMoved.class::isInstance))
                .containsExactly(new LogFact.LastStableMoved(0, 0, 3), new LogFact.LastStableMoved(0, 0, 5));
    }

    @Test
    void aWaitingReaderIsWokenByTheMarkerOnly() {
        Reader reader = new Reader(simulation)
                .ask(readers, new Request.Fetch(Offsets.of(0, 0), 1_000, PLENTY, PLENTY, true, null));
        produce(PRODUCER, 0, 1);
        readers.contentChanged();
        simulation.runUntil(10);
        assertThat(reader.answer).isNull();
        log.endTransaction(PRODUCER.id(), 1, true, 0, 10);
        readers.contentChanged();

        assertThat(reader.records(11).blocks().get(0).visible()).containsExactly(0, 1);
    }

    @Test
    void aBatchThatComesAgainIsAppendedOnceAndOneThatIsMissingIsNoticed() {
        assertThat(produce(PRODUCER, 0, 3).firstOffset()).isZero();
        assertThat(produce(PRODUCER, 0, 3)).isEqualTo(new Answer.Produce(Errors.NONE, 0));
        assertThat(produce(PRODUCER, 4, 1).error()).isEqualTo(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertThat(produce(PRODUCER, 3, 1).firstOffset()).isEqualTo(3);
        assertThat(log.endOffset(0)).isEqualTo(4);
        assertThat(asked).as("the coordinator is asked once for a transaction").isEqualTo(1);
    }

    @Test
    void whatComesLateFromBeforeTheMarkerIsFenced() {
        produce(PRODUCER, 0, 1);
        log.endTransaction(PRODUCER.id(), 1, false, 0, 0);

        assertThat(produce(PRODUCER, 1, 1).error()).isEqualTo(Errors.INVALID_PRODUCER_EPOCH);
        assertThat(log.endOffset(0)).isEqualTo(2);
    }

    @Test
    void whatTheCoordinatorRefusesIsNotAppended() {
        coordinatorSays = Errors.PRODUCER_FENCED;
        assertThat(produce(PRODUCER, 0, 1).error()).isEqualTo(Errors.INVALID_PRODUCER_EPOCH);
        coordinatorSays = Errors.COORDINATOR_LOAD_IN_PROGRESS;
        assertThat(produce(PRODUCER, 0, 1).error()).isEqualTo(Errors.NOT_ENOUGH_REPLICAS);
        assertThat(log.endOffset(0)).isZero();
    }

    @Test
    void eachStepOfATransactionIsTold() {
        produce(PRODUCER, 0, 2);
        produce(PRODUCER, 2, 1);
        log.endTransaction(PRODUCER.id(), 1, true, 0, 7);

        assertThat(facts)
                .containsExactly(
                        new LogFact.Appended(0, 0, 0, 0, 2),
                        new LogFact.Appended(0, 0, 0, 2, 3),
                        new LogFact.Hidden(7, 0, 3, 4),
                        new LogFact.Appended(7, 7, 0, 3, 4),
                        new LogFact.LastStableMoved(7, 0, 4));
        assertThat(appended).containsExactly("7@0", "7@2");
    }

    @Test
    void aPartitionThatIsNotThereTakesNothing() {
        assertThat(produce(PRODUCER, 1, 0, 1).error()).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
        log.delete();
        assertThat(produce(PRODUCER, 0, 0, 1).error()).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(appended).isEmpty();
    }

    /** S8.11, S8.17: what is not committed yet is not found by its time either. */
    @Test
    void aLookUpByTimestampEndsAtTheLastStableOffset() {
        log.append(2, 10, 0);
        log.appendOpen(new Request.Produce(PRODUCER, 0, 0, List.of(new Output(-1, -1, null))), 20, 0);

        assertThat(byTime(10, true)).isZero();
        assertThat(byTime(20, false)).isEqualTo(2);
        assertThat(byTime(20, true)).isEqualTo(-1);
        log.endTransaction(PRODUCER.id(), 1, true, 20, 0);
        assertThat(byTime(20, true)).isEqualTo(2);
    }

    private long byTime(long timestamp, boolean committed) {
        Reader reader = new Reader(simulation).ask(readers, Request.ListOffsets.of(List.of(0), timestamp, committed));
        return ((Answer.ListOffsets) reader.answer).offsets().get(0);
    }

    @Test
    void whoHasWhatOpenIsInTheFingerprint() {
        WrittenLog other = new WrittenLog(0, fact -> {});
        other.appendOpen(
                new Request.Produce(new ProducerIdentity("u", 8, 0), 0, 0, List.of(new Output(-1, -1, null))), 0, 0);
        log.appendOpen(new Request.Produce(PRODUCER, 0, 0, List.of(new Output(-1, -1, null))), 0, 0);

        assertThat(new Fingerprint(0).add(other).value())
                .isNotEqualTo(new Fingerprint(0).add(log).value());
    }
}
