package io.offsetlab.scenario;

/** Which {@code group.protocol} the members of generated worlds have. */
public enum DrawnProtocol {
    CLASSIC,
    /** The same members, load, times and faults as a classic world of that seed, under the protocol of KIP-848. */
    CONSUMER,
    /** One of the two, by the seed. */
    DRAWN;

    private static final int CONSUMER_PERCENT = 50;

    /** Whether the world of a seed has the protocol of KIP-848. */
    boolean isConsumer(Draws draws) {
        return this == CONSUMER || (this == DRAWN && draws.percent("protocol", 0, CONSUMER_PERCENT));
    }
}
