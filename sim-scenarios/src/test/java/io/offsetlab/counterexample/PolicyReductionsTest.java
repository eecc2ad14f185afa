package io.offsetlab.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.policy.Answers.AtHandOver;
import io.offsetlab.policy.Answers.Send;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Risk: a policy is made to fail for another reason, or making it simpler never ends. */
final class PolicyReductionsTest {
    private static List<Policy> simpler(Policy policy) {
        return PolicyReductions.of(policy, InvariantName.LOSS).toList();
    }

    @Test
    void eachStepTakesOneAnswerAway() {
        assertThat(simpler(Policies.ASYNC_THEN_SYNC))
                .extracting(
                        policy -> policy.answers().send(),
                        policy -> policy.answers().onRevoke(),
                        policy -> policy.answers().onClose())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Send.ASYNC, AtHandOver.NOTHING, AtHandOver.COMMIT_POSITION),
                        org.assertj.core.groups.Tuple.tuple(Send.ASYNC, AtHandOver.COMMIT_POSITION, AtHandOver.NOTHING),
                        org.assertj.core.groups.Tuple.tuple(
                                Send.SYNC, AtHandOver.COMMIT_POSITION, AtHandOver.COMMIT_POSITION));
    }

    @Test
    void aSimplerPolicyDoesNotBearTheNameOfTheOther() {
        assertThat(simpler(Policies.ASYNC_NAIVE_RETRY))
                .extracting(Policy::name)
                .containsOnly("async-naive-retry-simpler");
        assertThat(simpler(simpler(Policies.ASYNC_NAIVE_RETRY).get(0)))
                .extracting(Policy::name)
                .containsOnly("async-naive-retry-simpler");
    }

    @Test
    void itEnds() {
        for (Policy policy : Policies.all()) {
            List<Policy> next = List.of(policy);
            for (int steps = 0; !next.isEmpty(); steps++) {
                assertThat(steps).isLessThan(200);
                next = simpler(next.get(next.size() - 1));
            }
        }
    }

    @Test
    void whatFewerCommitsWouldBreakByThemselvesLeavesThePolicyAsItIs() {
        assertThat(PolicyReductions.of(Policies.EVERY_N, InvariantName.BOUND)).isEmpty();
        assertThat(PolicyReductions.of(Policies.EVERY_N, InvariantName.DUP)).isEmpty();
        assertThat(PolicyReductions.of(Policies.CLAIRVOYANT, InvariantName.LOSS))
                .isEmpty();
    }
}
