package io.offsetlab.trace;

/**
 * Something that happened at a virtual time, immutable, told in numbers that the {@link RunHeader} gives names to. Codes are
 * stable: a kind keeps its code for ever.
 */
public sealed interface Fact
        permits CallFact,
                CommitFact,
                GroupFact,
                LogFact,
                MessageFact,
                ProcessFact,
                RangeFact,
                RecordFact,
                RunFact,
                TransactionFact {

    /** The stable number of this kind of fact. */
    int code();

    /** When it happened, in microseconds of virtual time; for a range, when its first record had its turn. */
    long at();

    /** Whose history it belongs to, see {@link Lane}. */
    int lane();

    /** Whether it only informs and stays outside the digest, because it depends on how time is skipped. */
    default boolean diagnostic() {
        return false;
    }

    /** Tells all that distinguishes this fact from another of its kind and lane, the time included. */
    void numbers(Numbers out);

    void accept(FactVisitor visitor);
}
