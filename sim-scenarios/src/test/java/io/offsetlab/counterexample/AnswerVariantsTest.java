package io.offsetlab.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.policy.Answers;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Promise.ResumePoint;
import io.offsetlab.scenario.PolicyText;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A variant differs in one answer, and is a policy that could be written in a file. */
final class AnswerVariantsTest {

    static List<Policy> policies() {
        return Policies.all();
    }

    private static long differences(Answers one, Answers other) throws ReflectiveOperationException {
        long differences = 0;
        for (RecordComponent component : Answers.class.getRecordComponents()) {
            boolean counts = !component.getName().equals("every");
            Object left = component.getAccessor().invoke(one);
            differences += counts && !left.equals(component.getAccessor().invoke(other)) ? 1 : 0;
        }
        return differences;
    }

    @ParameterizedTest
    @MethodSource("policies")
    void oneAnswerDiffersAndTheResultIsAPolicy(Policy policy) throws ReflectiveOperationException {
        for (AnswerVariants.Variant variant : AnswerVariants.of(policy)) {
            assertThat(differences(policy.answers(), variant.policy().answers()))
                    .as("%s", variant)
                    .isEqualTo(1);
            assertThat(PolicyText.read("variant", PolicyText.yaml(variant.policy())))
                    .isEqualTo(variant.policy());
        }
    }

    @Test
    void wordsAreThoseOfPolicyFiles() {
        assertThat(AnswerVariants.of(Policies.SYNC_AFTER_BATCH))
                .extracting(AnswerVariants.Variant::answer)
                .contains("which", "when", "send", "on-revoke", "on-lost", "on-close", "forget", "start-from");
        assertThat(AnswerVariants.of(Policies.SYNC_AFTER_BATCH))
                .extracting(AnswerVariants.Variant::instead)
                .contains(
                        "before-batch",
                        "every-n",
                        "sync-or-skip-batch",
                        "every-interval",
                        "dead-letter",
                        "external-store");
    }

    @Test
    void startingFromTheStoreMovesTheResumePointThere() {
        assertThat(AnswerVariants.of(Policies.SYNC_AFTER_BATCH))
                .filteredOn(variant -> variant.instead().equals("external-store"))
                .singleElement()
                .satisfies(variant ->
                        assertThat(variant.policy().promise().resumePoint()).isEqualTo(ResumePoint.EXTERNAL_STORE));
    }
}
