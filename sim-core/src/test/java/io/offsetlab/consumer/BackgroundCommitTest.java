package io.offsetlab.consumer;

import static io.offsetlab.consumer.Application.API_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.protocol.Offsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Risk: commits of the consumer protocol that end otherwise than those of AsyncKafkaConsumer. */
final class BackgroundCommitTest {
    private static final long SECOND = Lab.SECOND;
    private final Lab lab = new Lab(1, 10);
    private final List<Upcall.Committed> committed = new ArrayList<>();

    private Application joined(String... more) {
        List<String> settings = new ArrayList<>(List.of("group.protocol", "consumer"));
        settings.addAll(List.of(more));
        Application member = lab.application(settings.toArray(new String[0])).subscribe();
        member.inCallback = upcall -> {
            if (upcall instanceof Upcall.Committed each) {
                committed.add(each);
            }
        };
        assertThat(member.poll(SECOND)).isEqualTo("0@0-9");
        return member;
    }

    private static Offsets offset(long offset) {
        return Offsets.of(new int[] {0}, new long[] {offset});
    }

    private static void sync(Application member, @Nullable Offsets offsets) {
        member.await(member.client.commitSync(offsets, API_TIMEOUT));
    }

    private static void async(Application member, Offsets offsets, String tag) {
        member.await(member.client.commitAsync(offsets, tag));
    }

    @Test
    void aFailedCallbackIsNotGivenTheOffsets() {
        Application member = joined();
        member.faults.dropAnswers(1, null);
        async(member, offset(3), "x");
        lab.pass(60 * SECOND);
        member.poll(SECOND);
        assertThat(committed).hasSize(1);
        assertThat(committed.get(0).exception()).isInstanceOf(RetriableCommitFailedException.class);
        assertThat(committed.get(0).offsetsTold()).isFalse();
    }

    @Test
    void anAsynchronousCommitWaitsForTheCoordinatorHoweverLongItTakes() {
        Application member = joined();
        member.faults.breakUntil(lab.simulation.now() + 20 * SECOND);
        lab.pass(10 * SECOND);
        async(member, offset(3), "x");
        lab.pass(5 * SECOND);
        member.poll(0);
        assertThat(committed).isEmpty();
        lab.pass(10 * SECOND);
        assertThat(lab.committed(0)).isEqualTo(3);
        member.poll(0);
        assertThat(committed).hasSize(1);
        assertThat(committed.get(0).offsetsTold()).isTrue();
    }

    @Test
    void commitSyncWaitsForAsynchronousOnesEvenWithNothingToCommit() {
        Application member = joined();
        async(member, offset(7), "1");
        sync(member, Offsets.of(new int[0], new long[0]));
        assertThat(member.callbacks).contains("committed 1 NONE");
        assertThat(lab.committed(0)).isEqualTo(7);
    }

    @Test
    void aWakeupEndsCommitSyncAndTheCommitStands() {
        Application member = joined();
        member.client.wakeup();
        assertThatThrownBy(() -> sync(member, offset(5))).isInstanceOf(WakeupException.class);
        lab.pass(SECOND);
        assertThat(lab.committed(0)).isEqualTo(5);
        sync(member, offset(6));
    }

    @Test
    void aCommitThatTimedOutWhileTheCoordinatorWasGoneIsSentAllTheSame() {
        Application member = joined();
        member.faults.breakUntil(lab.simulation.now() + 20 * SECOND);
        lab.pass(10 * SECOND);
        assertThatThrownBy(() -> member.await(member.client.commitSync(offset(4), SECOND)))
                .isInstanceOf(TimeoutException.class);
        assertThat(lab.committed(0)).isEqualTo(-1);
        lab.pass(20 * SECOND);
        assertThat(lab.committed(0)).isEqualTo(4);
    }

    @Test
    void whoIsNoMemberAnyMoreCommitsOnlyIntoAnEmptyGroup() {
        Application member = joined("max.poll.interval.ms", "10000");
        lab.pass(20 * SECOND);
        assertThat(lab.coordinator.memberCount()).isZero();
        assertThat(member.client.membership().groupMetadata().generation()).isPositive();
        sync(member, null);
        assertThat(lab.committed(0)).isEqualTo(10);

        Application other = lab.application("group.protocol", "consumer").subscribe();
        other.poll(SECOND);
        assertThatThrownBy(() -> sync(member, offset(3))).isInstanceOf(CommitFailedException.class);
        assertThat(lab.committed(0)).isEqualTo(10);
    }

    @Test
    void anErrorThatNobodyExpectsIsAKafkaException() {
        assertThat(io.offsetlab.consumer.CommitErrors.of(new CommitFailedException()))
                .isNotNull();
        Application member = joined("group.instance.id", "one");
        lab.application("group.protocol", "consumer", "group.instance.id", "one")
                .subscribe();
        assertThatThrownBy(() -> sync(
                        member,
                        Offsets.of(new int[] {0}, new long[] {1}, new String[] {"x".repeat(5_000)}, new int[] {-1})))
                .isInstanceOf(KafkaException.class);
        assertThat(lab.committed(0)).isEqualTo(-1);
    }

    @Test
    void closeRunsTheCallbackOfAPendingCommitAndUnsubscribeCommitsNothing() {
        Application member = joined();
        async(member, offset(2), "last");
        member.await(member.client.close(30 * SECOND));
        assertThat(member.callbacks).containsExactly("assigned [0]", "revoked [0]", "committed last NONE");
        assertThat(lab.coordinator.memberCount()).isZero();

        Application auto = lab.application("group.protocol", "consumer", "enable.auto.commit", "true")
                .subscribe();
        auto.poll(SECOND);
        auto.await(auto.client.unsubscribe());
        assertThat(lab.committed(0)).isEqualTo(2);
        assertThat(lab.coordinator.memberCount()).isZero();
    }
}
