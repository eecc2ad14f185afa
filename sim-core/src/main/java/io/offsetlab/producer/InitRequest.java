package io.offsetlab.producer;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.protocol.Errors;

/** Asks for a producer id and epoch, which fences whoever had the transactional.id before (S9.4). */
final class InitRequest extends TxnRequest {
    InitRequest(Session session, Result result) {
        super(session, result);
    }

    @Override
    Request message() {
        ProducerSettings settings = session().context().settings();
        return new Request.InitProducerId(settings.transactionalId(), settings.transactionTimeoutMicros());
    }

    @Override
    Request.FindCoordinatorOf coordinator() {
        return new Request.FindCoordinatorOf(
                false, session().context().settings().transactionalId());
    }

    @Override
    int priority() {
        return 1;
    }

    @Override
    Next answered(Answer answer) {
        Errors error = answer.error();
        if (answer instanceof Answer.InitProducerId init && error == Errors.NONE) {
            session().become(init.producerId(), init.epoch());
            session().state().to(ProducerState.Phase.READY);
            result().succeed();
            return Next.OVER;
        }
        if (again(error) != Next.OVER) {
            return again(error);
        }
        if (isFenced(error)) {
            return fatal(Errors.PRODUCER_FENCED.exception());
        }
        return fatal(new KafkaException("Unexpected error in InitProducerIdResponse; " + error.message()));
    }
}
