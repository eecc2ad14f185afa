package io.offsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.invariant.Judge;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.RecordFact;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A run that was carried out to its end, with its facts and the judgement on them. */
final class Watched {
    final RunResult result;
    final List<Fact> facts = new ArrayList<>();
    final Judge judge;

    Watched(World world, Policy policy, Skipping skipping) {
        judge = new Judge(Cluster.header(world, policy));
        result = new Cluster(world, policy, skipping, facts::add, judge).run();
    }

    Watched(World world, Policy policy) {
        this(world, policy, Skipping.ON);
    }

    <T extends Fact> List<T> facts(Class<T> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The only fact of a kind. */
    <T extends Fact> T only(Class<T> kind) {
        List<T> found = facts(kind);
        assertThat(found).as("the one %s", kind.getSimpleName()).hasSize(1);
        return found.get(0);
    }

    /** The facts of these kinds by their names, in order. */
    List<String> names(Class<?>... kinds) {
        return facts.stream()
                .filter(fact -> List.of(kinds).contains(fact.getClass()))
                .map(fact -> fact.getClass().getSimpleName())
                .toList();
    }

    /** How often each record had its effect, by "partition@offset". */
    TreeMap<String, Integer> effects() {
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (RecordFact.Effect effect : facts(RecordFact.Effect.class)) {
            for (long offset = effect.from(); offset < effect.to() && effect.outcome() == Outcome.DONE; offset++) {
                counts.merge(effect.partition() + "@" + offset, 1, Integer::sum);
            }
        }
        return counts;
    }

    /** When all records of a partition below an offset had had their effect. */
    long effectsUpTo(int partition, long end) {
        for (RecordFact.Effect effect : facts(RecordFact.Effect.class)) {
            if (effect.partition() == partition && effect.to() == end) {
                return effect.lastAt();
            }
        }
        throw new AssertionError("no range of effects ends at " + end);
    }

    /** Everything was processed, and what the policy promises was kept. */
    Watched endedWell() {
        assertThat(result.complete()).as("complete").isTrue();
        assertThat(judge.firstBrokenPromise()).as("broken promise").isNull();
        return this;
    }
}
