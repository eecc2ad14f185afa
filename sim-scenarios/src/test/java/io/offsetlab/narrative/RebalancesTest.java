package io.offsetlab.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.narrative.SpaceTime.Rebalance;
import io.offsetlab.trace.GroupFact;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RebalancesTest {
    private static final int[] NONE = {};
    private static final int[] FIRST = {0};
    private static final int[] SECOND = {1};
    private static final int[] BOTH = {0, 1};

    private static GroupFact.CurrentAssignment current(long at, int member, int epoch, int[] assigned, int[] pending) {
        return new GroupFact.CurrentAssignment(
                at, member, 0, epoch, assigned, new int[assigned.length], pending, new int[pending.length]);
    }

    @Test
    void inTheConsumerProtocolARebalanceIsOverWhenAllHaveComeToTheTarget() {
        Rebalances rebalances = new Rebalances();
        rebalances.on(new GroupFact.Joined(10, 1, 0));
        rebalances.on(new GroupFact.TargetAssignment(10, 3, new int[] {0, 1}, new int[][] {FIRST, SECOND}));
        rebalances.on(current(10, 1, 3, NONE, NONE));
        rebalances.on(current(20, 0, 2, FIRST, SECOND));
        rebalances.on(new GroupFact.Assigned(25, 1, 3, NONE));
        rebalances.on(current(30, 0, 3, FIRST, NONE));
        rebalances.on(current(40, 1, 3, SECOND, NONE));
        rebalances.on(current(50, 1, 3, SECOND, NONE));

        assertThat(rebalances.until(100)).isEqualTo(List.of(new Rebalance(10, 40, 3)));
    }

    @Test
    void whoeverIsSentAwayIsNotWaitedFor() {
        Rebalances rebalances = new Rebalances();
        rebalances.on(new GroupFact.TargetAssignment(10, 2, new int[] {0}, new int[][] {BOTH}));
        rebalances.on(current(10, 0, 2, BOTH, NONE));
        rebalances.on(new GroupFact.Left(20, 0));

        assertThat(rebalances.until(30)).isEqualTo(List.of(new Rebalance(10, 10, 2), new Rebalance(20, 30, -1)));
    }
}
