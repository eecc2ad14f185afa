package io.offsetlab.trace;

/**
 * The same thing happening to successive records. Two ranges that touch say the same as the one that spans them, and the digest
 * treats them so: how often a run looked at work in progress leaves no mark.
 */
public sealed interface RangeFact extends Fact
        permits LogFact.Appended,
                RecordFact.Fetched,
                RecordFact.Started,
                RecordFact.Effect,
                RecordFact.ExternalStored,
                RecordFact.ExternalRefused {

    int partition();

    /** The first offset. */
    long from();

    /** The offset behind the last. */
    long to();

    /** When the last record had its turn, in microseconds of virtual time. */
    long lastAt();

    /** What else must be equal for two ranges to be one. */
    default long extra() {
        return 0;
    }

    @Override
    default void numbers(Numbers out) {
        out.number(partition());
        out.number(from());
        out.number(to());
        out.number(at());
        out.number(lastAt());
        out.number(extra());
    }
}
