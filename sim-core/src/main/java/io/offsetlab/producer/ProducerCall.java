package io.offsetlab.producer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.trace.CallKind;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A method of the producer that the application has called and that has not returned; ended by events. */
public final class ProducerCall implements Fingerprinted {
    private final CallKind kind;
    private final Result result;
    private final long deadlineAt;
    private final String late;
    private boolean done;
    private @Nullable RuntimeException exception;

    /** @param late the sentence of the exception if it takes longer than max.block.ms */
    ProducerCall(CallKind kind, Result result, long deadlineAt, String late) {
        this.kind = kind;
        this.result = result;
        this.deadlineAt = deadlineAt;
        this.late = late;
    }

    public CallKind kind() {
        return kind;
    }

    public boolean isDone() {
        return done;
    }

    /** What the call threw, or null. */
    public @Nullable RuntimeException exception() {
        return exception;
    }

    long deadlineAt() {
        return deadlineAt;
    }

    /** Ends the call if what it waits for is over, or its time is; returns whether it has just ended. */
    boolean look(long now) {
        if (done) {
            return false;
        }
        if (result.isDone()) {
            done = true;
            result.see();
            exception = result.exception();
        } else if (now >= deadlineAt) {
            done = true;
            exception = new TimeoutException(late);
        }
        return done;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(kind.ordinal()).add(done).add(result.isDone());
        fingerprint.addTime(done ? Long.MAX_VALUE : deadlineAt);
        fingerprint.addText(exception == null ? "" : exception.getClass().getSimpleName());
    }
}
