package io.offsetlab.drawing;

import io.offsetlab.trace.Lane;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which lanes a drawing has, from the top: the faults, the members, the coordinator, the logs. Lengths are tenths of a pixel. */
final class Rows {
    private static final long FIRST = 560;
    private static final long ROW = 460;

    private final Map<Integer, Long> places = new TreeMap<>();
    private final List<Integer> lanes = new ArrayList<>();

    /** @param partitions the partitions that are drawn */
    Rows(RunHeader header, Set<Integer> partitions) {
        lanes.add(Lane.WORLD);
        for (int member = 0; member < header.members().size(); member++) {
            lanes.add(member);
        }
        lanes.add(Lane.COORDINATOR);
        partitions.forEach(partition -> lanes.add(Lane.partition(partition)));
        for (int i = 0; i < lanes.size(); i++) {
            places.put(lanes.get(i), FIRST + i * ROW);
        }
    }

    /** The middle of a lane; of a log that has none, of the last lane. */
    long of(int lane) {
        return places.getOrDefault(lane, bottom() - ROW);
    }

    List<Integer> lanes() {
        return lanes;
    }

    long top() {
        return FIRST - ROW / 2;
    }

    /** The lower edge of the last lane that is no log. */
    long endOfGroup() {
        return of(Lane.COORDINATOR) + ROW / 2;
    }

    long bottom() {
        return FIRST + lanes.size() * ROW - ROW / 2;
    }
}
