package io.offsetlab.policy;

import static io.offsetlab.policy.Answers.Which.PROCESSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.offsetlab.consumer.ClientConfig;
import io.offsetlab.policy.Answers.AtHandOver;
import io.offsetlab.policy.Answers.Send;
import io.offsetlab.policy.Answers.StartFrom;
import io.offsetlab.policy.Answers.When;
import io.offsetlab.protocol.Formula;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Promise;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A policy reads as one sentence, and what the sentence leaves out is harmless. */
final class PolicyTest {

    @Test
    void aPolicyOfWhichNothingIsSaidCommitsAndPromisesNothing() {
        Policy policy = Policy.named("mine").build();

        assertThat(policy.config()).containsExactly(Map.entry("enable.auto.commit", "false"));
        assertThat(policy.answers().when()).isEqualTo(When.NEVER);
        assertThat(policy.answers().onRevoke()).isEqualTo(AtHandOver.NOTHING);
        assertThat(policy.promise().kept()).containsExactly(InvariantName.ENGINE);
        assertThat(policy.promise().resumePoint()).isEqualTo(Promise.ResumePoint.COMMITTED_OFFSET);
        assertThat(policy.clairvoyant()).isFalse();
    }

    @Test
    void aPolicyReadsAsOneSentence() {
        Policy policy = Policy.named("mine")
                .commits(PROCESSED)
                .every(100)
                .async()
                .onRevoke(AtHandOver.COMMIT_PROCESSED)
                .promises(InvariantName.LOSS)
                .repeatsAtMost(Formula.records(100))
                .build();

        assertThat(policy.answers().which()).isEqualTo(PROCESSED);
        assertThat(policy.answers().when()).isEqualTo(When.EVERY_N);
        assertThat(policy.answers().every()).isEqualTo(100);
        assertThat(policy.answers().send()).isEqualTo(Send.ASYNC);
        assertThat(policy.promise().kept())
                .containsExactly(InvariantName.LOSS, InvariantName.BOUND, InvariantName.ENGINE);
        assertThat(policy.promise().redelivery()).isEqualTo(Formula.records(100));
        assertThat(policy.promise().residue()).isEqualTo(Formula.UNBOUNDED);
    }

    @Test
    void readingFromTheStoreMakesItTheResumePoint() {
        Policy policy =
                Policy.named("mine").startsFrom(StartFrom.EXTERNAL_STORE).build();
        assertThat(policy.promise().resumePoint()).isEqualTo(Promise.ResumePoint.EXTERNAL_STORE);
    }

    @Test
    void everyMeansAtLeastOneRecord() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.named("mine").every(0))
                .withMessage("every must be at least 1 record, but was 0");
    }

    @Test
    void aVariantChangesOneThing() {
        Policy policy = Policies.SYNC_AFTER_BATCH;
        assertThat(policy.withName("other").name()).isEqualTo("other");
        assertThat(policy.withName("other").withName("sync-after-batch")).isEqualTo(policy);
        assertThat(policy.withConfig("max.poll.records", "7").config())
                .containsEntry("max.poll.records", "7")
                .containsEntry("enable.auto.commit", "false");
        Answers answers = Policies.AUTO.answers();
        assertThat(policy.withAnswers(answers).answers()).isEqualTo(answers);
        assertThat(policy.withAnswers(answers).promise()).isEqualTo(policy.promise());
    }

    @Test
    void theBuiltInOnesAreTheseInThisOrderWithTheBoundAtTheEnd() {
        assertThat(Policies.all())
                .extracting(Policy::name)
                .containsExactly(
                        "auto",
                        "sync-after-batch",
                        "sync-before-batch",
                        "async-after-batch",
                        "async-then-sync",
                        "per-record",
                        "every-n",
                        "async-naive-retry",
                        "never",
                        "external-store",
                        "clairvoyant");
        assertThat(Policies.all()).filteredOn(Policy::clairvoyant).containsExactly(Policies.CLAIRVOYANT);
    }

    @Test
    void eachBuiltInOneIsFoundDescribedAndAcceptedByKafka() {
        for (Policy policy : Policies.all()) {
            assertThat(Policies.find(policy.name())).isSameAs(policy);
            assertThat(policy.description())
                    .as("description of %s", policy.name())
                    .isNotBlank();
            boolean auto = ClientConfig.parse(policy.config()).autoCommit();
            assertThat(auto).as("auto-commit of %s", policy.name()).isEqualTo(policy == Policies.AUTO);
        }
        assertThat(Policies.find("nonsense")).isNull();
    }

    @Test
    void everyNBoundsItsRepeatsAndItsResidueByN() {
        Promise promise = Policies.everyN(7).promise();
        assertThat(promise.residue()).isEqualTo(Formula.records(6));
        assertThat(promise.keeps(InvariantName.BOUND)).isTrue();
        assertThat(promise.keeps(InvariantName.DUP)).isFalse();
    }
}
