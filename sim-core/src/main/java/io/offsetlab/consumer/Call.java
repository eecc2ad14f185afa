package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.trace.CallKind;
import org.jspecify.annotations.Nullable;

/**
 * A method of the consumer that the application has called and that has not returned: started, advanced by events, ended with a
 * value or one of Kafka's exceptions. It stops at an {@link Upcall} whenever application code is due.
 */
public abstract class Call implements Fingerprinted {
    private final CallKind kind;
    private boolean done;
    private @Nullable Upcall upcall;
    private @Nullable RuntimeException exception;
    private @Nullable RuntimeException callbackException;
    private @Nullable RuntimeException commitCallbackException;
    private @Nullable Object value;

    protected Call(CallKind kind) {
        this.kind = kind;
    }

    /** Goes as far as it can without waiting, ending in {@link #end}, {@link #fail}, {@link #stopFor} or nothing new. */
    protected abstract void advance();

    public final CallKind kind() {
        return kind;
    }

    public final boolean isDone() {
        return done;
    }

    /** The application code that is due, or null. */
    public final @Nullable Upcall upcall() {
        return upcall;
    }

    /** Whether there is something for the driver to do. */
    public final boolean hasNews() {
        return done || upcall != null;
    }

    /** What the call threw, or null. */
    public final @Nullable RuntimeException exception() {
        return exception;
    }

    /** The value that the call returned, or null. */
    public final @Nullable Object value() {
        return value;
    }

    /** The application code of the upcall returned. */
    public final void returned() {
        upcall = null;
    }

    /** The application code of the upcall threw; the call goes on and ends with an exception. */
    public final void threw(RuntimeException thrown) {
        if (upcall instanceof Upcall.Committed) {
            upcall = null;
            commitCallbackException = thrown;
            return;
        }
        upcall = null;
        if (callbackException == null) {
            callbackException = thrown;
        }
    }

    /** What application code threw during this call, or null; asking takes it. */
    protected final @Nullable RuntimeException takeCallbackException() {
        RuntimeException taken = callbackException;
        callbackException = null;
        return taken;
    }

    /** What a commit callback threw, or null: the call ends with it at once, as it is (ConsumerCoordinator). */
    protected final @Nullable RuntimeException commitCallbackException() {
        return commitCallbackException;
    }

    /** Stops the call until the application code has run. */
    public final void stopFor(Upcall due) {
        upcall = due;
    }

    protected final void end(@Nullable Object result) {
        done = true;
        value = result;
    }

    protected final void fail(RuntimeException thrown) {
        done = true;
        exception = thrown;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(kind.ordinal()).add(done);
        fingerprint.addText(upcall == null ? "" : upcall.getClass().getSimpleName());
        fingerprint.addText(exception == null ? "" : exception.getClass().getSimpleName());
        fingerprint.addText(
                commitCallbackException == null
                        ? ""
                        : commitCallbackException.getClass().getSimpleName());
        fingerprint.addText(
                callbackException == null ? "" : callbackException.getClass().getSimpleName());
    }
}
