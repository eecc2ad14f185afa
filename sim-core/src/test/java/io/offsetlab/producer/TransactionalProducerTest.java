package io.offsetlab.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.offsetlab.engine.Actor;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.Request.Output;
import io.offsetlab.trace.Fact;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the producer sends, and what it makes of each answer: S9.1 to S9.4. */
final class TransactionalProducerTest {
    private static final long SECOND = 1_000_000;
    private static final GroupIdentity GROUP = GroupIdentity.ofGroup("g");

    private final Simulation simulation = new Simulation();
    private final List<Fact> facts = new ArrayList<>();
    private final Brokers brokers = new Brokers();
    private final TransactionalProducer producer = new TransactionalProducer(
            new ProducerContext(
                    new Actor(simulation, 0, false),
                    0,
                    ProducerSettings.of("t"),
                    brokers,
                    facts::add,
                    100,
                    Acks.NOBODY),
            () -> {});

    /** Keeps what is sent until the test answers it. */
    private static final class Brokers implements Connection {
        private final ArrayDeque<Request> sent = new ArrayDeque<>();
        private final ArrayDeque<Handler> handlers = new ArrayDeque<>();

        @Override
        public void send(Request request, Handler handler) {
            sent.add(request);
            handlers.add(handler);
        }

        @Override
        public void disconnect() {
            while (!handlers.isEmpty()) {
                sent.remove();
                handlers.remove().onDisconnect();
            }
        }

        Request answer(Answer answer) {
            Request request = sent.remove();
            handlers.remove().onAnswer(answer);
            return request;
        }
    }

    private void finish(ProducerCall call) {
        assertThat(call.isDone()).isTrue();
        producer.finish(call);
    }

    private void found() {
        assertThat(brokers.answer(new Answer.FindCoordinator(Errors.NONE)))
                .isInstanceOf(Request.FindCoordinatorOf.class);
    }

    private void begin() {
        ProducerCall init = producer.initTransactions();
        found();
        brokers.answer(new Answer.InitProducerId(Errors.NONE, 7, 0));
        finish(init);
        producer.beginTransaction();
    }

    private void send(long offset) {
        producer.send(0, new Output(0, offset, null));
    }

    private Request.Produce written(Errors error) {
        return (Request.Produce) brokers.answer(new Answer.Produce(error, error == Errors.NONE ? 0 : -1));
    }

    @BeforeEach
    void aTransactionHasBegun() {
        begin();
    }

    @Test
    void recordsLeaveAtOnceAndTheOthersTogetherOnceTheFirstIsWritten() {
        send(1);
        send(2);
        send(3);
        assertThat(brokers.sent).hasSize(1);
        assertThat(written(Errors.NONE).records()).hasSize(1);
        Request.Produce second = written(Errors.NONE);

        assertThat(second.records()).extracting(Output::offset).containsExactly(2L, 3L);
        assertThat(second.sequence()).isEqualTo(1);
    }

    @Test
    void anEndWaitsForTheRecordsBeforeIt() {
        send(1);
        ProducerCall commit = producer.commitTransaction();
        assertThat(brokers.sent).hasSize(1).first().isInstanceOf(Request.Produce.class);
        written(Errors.NONE);
        assertThat(brokers.answer(new Answer.EndTxn(Errors.NONE, 7, 1))).isInstanceOf(Request.EndTxn.class);
        finish(commit);
        producer.beginTransaction();
        send(2);

        assertThat(written(Errors.NONE).producer().epoch())
                .as("the next transaction has the next epoch")
                .isEqualTo(1);
    }

    @Test
    void aTransactionInWhichNothingWasSentEndsWithoutAskingAnybody() {
        finish(producer.commitTransaction());
        assertThat(brokers.sent).isEmpty();
    }

    @Test
    void anAnswerThatMayComeOutOtherwiseLaterIsAskedForAgainAfterTheBackoff() {
        send(1);
        written(Errors.CONCURRENT_TRANSACTIONS);
        simulation.runUntil(99_999);
        assertThat(brokers.sent).isEmpty();
        simulation.runUntil(100_000);
        assertThat(written(Errors.NONE).sequence()).isZero();
    }

