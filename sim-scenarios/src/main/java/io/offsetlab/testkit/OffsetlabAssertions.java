package io.offsetlab.testkit;

/** The entry to Offsetlab's assertions for AssertJ. */
public final class OffsetlabAssertions {
    private OffsetlabAssertions() {}

    /** Starts a sentence such as {@code assertThat(outcome).lostNothing().repeatedAtMost(500).neverRewound().caughtUp()}. */
    public static OutcomeAssert assertThat(Outcome outcome) {
        return new OutcomeAssert(outcome);
    }
}
