package io.offsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Marked;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.trace.Digest;
import io.offsetlab.trace.Fact;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;

/** Law 2c: time is skipped, never approximated. */
final class SkippingProperties {

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aRunComesOutTheSameWhetherTimeIsSkippedOrNot(@ForAll @LongRange(max = 1_000_000) long number) {
        World world = RandomWorld.of(number);
        Policy policy = Policies.all().get((int) (number % Policies.all().size()));
        List<Fact> facts = new ArrayList<>();
        RunResult skipped = new Cluster(world, policy, Skipping.ON, facts::add).run();
        RunResult carriedOut = new Cluster(world, policy, Skipping.OFF).run();

        assertThat(skipped.digestText())
                .as("%s in world %d", policy.name(), number)
                .isEqualTo(carriedOut.digestText());
        assertThat(skipped.endedAtMicros()).isEqualTo(carriedOut.endedAtMicros());
        Digest again = new Digest();
        facts.forEach(again::accept);
        assertThat(again.value()).isEqualTo(skipped.digest());
    }

    /** Whatever an application is like and a policy answers, also where single records matter. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void itDoesSoWithWorkersErrorsAndSinks(@ForAll @LongRange(max = 1_000_000) long number) {
        World world = RandomWorld.withApplication(number);
        Policy policy = RandomWorld.policy(number);
        RunResult skipped = new Cluster(world, policy, Skipping.ON).run();

        for (Skipping other : List.of(Skipping.OFF, new Skipping(true, false), new Skipping(false, true))) {
            RunResult carriedOut = new Cluster(world, policy, other).run();
            assertThat(skipped.digestText())
                    .as("%s of world %d, %s", policy.answers(), number, other)
                    .isEqualTo(carriedOut.digestText());
            assertThat(skipped.endedAtMicros()).isEqualTo(carriedOut.endedAtMicros());
        }
    }

    /** With one worker and nothing that happens to a record, an event for each record and none give the same run. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void anEventForEachRecordChangesNothing(@ForAll @LongRange(max = 1_000_000) long number) {
        World world = RandomWorld.of(number);
        Policy policy = Policies.all().get((int) (number % Policies.all().size()));
        World watched = world.withApplication(Handling.PLAIN.withSlow(Marked.only(0, Long.MAX_VALUE), 1));

        assertThat(new Cluster(watched, policy, Skipping.ON).run().digestText())
                .as("%s in world %d", policy.name(), number)
                .isEqualTo(new Cluster(world, policy, Skipping.ON).run().digestText());
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void itDoesSoWithTransactions(@ForAll @LongRange(max = 1_000_000) long number) {
        World world = RandomWorld.of(number);
        Policy policy =
                Policies.onRequest().get((int) (number % Policies.onRequest().size()));
        RunResult skipped = new Cluster(world, policy, Skipping.ON).run();

        for (Skipping other : List.of(Skipping.OFF, new Skipping(true, false), new Skipping(false, true))) {
            assertThat(new Cluster(world, policy, other).run().digestText())
                    .as("%s in world %d, %s", policy.name(), number, other)
                    .isEqualTo(skipped.digestText());
        }
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void foldingAndBulkCanBeSwitchedOneByOne(@ForAll @LongRange(max = 1_000_000) long number) {
        World world = RandomWorld.of(number);
        Policy policy = Policies.all().get((int) (number % Policies.all().size()));
        String expected = new Cluster(world, policy, Skipping.ON).run().digestText();

        assertThat(new Cluster(world, policy, new Skipping(true, false)).run().digestText())
                .isEqualTo(expected);
        assertThat(new Cluster(world, policy, new Skipping(false, true)).run().digestText())
                .isEqualTo(expected);
    }
}
