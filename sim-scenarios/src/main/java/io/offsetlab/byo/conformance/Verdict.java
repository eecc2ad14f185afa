package io.offsetlab.byo.conformance;

/**
 * What came of holding a recorded line against the simulation.
 *
 * @param text where they differ, or why nothing was compared; empty if they agree
 */
record Verdict(Result result, String text) {
    static final Verdict AGREES = new Verdict(Result.AGREES, "");

    /** How a comparison can end. */
    enum Result {
        AGREES,
        DIFFERS,
        SKIPPED
    }

    /** Differs at a step: {@code step 7 (commitSync)}. */
    static Verdict differs(String where, String expected, String got) {
        return new Verdict(Result.DIFFERS, where + ", expected " + expected + ", got " + got);
    }

    static Verdict skipped(String reason) {
        return new Verdict(Result.SKIPPED, reason);
    }
}
