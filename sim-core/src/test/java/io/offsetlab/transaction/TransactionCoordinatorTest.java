package io.offsetlab.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.DirectReply;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.Request.ProducerIdentity;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.TransactionEnd;
import io.offsetlab.trace.TransactionFact;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** Producer epochs, ends of transactions and their time-out: S9.4, S9.7, KIP-890. */
final class TransactionCoordinatorTest {
    private static final long SECOND = 1_000_000;
    private static final Participant OUTPUT = Participant.ofPartition(3);
    private static final Participant GROUP = Participant.ofGroup("billing");
    private static final Origin FIRST = new Origin(0, 0);

    private final Simulation simulation = new Simulation();
    private final List<String> markers = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private final TransactionCoordinator coordinator = new TransactionCoordinator(
            simulation,
            TransactionConfig.of(1_000, 500),
            (where, id, epoch, commit) -> markers.add((where.isGroup() ? where.group() : "" + where.partition())
                    + (commit ? " commit " : " abort ")
                    + epoch),
            facts::add);

    private Answer ask(Request request, Origin origin) {
        List<Answer> answers = new ArrayList<>();
        coordinator.receive(request, origin, new DirectReply(answers::add));
        return answers.get(0);
    }

    private Answer.InitProducerId init(Origin origin) {
        return (Answer.InitProducerId) ask(new Request.InitProducerId("t", 60 * SECOND), origin);
    }

    private ProducerIdentity producer() {
        Answer.InitProducerId init = init(FIRST);
        assertThat(init.error()).isEqualTo(Errors.NONE);
        return new ProducerIdentity("t", init.producerId(), init.epoch());
    }

    private Answer.EndTxn end(ProducerIdentity producer, boolean commit) {
        return (Answer.EndTxn) ask(new Request.EndTxn(producer, commit), FIRST);
    }

    private static ProducerIdentity next(ProducerIdentity producer, Answer.EndTxn ended) {
        return new ProducerIdentity(producer.transactionalId(), ended.producerId(), ended.epoch());
    }

    @Test
    void theEndIsCertainBeforeItsMarkersAreWrittenAndTheyGoWhereverTheProducerWrote() {
        ProducerIdentity producer = producer();
        assertThat(coordinator.add(producer, GROUP)).isEqualTo(Errors.NONE);
        assertThat(coordinator.add(producer, OUTPUT)).isEqualTo(Errors.NONE);

        Answer.EndTxn ended = end(producer, true);
        assertThat(ended.error()).isEqualTo(Errors.NONE);
        assertThat(ended.epoch()).as("each end raises the epoch").isEqualTo(producer.epoch() + 1);
        assertThat(markers).isEmpty();
        assertThat(coordinator.add(next(producer, ended), OUTPUT)).isEqualTo(Errors.CONCURRENT_TRANSACTIONS);

        simulation.runUntil(1_500);
        assertThat(markers).containsExactly("3 commit 1", "billing commit 1");
        assertThat(facts).containsExactly(new TransactionFact.Ended(1_500, 0, true, TransactionEnd.PRODUCER));
        assertThat(coordinator.add(next(producer, ended), OUTPUT)).isEqualTo(Errors.NONE);
    }

    @Test
    void anEndThatIsAskedForAgainIsTheSameEndAndAnotherEndIsRefused() {
        ProducerIdentity producer = producer();
        coordinator.add(producer, OUTPUT);
        Answer.EndTxn ended = end(producer, true);

        assertThat(end(producer, true).error()).isEqualTo(Errors.CONCURRENT_TRANSACTIONS);
        assertThat(end(producer, false).error()).isEqualTo(Errors.INVALID_TXN_STATE);
        simulation.runUntil(2_000);
        assertThat(end(producer, true)).isEqualTo(ended);
        assertThat(markers).hasSize(1);
    }

    @Test
    void aProducerThatBeginsFencesTheOneBeforeAndAbortsWhatItHasOpen() {
        ProducerIdentity zombie = producer();
        coordinator.add(zombie, OUTPUT);

        assertThat(init(new Origin(0, 1)).error()).isEqualTo(Errors.CONCURRENT_TRANSACTIONS);
        assertThat(coordinator.add(zombie, GROUP)).isEqualTo(Errors.PRODUCER_FENCED);
        assertThat(end(zombie, true).error()).isEqualTo(Errors.PRODUCER_FENCED);
        simulation.runUntil(2_000);
        assertThat(markers).containsExactly("3 abort 2");
        assertThat(facts).containsExactly(new TransactionFact.Ended(1_500, 0, false, TransactionEnd.FENCED));
        assertThat(init(new Origin(0, 1)).epoch()).isEqualTo(3);
        assertThat(end(zombie, false).error()).isEqualTo(Errors.PRODUCER_FENCED);
    }

    @Test
    void aTransactionThatTakesTooLongIsAbortedAtTheNextCheckAndItsProducerIsFenced() {
        ProducerIdentity producer = producer();
        simulation.runUntil(15 * SECOND);
        coordinator.add(producer, OUTPUT);
        simulation.runUntil(79 * SECOND);
        assertThat(markers).isEmpty();
        simulation.runUntil(80 * SECOND + 1_500);

        assertThat(facts)
                .containsExactly(new TransactionFact.Ended(80 * SECOND + 1_500, 0, false, TransactionEnd.TIMED_OUT));
        assertThat(end(producer, true).error()).isEqualTo(Errors.PRODUCER_FENCED);
        assertThat(simulation.isIdle()).as("nobody looks for what is not there").isTrue();
    }

    @Test
    void aTransactionThatReachedNoBrokerCanBeAbortedButNotCommitted() {
        ProducerIdentity producer = producer();

        assertThat(end(producer, true).error()).isEqualTo(Errors.INVALID_TXN_STATE);
        assertThat(end(producer, false).epoch()).isEqualTo(1);
    }

    @Test
    void aNewCoordinatorFinishesWhatTheOldOneHadDecidedForThoseWhoFindIt() {
        ProducerIdentity producer = producer();
        coordinator.add(producer, OUTPUT);
        end(producer, true);
        coordinator.move(SECOND);

        assertThat(end(producer, true).error()).isEqualTo(Errors.NOT_COORDINATOR);
        ask(new Request.FindCoordinatorOf(false, "t"), FIRST);
        assertThat(end(producer, true).error()).isEqualTo(Errors.COORDINATOR_LOAD_IN_PROGRESS);
        simulation.runUntil(SECOND);
        assertThat(markers).isEmpty();
        simulation.runUntil(SECOND + 1_500);
        assertThat(markers).containsExactly("3 commit 1");
        assertThat(end(producer, true).error()).isEqualTo(Errors.NONE);
    }

    @Test
    void anUnknownProducerAndATimeoutBeyondTheBrokersAreRefused() {
        assertThat(end(new ProducerIdentity("t", 7, 0), true).error()).isEqualTo(Errors.INVALID_PRODUCER_ID_MAPPING);
        assertThat(ask(new Request.InitProducerId("t", 901 * SECOND), FIRST).error())
                .isEqualTo(Errors.INVALID_TRANSACTION_TIMEOUT);
    }

    @Test
    void itsStateShowsInTheFingerprint() {
        ProducerIdentity producer = producer();
        long before = new Fingerprint(0).add(coordinator).value();
        coordinator.add(producer, OUTPUT);
        long open = new Fingerprint(0).add(coordinator).value();
        end(producer, false);

        assertThat(open).isNotEqualTo(before);
        assertThat(new Fingerprint(0).add(coordinator).value()).isNotEqualTo(open);
    }
}
