package io.offsetlab.invariant;

/** What an incident began with. */
public enum IncidentCause {
    CRASHED("the crash of"),
    EVICTED("the eviction of"),
    JOINED("the arrival of"),
    LEFT("the departure of"),
    STOPPED("the end of"),
    LOST("a loss of partitions by"),
    /** A rebalance that no change of membership explains. */
    REBALANCED("a rebalance of");

    private final String words;

    IncidentCause(String words) {
        this.words = words;
    }

    /** Words that the member's name follows. */
    String words() {
        return words;
    }
}
