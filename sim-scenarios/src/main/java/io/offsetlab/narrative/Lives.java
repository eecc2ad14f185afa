package io.offsetlab.narrative;

import io.offsetlab.narrative.SpaceTime.Life;
import io.offsetlab.trace.FactVisitor;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** When processes ran, stood still and were gone. */
final class Lives implements FactVisitor {
    private static final long GONE = -1;

    private final List<Life> done = new ArrayList<>();
    private final long[] since;
    private final boolean[] still;

    Lives(RunHeader header) {
        since = new long[header.members().size()];
        still = new boolean[since.length];
        Arrays.fill(since, GONE);
    }

    private void change(int member, long at, long next, boolean standsStill) {
        if (since[member] != GONE) {
            done.add(new Life(member, since[member], at, still[member]));
        }
        since[member] = next;
        still[member] = standsStill;
    }

    @Override
    public void on(ProcessFact.Restarted fact) {
        change(fact.member(), fact.at(), fact.at(), false);
    }

    @Override
    public void on(ProcessFact.Paused fact) {
        change(fact.member(), fact.at(), fact.at(), true);
    }

    @Override
    public void on(ProcessFact.Resumed fact) {
        change(fact.member(), fact.at(), fact.at(), false);
    }

    @Override
    public void on(ProcessFact.Crashed fact) {
        change(fact.member(), fact.at(), GONE, false);
    }

    @Override
    public void on(ProcessFact.Stopped fact) {
        change(fact.member(), fact.at(), GONE, false);
    }

    List<Life> until(long end) {
        for (int member = 0; member < since.length; member++) {
            change(member, end, GONE, false);
        }
        return done;
    }
}
