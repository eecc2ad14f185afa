package io.offsetlab.system;

import io.offsetlab.cluster.World;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.FactVisitor;
import io.offsetlab.trace.RecordFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts the effects of every record one by one: slower than the judge, and too simple to be wrong in the same way. */
final class EffectCount implements FactSink, FactVisitor {
    private final int[][] effects;
    private final List<String> commitsAboveUnprocessed = new ArrayList<>();
    private int refused;

    EffectCount(World world) {
        effects = new int[world.partitions().size()][];
        for (int i = 0; i < effects.length; i++) {
            effects[i] = new int[(int) world.partitions().get(i).arrivals().total()];
        }
    }

    @Override
    public void accept(Fact fact) {
        fact.accept(this);
    }

    @Override
    public void on(RecordFact.Effect fact) {
        if (fact.outcome() == Outcome.REFUSED) {
            refused++;
            return;
        }
        for (long offset = fact.from(); offset < fact.to(); offset++) {
            effects[fact.partition()][(int) offset]++;
        }
    }

    @Override
    public void on(CommitFact.CommitApplied fact) {
        for (int offset = 0; offset < fact.newOffset(); offset++) {
            if (effects[fact.partition()][offset] == 0) {
                commitsAboveUnprocessed.add("at " + fact.at() + " us partition " + fact.partition()
                        + " was committed at " + fact.newOffset() + ", and record " + offset + " had no effect");
                return;
            }
        }
    }

    /** Commits that stood above a record without effect when they were stored. */
    List<String> commitsAboveUnprocessed() {
        return commitsAboveUnprocessed;
    }

    /** How often the record with the fewest effects had one. */
    int fewest() {
        return Arrays.stream(effects).flatMapToInt(Arrays::stream).min().orElse(0);
    }

    /** How often the record with the most effects had one. */
    int most() {
        return Arrays.stream(effects).flatMapToInt(Arrays::stream).max().orElse(0);
    }

    /** Writes that the external store refused because their writer was stale. */
    int refused() {
        return refused;
    }
}
