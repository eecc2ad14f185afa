package io.offsetlab.producer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.protocol.Errors;

/** Ends the transaction (TransactionManager.EndTxnHandler). */
final class EndRequest extends TxnRequest {
    private final boolean commit;

    EndRequest(Session session, Result result, boolean commit) {
        super(session, result);
        this.commit = commit;
    }

    @Override
    Request message() {
        return new Request.EndTxn(session().identity(), commit);
    }

    @Override
    Request.FindCoordinatorOf coordinator() {
        return new Request.FindCoordinatorOf(
                false, session().context().settings().transactionalId());
    }

    @Override
    int priority() {
        return 3;
    }

    @Override
    boolean isEnd() {
        return true;
    }

    @Override
    Next answered(Answer answer) {
        Errors error = answer.error();
        if (answer instanceof Answer.EndTxn end && error == Errors.NONE) {
            session().become(end.producerId(), end.epoch());
            session().transactionOver();
            result().succeed();
            return Next.OVER;
        }
        if (again(error) != Next.OVER) {
            return again(error);
        }
        return switch (error) {
            case INVALID_PRODUCER_EPOCH, PRODUCER_FENCED -> fatal(Errors.PRODUCER_FENCED.exception());
            case INVALID_TXN_STATE, INVALID_PRODUCER_ID_MAPPING -> fatal(error.exception());
            default -> fatal(new KafkaException("Unhandled error in EndTxnResponse: " + error.message()));
        };
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(commit);
    }
}
