package io.offsetlab.scenario;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.GroupProtocol;

/** Which {@code group.protocol} the members of generated worlds have. */
public enum DrawnProtocol {
    CLASSIC,
    /** The same members, load, times and faults as a classic world of that seed, under the protocol of KIP-848. */
    CONSUMER,
    /** One of the two, by the seed. */
    DRAWN,
    /** The classic world of that seed, in which each life of each member has one of the two, so that both meet in one group. */
    MIXED;

    private static final int LIVES = 3;

    private static final int CONSUMER_PERCENT = 50;

    /** Whether the world of a seed has the protocol of KIP-848. */
    boolean isConsumer(Draws draws) {
        return this == CONSUMER || (this == DRAWN && draws.percent("protocol", 0, CONSUMER_PERCENT));
    }

    /** Whether members have to do with the protocol of KIP-848 in the world of a seed. */
    boolean meetsConsumer(Draws draws) {
        return this == MIXED || isConsumer(draws);
    }

    /** The protocols of a member's lives; none if they are the world's. */
    List<GroupProtocol> ofMember(Draws draws, int member) {
        if (this != MIXED) {
            return List.of();
        }
        List<GroupProtocol> lives = new ArrayList<>();
        for (int life = 0; life < LIVES; life++) {
            boolean consumer = draws.percent("life-protocol", (long) member * LIVES + life, CONSUMER_PERCENT);
            lives.add(consumer ? GroupProtocol.CONSUMER : GroupProtocol.CLASSIC);
        }
        return lives;
    }
}
