package io.offsetlab.testkit;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.invariant.Violation;

/** An assertion about an outcome did not hold. */
final class OutcomeBroken extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient JudgedRun run;
    private final transient Violation violation;

    /** @param run judged by the promise that was asserted */
    OutcomeBroken(String text, JudgedRun run, Violation violation) {
        super(text);
        this.run = run;
        this.violation = violation;
    }

    JudgedRun run() {
        return run;
    }

    Violation violation() {
        return violation;
    }
}
