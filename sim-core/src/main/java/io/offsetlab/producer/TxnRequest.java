package io.offsetlab.producer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.protocol.Errors;

/** A request to a coordinator that is sent again until it has ended (TransactionManager.TxnRequestHandler). */
abstract class TxnRequest implements Fingerprinted {
    private final Session session;
    private final Result result;

    /** What an answer leads to. */
    enum Next {
        OVER,
        AGAIN,
        /** Again, once the coordinator is found. */
        LOOK_UP
    }

    TxnRequest(Session session, Result result) {
        this.session = session;
        this.result = result;
    }

    final Session session() {
        return session;
    }

    final Result result() {
        return result;
    }

    /** What is sent. */
    abstract Request message();

    /** Whose coordinator it is for, as it is to be asked for. */
    abstract Request.FindCoordinatorOf coordinator();

    /** Smaller ones are sent first. */
    abstract int priority();

    /** Whether it has to wait until all records are written. */
    boolean isEnd() {
        return false;
    }

    abstract Next answered(Answer answer);

    /** Whether the same request may succeed later. */
    static boolean isRetriable(Errors error) {
        return error.exception() instanceof RetriableException;
    }

    static boolean isCoordinatorGone(Errors error) {
        return error == Errors.COORDINATOR_NOT_AVAILABLE || error == Errors.NOT_COORDINATOR;
    }

    /** The coordinator is gone, or the request may succeed later; OVER for any other error. */
    static Next again(Errors error) {
        return isCoordinatorGone(error) ? Next.LOOK_UP : isRetriable(error) ? Next.AGAIN : Next.OVER;
    }

    final Next abortable(RuntimeException cause) {
        result.fail(cause);
        session.abortable(cause);
        return Next.OVER;
    }

    final Next fatal(RuntimeException cause) {
        result.fail(cause);
        session.fatal(cause);
        return Next.OVER;
    }

    static boolean isFenced(Errors error) {
        return error == Errors.INVALID_PRODUCER_EPOCH || error == Errors.PRODUCER_FENCED;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(priority()).add(result.isDone());
    }
}
