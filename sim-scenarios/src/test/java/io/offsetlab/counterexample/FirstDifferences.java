package io.offsetlab.counterexample;

import org.jspecify.annotations.Nullable;

/** Lets tests elsewhere name the first fact in which two runs differ. */
public final class FirstDifferences {
    private FirstDifferences() {}

    /** As a sentence, or null if there is none. */
    public static @Nullable String between(JudgedRun one, JudgedRun other) {
        return FirstDifference.between(one.header(), one.facts(), other.facts());
    }
}
