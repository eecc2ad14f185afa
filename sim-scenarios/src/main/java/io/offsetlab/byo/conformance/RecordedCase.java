package io.offsetlab.byo.conformance;

/** One line of a file of recordings: what a real Kafka was asked and what it answered. */
interface RecordedCase {

    /** The kind of line, in words for a summary, such as {@code classic scenarios}. */
    String kind();

    /** What the case is called; for lines without a name, what and the seed that it was drawn from. */
    String name();

    /** Asks the simulation the same and compares. */
    Verdict run();

    /** A line of what the simulation does not model. */
    record NotModelled(String kind, String name, String reason) implements RecordedCase {
        @Override
        public Verdict run() {
            return Verdict.skipped(reason);
        }
    }
}
