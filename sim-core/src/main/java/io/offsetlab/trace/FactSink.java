package io.offsetlab.trace;

/** Takes the facts of a run in the order in which they became known. */
@FunctionalInterface
public interface FactSink {
    void accept(Fact fact);

    /** Whether it wants {@link MessageFact}s too, which are told to nobody unless somebody does. */
    default boolean hearsMessages() {
        return false;
    }
}
