package io.offsetlab.policy;

import static io.offsetlab.policy.Answers.Which.PROCESSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.offsetlab.consumer.ClientConfig;
import io.offsetlab.policy.Answers.AtHandOver;
import io.offsetlab.policy.Answers.Forget;
import io.offsetlab.policy.Answers.Send;
import io.offsetlab.policy.Answers.StartFrom;
import io.offsetlab.policy.Answers.Storing;
import io.offsetlab.policy.Answers.When;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.OnError.Reaction;
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
    void thoseThatProduceInTransactionsAreFoundToo() {
        assertThat(Policies.onRequest())
                .extracting(Policy::name)
                .containsExactly("transactional", "transactional-without-metadata", "transactional-without-seek");
        for (Policy policy : Policies.onRequest()) {
            assertThat(Policies.find(policy.name())).isSameAs(policy);
            assertThat(policy.answers().send().isTransactional()).isTrue();
        }
        assertThat(Policies.all()).noneMatch(policy -> policy.answers().send().isTransactional());
    }

    @Test
    void everyNBoundsItsRepeatsAndItsResidueByN() {
        Promise promise = Policies.everyN(7).promise();
        assertThat(promise.residue()).isEqualTo(Formula.records(6));
        assertThat(promise.keeps(InvariantName.BOUND)).isTrue();
        assertThat(promise.keeps(InvariantName.DUP)).isFalse();
    }

    @Test
    void eachMomentOfACommitCanBeSaid() {
        assertThat(Policy.named("mine").beforeBatch().build().answers().when()).isEqualTo(When.BEFORE_BATCH);
        assertThat(Policy.named("mine").midBatch().build().answers().when()).isEqualTo(When.MID_BATCH);
        assertThat(Policy.named("mine").afterBatch().build().answers().when()).isEqualTo(When.AFTER_BATCH);
        assertThat(Policy.named("mine").every(1).build().answers().every()).isEqualTo(1);

        Answers between = Policy.named("mine").everyMillis(1).build().answers();
        assertThat(between.when()).isEqualTo(When.EVERY_INTERVAL);
        assertThat(between.every()).isEqualTo(1);
        assertThat(between.send()).isEqualTo(Send.SYNC);
        Answers aside =
                Policy.named("mine").inBackgroundEveryMillis(200).build().answers();
        assertThat(aside.when()).isEqualTo(When.IN_BACKGROUND);
        assertThat(aside.every()).isEqualTo(200);
        assertThat(aside.send()).isEqualTo(Send.ASYNC);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.named("mine").everyMillis(0))
                .withMessage("everyMillis must be at least 1 ms, but was 0");
    }

    @Test
    void eachOtherAnswerCanBeSaid() {
        Policy policy = Policy.named("mine")
                .describedAs("for a test")
                .config("max.poll.records", "7")
                .commitsStored(Storing.BEFORE_PROCESSING)
                .onRevoke(AtHandOver.COMMIT_POSITION)
                .onLost(AtHandOver.COMMIT_PROCESSED)
                .onClose(AtHandOver.DRAIN_AND_COMMIT)
                .forgets(Forget.NOTHING)
                .onError(Reaction.DEAD_LETTER, 4)
                .leavesAtMost(Formula.records(3))
                .clairvoyant()
                .build();
        Answers answers = policy.answers();

        assertThat(policy.description()).isEqualTo("for a test");
        assertThat(policy.config()).containsEntry("max.poll.records", "7");
        assertThat(answers.which()).isEqualTo(Which.STORED);
        assertThat(answers.storing()).isEqualTo(Storing.BEFORE_PROCESSING);
        assertThat(answers.onRevoke()).isEqualTo(AtHandOver.COMMIT_POSITION);
        assertThat(answers.onLost()).isEqualTo(AtHandOver.COMMIT_PROCESSED);
        assertThat(answers.onClose()).isEqualTo(AtHandOver.DRAIN_AND_COMMIT);
        assertThat(answers.forget()).isEqualTo(Forget.NOTHING);
        assertThat(answers.onError()).isEqualTo(new OnError(Reaction.DEAD_LETTER, 4));
        assertThat(policy.promise().residue()).isEqualTo(Formula.records(3));
        assertThat(policy.promise().keeps(InvariantName.RESIDUE)).isTrue();
        assertThat(policy.clairvoyant()).isTrue();
        assertThat(Policy.named("mine").onError(Reaction.SKIP).build().answers().onError())
                .isEqualTo(new OnError(Reaction.SKIP, 1));
    }

    /** So that two policies that do the same are equal. */
    @Test
    void whenOffsetsAreMarkedMattersOnlyWhereMarkedOnesAreCommitted() {
        Answers stored = Policy.named("mine")
                .commitsStored(Storing.BEFORE_PROCESSING)
                .build()
                .answers();
        Answers position = Policy.named("mine")
                .commitsStored(Storing.BEFORE_PROCESSING)
                .commits(Which.POSITION)
                .build()
                .answers();

        assertThat(stored.storing()).isEqualTo(Storing.BEFORE_PROCESSING);
        assertThat(position.storing()).isEqualTo(Storing.AFTER_PROCESSING);
    }

    @Test
    void theReactionToAnErrorCanBeChangedAlone() {
        Answers answers = Policies.SYNC_AFTER_BATCH.answers();
        Answers other = answers.withOnError(Reaction.SKIP, 2);

        assertThat(other.onError()).isEqualTo(new OnError(Reaction.SKIP, 2));
        assertThat(other.withOnError(answers.onError().reaction(), 1)).isEqualTo(answers);
    }
}
