package io.offsetlab.producer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.jspecify.annotations.Nullable;

/** Where a producer is in the life of its transactions, and what stands against going on (TransactionManager.State). */
final class ProducerState implements Fingerprinted {
    private final String transactionalId;
    private Phase phase = Phase.UNINITIALIZED;
    private @Nullable RuntimeException error;

    /** The states of Kafka's TransactionManager. */
    enum Phase {
        UNINITIALIZED,
        INITIALIZING,
        READY,
        IN_TRANSACTION,
        COMMITTING_TRANSACTION,
        ABORTING_TRANSACTION,
        ABORTABLE_ERROR,
        FATAL_ERROR
    }

    ProducerState(String transactionalId) {
        this.transactionalId = transactionalId;
    }

    boolean isIn(Phase asked) {
        return phase == asked;
    }

    Phase phase() {
        return phase;
    }

    boolean hasError() {
        return phase == Phase.ABORTABLE_ERROR || phase == Phase.FATAL_ERROR;
    }

    /** What led into a state of error. */
    RuntimeException error() {
        return Objects.requireNonNull(error);
    }

    /** @throws IllegalStateException if the state does not follow the present one */
    void to(Phase next) {
        boolean valid = switch (next) {
            case INITIALIZING -> phase == Phase.UNINITIALIZED;
            case READY ->
                phase == Phase.INITIALIZING
                        || phase == Phase.COMMITTING_TRANSACTION
                        || phase == Phase.ABORTING_TRANSACTION;
            case IN_TRANSACTION -> phase == Phase.READY;
            case COMMITTING_TRANSACTION -> phase == Phase.IN_TRANSACTION;
            case ABORTING_TRANSACTION -> phase == Phase.IN_TRANSACTION || phase == Phase.ABORTABLE_ERROR;
            default -> false;
        };
        if (!valid) {
            throw new IllegalStateException("TransactionalId " + transactionalId
                    + ": Invalid transition attempted from state " + phase + " to state " + next);
        }
        phase = next;
        error = null;
    }

    /** The transaction has to be aborted; nothing else can be done but that. */
    void abortable(RuntimeException cause) {
        if (phase != Phase.ABORTING_TRANSACTION && phase != Phase.FATAL_ERROR) {
            phase = Phase.ABORTABLE_ERROR;
            error = cause;
        }
    }

    /** Nothing can be done any more. */
    void fatal(RuntimeException cause) {
        if (phase != Phase.FATAL_ERROR) {
            phase = Phase.FATAL_ERROR;
            error = cause;
        }
    }

    /** Records could not be written (TransactionManager.maybeTransitionToErrorState). */
    void recordsFailed(RuntimeException cause) {
        if (cause instanceof ProducerFencedException || cause instanceof InvalidPidMappingException) {
            fatal(cause);
        } else if (cause instanceof RetriableException || cause instanceof InvalidTxnStateException) {
            abortable(new TransactionAbortableException(
                    "Transaction Request was aborted after exhausting retries.", cause));
        } else {
            abortable(cause);
        }
    }

    /** Throws what every call of a producer in a state of error throws. */
    void failIfInError() {
        if (!hasError()) {
            return;
        }
        String who = "Producer with transactionalId '" + transactionalId + "'";
        if (error instanceof ProducerFencedException) {
            throw new ProducerFencedException(
                    who + " has been fenced by another producer with the same transactionalId");
        }
        if (error instanceof InvalidProducerEpochException) {
            throw new InvalidProducerEpochException(who + " attempted to produce with an old epoch");
        }
        throw new KafkaException("Cannot execute transactional method because we are in an error state", error);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint
                .add(phase.ordinal())
                .addText(error == null ? "" : error.getClass().getSimpleName());
    }
}