    /** S9.2 */
    @Test
    void aFormerMemberHasToAbortAndCanGoOnThen() {
        ProducerCall offsets = producer.sendOffsets(Offsets.of(0, 5), GROUP);
        found();
        brokers.answer(new Answer.TxnOffsetCommit(Errors.ILLEGAL_GENERATION));
        finish(offsets);
        assertThat(offsets.exception()).isInstanceOf(CommitFailedException.class);
        assertThatExceptionOfType(KafkaException.class).isThrownBy(producer::commitTransaction);
        assertThat(producer.isBroken()).isFalse();

        ProducerCall abort = producer.abortTransaction();
        brokers.answer(new Answer.EndTxn(Errors.NONE, 7, 1));
        finish(abort);
        producer.beginTransaction();
        assertThat(producer.isInTransaction()).isTrue();
    }

    /** S9.3 */
    @Test
    void aFencedProducerIsBrokenForGood() {
        ProducerCall offsets = producer.sendOffsets(Offsets.of(0, 5), GROUP);
        found();
        brokers.answer(new Answer.TxnOffsetCommit(Errors.INVALID_PRODUCER_EPOCH));
        finish(offsets);

        assertThat(offsets.exception()).isInstanceOf(ProducerFencedException.class);
        assertThat(producer.isBroken()).isTrue();
        assertThatExceptionOfType(ProducerFencedException.class).isThrownBy(producer::abortTransaction);
    }

    @Test
    void recordsOfAnOldEpochCanBeAbortedWhichThenTellsThatItIsFenced() {
        send(1);
        written(Errors.INVALID_PRODUCER_EPOCH);
        assertThatExceptionOfType(InvalidProducerEpochException.class).isThrownBy(producer::commitTransaction);
        ProducerCall abort = producer.abortTransaction();
        brokers.answer(Answer.EndTxn.failed(Errors.PRODUCER_FENCED));
        finish(abort);

        assertThat(abort.exception()).isInstanceOf(ProducerFencedException.class);
    }

    @Test
    void aMovedCoordinatorIsLookedUpBeforeTheRequestIsRepeated() {
        send(1);
        ProducerCall commit = producer.commitTransaction();
        written(Errors.NONE);
        brokers.answer(Answer.EndTxn.failed(Errors.NOT_COORDINATOR));
        simulation.runUntil(100_000);
        found();
        brokers.answer(new Answer.EndTxn(Errors.NONE, 7, 1));
        finish(commit);

        assertThat(commit.exception()).isNull();
    }

    @Test
    void aCallEndsAfterMaxBlockAndTheSameCallTakesUpWhatIsStillUnderWay() {
        send(1);
        written(Errors.NONE);
        ProducerCall first = producer.commitTransaction();
        simulation.runUntil(60 * SECOND);
        finish(first);
        assertThat(first.exception()).isInstanceOf(TimeoutException.class);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(producer::abortTransaction);

        ProducerCall second = producer.commitTransaction();
        brokers.answer(new Answer.EndTxn(Errors.NONE, 7, 1));
        finish(second);
        assertThat(brokers.sent).as("it was sent once").isEmpty();
    }

    @Test
    void whatCannotBeWrittenWithinDeliveryTimeoutHasToBeAborted() {
        send(1);
        for (int tries = 0; tries < 10 && !brokers.sent.isEmpty(); tries++) {
            simulation.runUntil(simulation.now() + 30 * SECOND);
            brokers.disconnect();
            simulation.runUntil(simulation.now() + 200_000);
        }

        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(producer::commitTransaction)
                .withCauseInstanceOf(TransactionAbortableException.class);
    }

    @Test
    void itsStateShowsInTheFingerprint() {
        long before = new Fingerprint(0).add(producer).value();
        send(1);
        long sent = new Fingerprint(0).add(producer).value();
        send(2);

        assertThat(sent).isNotEqualTo(before);
        assertThat(new Fingerprint(0).add(producer).value()).isNotEqualTo(sent);
    }
}
