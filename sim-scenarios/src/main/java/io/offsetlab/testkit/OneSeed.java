package io.offsetlab.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** One seed as a test case: of the corpus, to be replayed, or because it has just failed among the others. */
final class OneSeed extends Case {
    private final Seed seed;
    private final @Nullable Throwable before;

    /** @param before how it has failed already, or null if it has not been tried */
    OneSeed(String name, Seed seed, Trials trials, @Nullable Throwable before) {
        super(name, trials);
        this.seed = seed;
        this.before = before;
    }

    @Override
    void carryOut(TestMethod method, ExtensionContext context) {
        if (!trials().takes(seed)) {
            throw new TestAbortedException("the seed says nothing to a method with this parameter");
        }
        Throwable failure = trials().once(method, seed);
        if (failure instanceof TestAbortedException aborted) {
            throw aborted;
        }
        if (failure != null) {
            throw trials().report(method, seed, failure);
        }
        if (before != null) {
            throw new AssertionError(
                    "seed " + seed.text()
                            + " failed and held when it was run once more: something in the test is not in the"
                            + " seed, such as a real clock, a thread of its own or state kept from call to call; it had failed"
                            + " with: " + before.getMessage(),
                    before);
        }
    }
}
