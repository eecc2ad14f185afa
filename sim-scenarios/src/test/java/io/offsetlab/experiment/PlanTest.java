package io.offsetlab.experiment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.scenario.BadInput;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A plan under which nothing runs must never look like success. */
final class PlanTest {
    private static void refused(ThrowingCallable plan, String sentence) {
        assertThatThrownBy(plan).isInstanceOf(BadInput.class).hasMessage(sentence);
    }

    @Test
    void withoutPoliciesNothingWouldRun() {
        refused(() -> Fakes.plan(0, 0, 9), "an experiment needs at least one policy, found none");
    }

    @Test
    void anEmptyRangeOfSeedsIsRefused() {
        refused(
                () -> Fakes.plan(1, 5, 4),
                "seeds 5..4: allowed is a range from a number of at least 0 up to one that is not smaller");
    }

    @Test
    void moreSeedsThanMemoryIsRefused() {
        refused(
                () -> Fakes.plan(1, 0, 1_000_000),
                "seeds 0..1000000: found 1000001 seeds, allowed are at most 1000000");
    }

    @Test
    void policiesOfOneNameCouldNotBeToldApart() {
        refused(
                () -> Plan.of(
                        Fakes.SOURCE,
                        List.of(Fakes.policies(1).get(0), Fakes.policies(1).get(0)),
                        0,
                        9),
                "policy policy-0: found twice, names must differ");
    }

    @Test
    void aShardMustExistAndHaveASeed() {
        refused(() -> Fakes.plan(1, 0, 9).withShard(4, 3), "shard 4/3: allowed is i/n with i from 1 to n");
        refused(() -> Fakes.plan(1, 0, 1).withShard(1, 3), "shard 1/3: found only 2 seeds, each shard needs one");
    }

    @Test
    void jobsHaveLimits() {
        refused(() -> Fakes.plan(1, 0, 1).withJobs(0), "jobs: found 0, allowed is 1 to 1024");
    }
}
