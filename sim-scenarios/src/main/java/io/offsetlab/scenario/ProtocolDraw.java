package io.offsetlab.scenario;

import io.offsetlab.group.modern.ConsumerGroupConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.GroupProtocol;

/** Draws what only the consumer protocol has: the assignor of the broker, how often it assigns, and when it wants heartbeats. */
final class ProtocolDraw {
    private static final long MILLI = 1_000;

    /** An empty one asks for none, so that the broker takes its first. */
    private static final List<String> ASSIGNORS = List.of("", "", "uniform", "range");

    private static final int HEARTBEATS_IN_A_SESSION = 3;

    private ProtocolDraw() {}

    /** The classic world of a seed under the consumer protocol. */
    static Scenario of(Draws draws, Scenario classic) {
        Scenario carried = classic.under(GroupProtocol.CONSUMER);
        ConsumerGroupConfig terms = carried.broker().consumer();
        long session = terms.sessionTimeoutMicros();
        long drawn = draws.pick("group-heartbeat", 0, 3_000, 3_000, 5_000, 1_000);
        long heartbeat = MILLI * Math.min(drawn, session / MILLI / HEARTBEATS_IN_A_SESSION);
        long interval = MILLI * draws.pick("assignment-interval", 0, 1_000, 1_000, 0, 5_000);
        return carried.toBuilder()
                .client(client(draws, carried))
                .broker(carried.broker()
                        .withConsumer(terms.withSession(session, heartbeat).withAssignmentInterval(interval)))
                .build();
    }

    private static Map<String, String> client(Draws draws, Scenario carried) {
        Map<String, String> client = new TreeMap<>(carried.client());
        String assignor = ASSIGNORS.get((int) draws.between("remote-assignor", 0, 0, ASSIGNORS.size() - 1L));
        if (!assignor.isEmpty()) {
            client.put(ProtocolKeys.REMOTE_ASSIGNOR, assignor);
        }
        return client;
    }
}
