package io.offsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.invariant.Verdict;
import io.offsetlab.log.Arrivals;
import io.offsetlab.log.LoadedContent;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Formula;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Promise;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.RecordFact.ExternalRefused;
import io.offsetlab.trace.RunFact;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where nothing goes wrong, every policy does its work once and keeps its word. */
final class PoliciesTest {

    static Stream<Policy> all() {
        return Policies.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void withoutFaultsEachRecordHasItsEffectOnceAndThePromiseIsKept(Policy policy) {
        Watched run = new Watched(new SmallWorld().build(), policy).endedWell();

        assertThat(run.effects())
                .hasSize(600)
                .allSatisfy((record, count) -> assertThat(count).isOne());
        assertThat(run.judge.verdict()).isEqualTo(Verdict.KEPT);
        assertThat(run.facts(ExternalRefused.class)).isEmpty();
        assertThat(run.judge.count(InvariantName.ENGINE)).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSameWorldGivesTheSameFacts(Policy policy) {
        World world = new SmallWorld().build();
        assertThat(new Watched(world, policy).result).isEqualTo(new Watched(world, policy).result);
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsCommittedInTheEndLiesWithinTheDeclaredResidue(Policy policy) {
        Watched run = new Watched(new SmallWorld().build(), policy);
        List<Long> committed = new ArrayList<>(List.of(0L, 0L));
        for (CommitFact.CommitApplied applied : run.facts(CommitFact.CommitApplied.class)) {
            committed.set(applied.partition(), applied.newOffset());
        }
        Promise promise = policy.promise();
        if (promise.keeps(InvariantName.RESIDUE) && !promise.residue().equals(Formula.UNBOUNDED)) {
            long residue = promise.residue().evaluate(new Formula.Inputs(40, 5_000_000, 10_000));
            assertThat(committed).allSatisfy(offset -> assertThat(offset).isBetween(300 - residue, 300L));
        }
    }

    @Test
    void everyRunEndsWithItsHealingItsQuietAndItsEnd() {
        Watched run = new Watched(new SmallWorld().build(), Policies.NEVER);
        assertThat(run.names(RunFact.Healed.class, RunFact.Quiet.class, RunFact.Ended.class))
                .containsExactly("Healed", "Quiet", "Ended");
        assertThat(run.facts.get(run.facts.size() - 1)).isInstanceOf(RunFact.Ended.class);
    }

    @Test
    void anotherSeedIsAnotherRun() {
        assertThat(new Watched(new SmallWorld().seed(2).build(), Policies.AUTO).result.digest())
                .isNotEqualTo(new Watched(new SmallWorld().build(), Policies.AUTO).result.digest());
    }

    @Test
    void theHeaderNamesWhatTheFactsSpeakOf() {
        World world = new SmallWorld().members(1, 1).build();
        RunHeader header = Cluster.header(world, Policies.AUTO);
        assertThat(header.members()).containsExactly("member-0", "member-1");
        assertThat(header.partitions()).extracting(Object::toString).containsExactly("t-0", "t-1");
        assertThat(header.clientConfig())
                .containsEntry("enable.auto.commit", "true")
                .containsEntry("max.poll.records", "40");
        assertThat(header.inputs()).isEqualTo(new Formula.Inputs(40, 5_000_000, 10_000));
    }

    @Test
    void aPolicysOwnSettingWinsOverTheWorlds() {
        World world = new SmallWorld().with("enable.auto.commit", "true").build();
        assertThat(Cluster.header(world, Policies.NEVER).clientConfig()).containsEntry("enable.auto.commit", "false");
    }

    @Test
    void gapsOfALoadedPartitionHaveNoEffect() {
        List<LoadedContent.Entry> entries = new ArrayList<>();
        for (long i = 0; i < 50; i++) {
            entries.add(new LoadedContent.Entry(i * 3, -1, null, null));
        }
        World world = new SmallWorld()
                .arrivals(Arrivals.rate(50, 20_000, 0))
                .loaded(new LoadedContent(entries))
                .build();
        Watched run = new Watched(world, Policies.SYNC_AFTER_BATCH).endedWell();

        assertThat(run.effects()).hasSize(100).containsKey("0@147").doesNotContainKey("0@146");
    }
}
