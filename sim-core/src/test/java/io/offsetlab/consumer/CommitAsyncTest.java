package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.MS;
import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.offsetlab.protocol.Offsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

/** Callbacks of commitAsync run in the order of sending, and only inside later calls. */
final class CommitAsyncTest {
    private final Lab lab = new Lab(1, 10);
    private final Application member = lab.application().subscribe();
    private final List<RuntimeException> failures = new ArrayList<>();

    CommitAsyncTest() {
        member.pollRecords();
        member.callbacks.clear();
        member.inCallback = due -> {
            if (due instanceof Upcall.Committed committed && committed.exception() != null) {
                failures.add(committed.exception());
            }
        };
    }

    /** S3.8. */
    @Test
    void callbacksRunInTheOrderOfSendingInALaterPoll() {
        member.commitAsync(Offsets.of(0, 1), "a");
        member.commitAsync(Offsets.of(0, 2), "b");
        member.commitAsync(Offsets.of(0, 3), "c");
        lab.pass(SECOND);
        assertThat(member.callbacks).isEmpty();
        assertThat(lab.committed(0)).isEqualTo(3);

        member.poll(0);
        assertThat(member.callbacks).containsExactly("committed a NONE", "committed b NONE", "committed c NONE");
    }

    /** S3.8. */
    @Test
    void theNextCommitAsyncRunsCallbacksThatAreDueButNotItsOwn() {
        member.commitAsync(Offsets.of(0, 1), "a");
        lab.pass(SECOND);
        member.commitAsync(Offsets.of(0, 2), "b");

        assertThat(member.callbacks).containsExactly("committed a NONE");
    }

    /** S3.12. */
    @Test
    void commitSyncWaitsForAllAsynchronousCommitsBeforeItAndRunsTheirCallbacks() {
        member.commitAsync(Offsets.of(0, 1), "a");
        member.commitAsync(Offsets.of(0, 2), "b");
        member.commitSync(Offsets.EMPTY);

        assertThat(member.callbacks).containsExactly("committed a NONE", "committed b NONE");
    }

    /** S3.7. */
    @Test
    void aFailedOneIsNotSentAgainAndItsCallbackHasTheOffsets() {
        Offsets[] given = new Offsets[1];
        member.inCallback = due -> given[0] = ((Upcall.Committed) due).offsets();
        lab.coordinator.move(0);
        member.commitAsync(Offsets.of(0, 4), "a");
        lab.pass(SECOND);
        member.poll(0);

        assertThat(member.callbacks).containsExactly("committed a NOT_COORDINATOR");
        assertThat(given[0]).isEqualTo(Offsets.of(0, 4));
        assertThat(lab.commitsSent()).hasSize(1);
    }

    @Test
    void aBrokenConnectionIsARetriableFailureThatSaysNothingAboutTheCommit() {
        member.commitAsync(Offsets.of(0, 4), "a");
        lab.pass(Lab.LATENCY + 1);
        member.cutOff(SECOND);
        lab.pass(2 * SECOND);
        member.poll(0);

        assertThat(failures).singleElement().isInstanceOf(RetriableCommitFailedException.class);
        assertThat(lab.committed(0)).isEqualTo(4);
    }

    @Test
    void whoLosesTheCoordinatorLosesTheAnswersThatAreStillToComeFromIt() {
        lab.coordinator.move(0);
        member.commitAsync(Offsets.of(0, 1), "a");
        lab.pass(MS);
        member.commitAsync(Offsets.of(0, 2), "b");
        member.poll(50 * MS);
        member.poll(50 * MS);

        assertThat(member.callbacks).containsExactly("committed a NOT_COORDINATOR", "committed b NETWORK_EXCEPTION");
    }

    /** S3.11. */
    @Test
    void sendingAFailedCommitAgainAfterANewerOneMovesTheOffsetBack() {
        lab.coordinator.move(0);
        member.commitAsync(Offsets.of(0, 1), "old");
        lab.pass(SECOND);
        member.inCallback = due -> {
            if (((Upcall.Committed) due).exception() != null) {
                member.commitSync(Offsets.of(0, 2));
                member.commitAsync(((Upcall.Committed) due).offsets(), "old again");
            }
        };
        member.poll(SECOND);
        member.poll(SECOND);

        assertThat(member.callbacks).containsExactly("committed old NOT_COORDINATOR", "committed old again NONE");
        assertThat(lab.committed(0)).isEqualTo(1);
    }

    /** S3.3. */
    @Test
    void withoutMembershipItFailsWithoutBeingSent() {
        lab.pass(301 * SECOND);
        member.commitAsync(Offsets.of(0, 4), "a");
        assertThat(member.callbacks).isEmpty();
        member.poll(0);

        assertThat(member.callbacks).startsWith("committed a UNKNOWN_MEMBER_ID");
        assertThat(failures).singleElement().isInstanceOf(CommitFailedException.class);
        assertThat(lab.commitsSent()).isEmpty();
    }

    /** S3.16. */
    @Test
    void aWakeupIsLeftToTheNextCallThatBlocks() {
        member.client.wakeup();
        member.commitAsync(Offsets.of(0, 4), "a");
        assertThatExceptionOfType(WakeupException.class).isThrownBy(() -> member.poll(0));
    }

    /** S3.14. */
    @Test
    void closeDoesNotRunCallbacksButTheOffsetsAreStored() {
        member.commitAsync(Offsets.of(0, 4), "a");
        member.close();
        lab.pass(10 * MS);

        assertThat(member.callbacks).containsExactly("revoked [0]");
        assertThat(lab.committed(0)).isEqualTo(4);
    }

    /** S1.22. */
    @Test
    void anEmptyOneHasItsCallbackToo() {
        member.commitAsync(Offsets.EMPTY, "a");
        member.poll(0);
        assertThat(member.callbacks).containsExactly("committed a NONE");
    }
}
