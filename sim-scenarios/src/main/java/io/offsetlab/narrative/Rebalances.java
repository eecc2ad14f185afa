package io.offsetlab.narrative;

import io.offsetlab.narrative.SpaceTime.Rebalance;
import io.offsetlab.trace.FactVisitor;
import io.offsetlab.trace.GroupFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rebalances: each begins when a member comes, goes or is sent away. With the classic protocol it ends when the members of the
 * generation have their part; with the consumer protocol, where members go on by themselves, when each owns what the target gives it.
 */
final class Rebalances implements FactVisitor {
    private static final long NONE = -1;

    private final List<Rebalance> done = new ArrayList<>();
    private final TreeSet<Integer> waiting = new TreeSet<>();
    private final Map<Integer, Set<Integer>> target = new TreeMap<>();
    private final Map<Integer, Set<Integer>> owned = new TreeMap<>();
    private long since = NONE;
    private int generation = -1;

    private void begins(long at) {
        if (since == NONE) {
            since = at;
            generation = -1;
            waiting.clear();
            target.clear();
        }
    }

    private void ends(long at) {
        done.add(new Rebalance(since, at, generation));
        since = NONE;
    }

    @Override
    public void on(GroupFact.Joined fact) {
        begins(fact.at());
        owned.remove(fact.member());
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
        disown(fact.member(), fact.partitions());
        arrive(fact.at(), fact.member());
    }

    @Override
    public void on(GroupFact.Lost fact) {
        disown(fact.member(), fact.partitions());
    }

    @Override
    public void on(GroupFact.GenerationFormed fact) {
        begins(fact.at());
        generation = fact.generation();
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
        waiting.clear();
        target.clear();
        for (int i = 0; i < fact.members().length; i++) {
            Set<Integer> partitions = new TreeSet<>();
            for (int partition : fact.partitions()[i]) {
                partitions.add(partition);
            }
            target.put(fact.members()[i], partitions);
            if (!ownedBy(fact.members()[i]).equals(partitions)) {
                waiting.add(fact.members()[i]);
            }
        }
        if (waiting.isEmpty()) {
            ends(fact.at());
        }
    }

    @Override
    public void on(GroupFact.Assigned fact) {
        for (int partition : fact.partitions()) {
            ownedBy(fact.member()).add(partition);
        }
        if (!target.isEmpty()) {
            arrive(fact.at(), fact.member());
        } else if (fact.generation() == generation) {
            arrived(fact.at(), fact.member());
        }
    }

    private Set<Integer> ownedBy(int member) {
        return owned.computeIfAbsent(member, none -> new TreeSet<>());
    }

    private void disown(int member, int[] partitions) {
        for (int partition : partitions) {
            ownedBy(member).remove(partition);
        }
    }

    /** Whether a member of the consumer protocol has come to its target. */
    private void arrive(long at, int member) {
        if (ownedBy(member).equals(target.get(member))) {
            arrived(at, member);
        }
    }

    private void arrived(long at, int member) {
        if (since != NONE && waiting.remove(member) && waiting.isEmpty()) {
            ends(at);
        }
    }

    List<Rebalance> until(long end) {
        if (since != NONE) {
            ends(end);
        }
        return done;
    }
}
