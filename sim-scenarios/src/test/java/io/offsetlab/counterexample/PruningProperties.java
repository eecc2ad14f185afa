package io.offsetlab.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.cluster.Application;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Formula;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Promise;
import io.offsetlab.scenario.Scenario;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Risk: states are taken for equal that go on differently, and what breaks a promise is pruned. */
final class PruningProperties {
    private static final long ENOUGH = 1_000_000;
    private static final Map<String, String> CONSUMER = Map.of("group.protocol", "consumer");

    /** Each promises one thing, mostly one that a crash breaks, so that pruning too much is seen. */
    @Provide
    Arbitrary<Policy> promising() {
        Policy wrong = Policy.named("wrong")
                .commits(Which.POSITION)
                .beforeBatch()
                .sync()
                .build();
        return Arbitraries.of(
                        Policies.AUTO,
                        Policies.SYNC_AFTER_BATCH,
                        Policies.ASYNC_AFTER_BATCH,
                        Policies.ASYNC_NAIVE_RETRY,
                        Policies.PER_RECORD,
                        wrong)
                .flatMap(
                        policy -> Arbitraries.frequency(Tuple.of(5, InvariantName.DUP), Tuple.of(1, InvariantName.LOSS))
                                .map(kept -> promising(policy, kept)));
    }

    private static Policy promising(Policy policy, InvariantName kept) {
        Promise promise = new Promise(
                List.of(kept),
                Formula.UNBOUNDED,
                Formula.UNBOUNDED,
                policy.promise().resumePoint());
        return new Policy("promises-too-much", "", policy.config(), policy.answers(), promise, false);
    }

    @Provide
    Arbitrary<Set<DeviationKind>> kinds() {
        return Arbitraries.of(DeviationKind.class).map(other -> EnumSet.of(DeviationKind.CRASH, other));
    }

    private static Exploration explore(
            Policy policy, Set<DeviationKind> kinds, Scenario world, int faults, boolean pruning) {
        return Explorer.explore(
                new Explorer.Plan(
                        world, Application.of(policy), EnumSet.copyOf(kinds), faults, pruning, true, ENOUGH, 1),
                tried -> {});
    }

    private static void verdictsAreTheSame(Policy policy, Set<DeviationKind> kinds, Scenario world, int faults) {
        Exploration pruned = explore(policy, kinds, world, faults, true);
        Exploration whole = explore(policy, kinds, world, faults, false);
        assertThat(pruned.broken()).isEqualTo(whole.broken());
        assertThat(pruned.smallest() == null ? -1 : faultsOf(pruned))
                .isEqualTo(whole.smallest() == null ? -1 : faultsOf(whole));
        assertThat(pruned.places()).isEqualTo(whole.places());
        assertThat(pruned.runs()).isLessThanOrEqualTo(whole.runs());
    }

    private static int faultsOf(Exploration exploration) {
        return exploration.smallest().faults().size()
                + exploration.smallest().pins().list().size();
    }

    @Property(tries = 20)
    void oneFaultInAGroup(
            @ForAll("promising") Policy policy,
            @ForAll("kinds") Set<DeviationKind> kinds,
            @ForAll @IntRange(min = 1, max = 3) int members,
            @ForAll @IntRange(min = 1, max = 2) int partitions,
            @ForAll @IntRange(min = 1, max = 4) int records) {
        verdictsAreTheSame(
                policy, kinds, new SmallGroup(members, partitions, records, 1_000_000, Map.of()).scenario(1), 1);
    }

    @Property(tries = 8)
    void oneFaultInAGroupOfTheConsumerProtocol(
            @ForAll("promising") Policy policy,
            @ForAll("kinds") Set<DeviationKind> kinds,
            @ForAll @IntRange(min = 1, max = 2) int members,
            @ForAll @IntRange(min = 1, max = 2) int partitions,
            @ForAll @IntRange(min = 1, max = 3) int records) {
        verdictsAreTheSame(policy, kinds, consumers(members, partitions, records), 1);
    }

    @Property(tries = 2)
    void twoFaultsOnOneMemberOfTheConsumerProtocol(
            @ForAll("promising") Policy policy, @ForAll("kinds") Set<DeviationKind> kinds) {
        verdictsAreTheSame(policy, kinds, consumers(1, 1, 1), 2);
    }

    /** A group that is watched for a minute, in which each of its heartbeats is a place of faults. */
    private static Scenario consumers(int members, int partitions, int records) {
        Scenario whole = new SmallGroup(members, partitions, records, 1_000_000, CONSUMER).scenario(1);
        return new Scenario(
                whole.name(),
                whole.about(),
                whole.members(),
                whole.topics(),
                whole.workload(),
                whole.application(),
                whole.latency(),
                whole.client(),
                whole.broker(),
                whole.faults(),
                60_000_000,
                whole.quiesceMicros(),
                whole.pins(),
                whole.fixes(),
                whole.loaded());
    }

    @Property(tries = 6)
    void twoFaultsOnOneMember(
            @ForAll("promising") Policy policy,
            @ForAll("kinds") Set<DeviationKind> kinds,
            @ForAll @IntRange(min = 1, max = 2) int records) {
        verdictsAreTheSame(policy, kinds, new SmallGroup(1, 1, records, 1_000_000, Map.of()).scenario(2), 2);
    }
}
