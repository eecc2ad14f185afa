package io.offsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;

/** Law 2c with the consumer protocol: quiet heartbeats of the background thread are skipped, never approximated. */
final class ConsumerSkippingProperties {
    private static final List<Skipping> OTHERS =
            List.of(Skipping.OFF, new Skipping(true, false), new Skipping(false, true));

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aRunComesOutTheSameWhetherTimeIsSkippedOrNot(@ForAll @LongRange(max = 1_000_000) long number) {
        Policy policy = Policies.all().get((int) (number % Policies.all().size()));
        assertSkippingLeavesNoMark(RandomWorld.ofConsumerProtocol(number), policy, number);
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void itDoesSoWithWorkersErrorsAndSinks(@ForAll @LongRange(max = 1_000_000) long number) {
        World world = RandomWorld.ofConsumerProtocol(number)
                .withApplication(RandomWorld.withApplication(number).application());
        assertSkippingLeavesNoMark(world, RandomWorld.policy(number), number);
    }

    private static void assertSkippingLeavesNoMark(World world, Policy policy, long number) {
        RunResult skipped = new Cluster(world, policy, Skipping.ON).run();
        for (Skipping other : OTHERS) {
            RunResult carriedOut = new Cluster(world, policy, other).run();
            assertThat(skipped.digestText())
                    .as("%s in world %d, %s", policy.name(), number, other)
                    .isEqualTo(carriedOut.digestText());
            assertThat(skipped.endedAtMicros()).isEqualTo(carriedOut.endedAtMicros());
        }
    }
}
