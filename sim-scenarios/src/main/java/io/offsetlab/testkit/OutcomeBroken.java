package io.offsetlab.testkit;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.invariant.Violation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An assertion about an outcome did not hold. Its message is made when somebody reads it: a property that makes its world smaller
 * throws many of these and shows the last one.
 */
final class OutcomeBroken extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient JudgedRun run;
    private final transient Violation violation;
    private transient @Nullable Supplier<String> text;
    private @Nullable String message;

    /** @param run judged by the promise that was asserted */
    OutcomeBroken(Supplier<String> text, JudgedRun run, Violation violation) {
        this.text = text;
        this.run = run;
        this.violation = violation;
    }

    @Override
    public synchronized @Nullable String getMessage() {
        if (message == null && text != null) {
            message = text.get();
            text = null;
        }
        return message;
    }

    JudgedRun run() {
        return run;
    }

    Violation violation() {
        return violation;
    }
}
