package io.offsetlab.scenario;

import java.util.List;
import java.util.Map;

/** Draws how partitions are assigned and which members are static. */
final class MembershipDraw {
    private static final String KEY = "partition.assignment.strategy";
    private static final String PACKAGE = "org.apache.kafka.clients.consumer.";

    /** Two in six rebalance cooperatively; an empty one stands for Kafka's default, by which ranges are assigned eagerly. */
    private static final List<String> ASSIGNORS = List.of(
            "", "", "RoundRobinAssignor", "StickyAssignor", "CooperativeStickyAssignor", "CooperativeStickyAssignor");

    private static final long POLLS_IN_A_TIMEOUT = 4;
    private static final int WORLDS_WITH_STATIC_PERCENT = 25;
    private static final int STATIC_PERCENT = 70;

    private final Draws draws;

    MembershipDraw(Draws draws) {
        this.draws = draws;
    }

    /**
     * Sets the assignor. A cooperative member has records in hand all through a rebalance and answers JoinGroup and SyncGroup one
     * poll later each, so that its polls have to come a few times within session.timeout.ms and request.timeout.ms; otherwise the
     * group may never come to rest. Where a single record takes too long for that, the default stays.
     */
    void assignor(Map<String, String> config, long recordMicros) {
        String assignor = drawn();
        if (isCooperative(assignor)) {
            long timeout = Math.min(number(config, "session.timeout.ms"), number(config, "request.timeout.ms"));
            long records = 1_000 * timeout / POLLS_IN_A_TIMEOUT / recordMicros;
            if (records == 0) {
                return;
            }
            config.put("max.poll.records", Long.toString(Math.min(number(config, "max.poll.records"), records)));
        }
        if (!assignor.isEmpty()) {
            config.put(KEY, PACKAGE + assignor);
        }
    }

    private static long number(Map<String, String> config, String key) {
        return Long.parseLong(config.getOrDefault(key, "0"));
    }

    boolean isStatic(int member) {
        return draws.percent("static", 0, WORLDS_WITH_STATIC_PERCENT)
                && draws.percent("static-member", member, STATIC_PERCENT);
    }

    private String drawn() {
        return ASSIGNORS.get((int) draws.between("assignor", 0, 0, ASSIGNORS.size() - 1));
    }

    private static boolean isCooperative(String assignor) {
        return assignor.startsWith("Cooperative");
    }
}
