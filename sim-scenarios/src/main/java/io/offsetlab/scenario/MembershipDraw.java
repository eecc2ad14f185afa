package io.offsetlab.scenario;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Draws how partitions are assigned and which members are static. */
final class MembershipDraw {
    private static final String KEY = "partition.assignment.strategy";
    private static final String PACKAGE = "org.apache.kafka.clients.consumer.";

    /** Two in six rebalance cooperatively; an empty one stands for Kafka's default, by which ranges are assigned eagerly. */
    private static final List<String> ASSIGNORS = List.of(
            "", "", "RoundRobinAssignor", "StickyAssignor", "CooperativeStickyAssignor", "CooperativeStickyAssignor");

    private static final int WORLDS_WITH_STATIC_PERCENT = 25;
    private static final int STATIC_PERCENT = 70;

    private final Draws draws;

    MembershipDraw(Draws draws) {
        this.draws = draws;
    }

    Map<String, String> config() {
        String assignor = ASSIGNORS.get((int) draws.between("assignor", 0, 0, ASSIGNORS.size() - 1));
        return assignor.isEmpty()
                ? Collections.emptyMap()
                : new TreeMap<>(Collections.singletonMap(KEY, PACKAGE + assignor));
    }

    boolean isStatic(int member) {
        return draws.percent("static", 0, WORLDS_WITH_STATIC_PERCENT)
                && draws.percent("static-member", member, STATIC_PERCENT);
    }
}
