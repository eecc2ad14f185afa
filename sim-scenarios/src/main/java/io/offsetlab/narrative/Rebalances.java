package io.offsetlab.narrative;

import io.offsetlab.narrative.SpaceTime.Rebalance;
import io.offsetlab.trace.FactVisitor;
import io.offsetlab.trace.GroupFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rebalances: each begins when a member comes, goes or is sent away, and ends when the members of the generation have their part; in
 * the consumer protocol, when all of them have come to the target.
 */
final class Rebalances implements FactVisitor {
    private static final long NONE = -1;

    private final List<Rebalance> done = new ArrayList<>();
    private final TreeSet<Integer> waiting = new TreeSet<>();
    /** What each member is to have in the consumer protocol. */
    private final TreeMap<Integer, int[]> targets = new TreeMap<>();

    private long since = NONE;
    private int generation = -1;

    private void begins(long at) {
        if (since == NONE) {
            since = at;
            generation = -1;
            waiting.clear();
        }
    }

    private void ends(long at) {
        done.add(new Rebalance(since, at, generation));
        since = NONE;
    }

    @Override
    public void on(GroupFact.Joined fact) {
        begins(fact.at());
    }

    @Override
    public void on(GroupFact.Left fact) {
        begins(fact.at());
    }

    @Override
    public void on(GroupFact.Evicted fact) {
        begins(fact.at());
        waiting.remove(fact.member());
    }

    @Override
    public void on(GroupFact.Revoked fact) {
        begins(fact.at());
    }

    @Override
    public void on(GroupFact.GenerationFormed fact) {
        begins(fact.at());
        generation = fact.generation();
        targets.clear();
        waiting.clear();
        for (int member : fact.members()) {
            waiting.add(member);
        }
        if (waiting.isEmpty()) {
            ends(fact.at());
        }
    }

    @Override
    public void on(GroupFact.TargetAssignment fact) {
        begins(fact.at());
        generation = fact.epoch();
        targets.clear();
        waiting.clear();
        for (int i = 0; i < fact.members().length; i++) {
            targets.put(fact.members()[i], fact.partitions()[i]);
            waiting.add(fact.members()[i]);
        }
    }

    @Override
    public void on(GroupFact.CurrentAssignment fact) {
        boolean there = fact.epoch() == generation
                && fact.pending().length == 0
                && Arrays.equals(fact.assigned(), targets.get(fact.member()));
        if (since != NONE && there && waiting.remove(fact.member()) && waiting.isEmpty()) {
            ends(fact.at());
        }
    }

    @Override
    public void on(GroupFact.Assigned fact) {
        if (!targets.isEmpty()) {
            return;
        }
        if (since != NONE && fact.generation() == generation && waiting.remove(fact.member()) && waiting.isEmpty()) {
            ends(fact.at());
        }
    }

    List<Rebalance> until(long end) {
        if (since != NONE) {
            ends(end);
        }
        return done;
    }
}
