package io.offsetlab.group;

import static io.offsetlab.group.ConsumerHeartbeatTest.AT_ONCE;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.CommitFact;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** Which commits and fetches of offsets the coordinator takes in the consumer protocol, and how long offsets are kept. */
final class ConsumerCommitTest {
    private final Town town = new Town(AT_ONCE);

    private static Offsets offsets(int... partitions) {
        long[] offsets = new long[partitions.length];
        return Offsets.of(partitions, offsets);
    }

    /** S5.20 (4): as permissive as Kafka. */
    @Test
    void withTheEpochOfNowAMemberMayCommitAnyPartition() {
        Peer member = Peer.joined(town, 0, "t");

        assertThat(member.commit(0, 5)).isEqualTo(Errors.NONE);
        assertThat(member.commit(4, 7)).as("of a topic that it does not read").isEqualTo(Errors.NONE);
        assertThat(town.coordinator.committed(4)).isEqualTo(7);
        assertThat(town.facts(CommitFact.CommitApplied.class))
                .extracting(CommitFact.CommitApplied::generation)
                .containsExactly(2, 2);
    }

    /** S5.20 (5). */
    @Test
    void anEpochThatTheMemberHasNotReachedIsStale() {
        Peer member = Peer.joined(town, 0, "t");

        assertThat(member.commit(3, offsets(0))).isEqualTo(Errors.STALE_MEMBER_EPOCH);
        assertThat(town.coordinator.committed(0)).isEqualTo(-1);
        assertThat(town.facts(CommitFact.CommitRefused.class)).hasSize(1);
    }

    /** S5.20 (6): KIP-1251. */
    @Test
    void withAnOlderEpochItMayCommitWhatItHasHeldSince() {
        Peer member = Peer.joined(town, 0, "t");
        Peer second = Peer.joined(town, 1, "t");
        member.acknowledge();
        member.owning(0, 1);
        second.beat();
        assertThat(member.epoch).isEqualTo(3);

        assertThat(member.commit(2, offsets(0, 1))).isEqualTo(Errors.NONE);
        assertThat(member.commit(2, offsets(0, 2)))
                .as("one partition that it gave up spoils the whole request")
                .isEqualTo(Errors.STALE_MEMBER_EPOCH);
        assertThat(member.commit(1, offsets(0))).as("given in epoch 2").isEqualTo(Errors.STALE_MEMBER_EPOCH);
        assertThat(second.commit(2, offsets(2))).as("given in epoch 3").isEqualTo(Errors.STALE_MEMBER_EPOCH);
    }

    /** S5.20 (6). */
    @Test
    void whatItIsToGiveUpAMemberMayStillCommit() {
        Peer member = Peer.joined(town, 0, "t");
        Peer.joined(town, 1, "t");
        member.acknowledge();

        assertThat(member.commit(3, 5)).isEqualTo(Errors.NONE);
        assertThat(town.coordinator.owner(3)).isEqualTo(member.origin);
    }

    /** S5.20 (6): a topic that does not exist, or metadata that is too long, decides nothing. */
    @Test
    void onlyPartitionsThatWouldBeStoredAreAskedAbout() {
        Peer member = Peer.joined(town, 0, "t");
        Peer.joined(town, 1, "t");
        member.acknowledge();
        member.owning(0, 1);

        assertThat(member.commit(2, offsets(0, 99))).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(town.coordinator.committed(0)).isZero();
    }

    /** S5.20 (1), (3) and S5.22. */
    @Test
    void withoutAnEpochOnlyAnEmptyGroupTakesCommitsAlsoOfAKickedOutMember() {
        Peer member = Peer.joined(town, 0, "t");
        Peer second = Peer.joined(town, 1, "t");
        Request standalone = new Request.OffsetCommit("", null, -1, offsets(0), 0);
        member.leave();
        assertThat(member.commit(-1, offsets(0))).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(member.send(standalone).error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        second.leave();

        assertThat(member.commit(-1, offsets(0))).isEqualTo(Errors.NONE);
        assertThat(member.send(standalone).error()).isEqualTo(Errors.NONE);
        assertThat(member.commit(2, offsets(0))).as("with an epoch").isEqualTo(Errors.UNKNOWN_MEMBER_ID);
    }

    /** S5.15, S5.20: nothing that a static member sends after it left for now counts. */
    @Test
    void whoLeftForNowCommitsNothing() {
        Peer member = new Peer(town, 0, "i");
        member.join();
        member.leaveForNow();

        assertThat(member.commit(2, offsets(0))).isEqualTo(Errors.STALE_MEMBER_EPOCH);
        assertThat(member.commit(-1, offsets(0))).isEqualTo(Errors.STALE_MEMBER_EPOCH);
    }

    /** S5.21. */
    @Test
    void aFetchOfOffsetsNeedsTheExactEpochOrNone() {
        Peer member = Peer.joined(town, 0, "t");
        member.commit(0, 5);

        assertThat(member.fetch(2)).isEqualTo(Errors.NONE);
        assertThat(member.fetch(1)).isEqualTo(Errors.STALE_MEMBER_EPOCH);
        assertThat(member.fetch(3)).isEqualTo(Errors.STALE_MEMBER_EPOCH);
        Inbox anybody = member.send(new Request.OffsetFetch(List.of(0)));
        assertThat(anybody.fetched().stored()).containsExactly(new Answer.Stored(5, -1, ""));
        member.leave();
        assertThat(member.fetch(2)).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
    }

    /** S7.4, S7.5: 20 seconds after the group became empty. */
    @Test
    void offsetsExpireByTheTimeOfTheCommitAlsoWhenTheGroupIsEmpty() {
        Town minute = new Town(AT_ONCE.withOffsetsRetention(60 * SECOND));
        Peer member = Peer.joined(minute, 0, "t");
        member.commit(0, 5);
        member.commit(4, 5);
        minute.pass(40 * SECOND);
        member.leave();
        minute.pass(20 * SECOND - 1);
        minute.coordinator.expireOffsets();
        assertThat(minute.coordinator.committed(0)).isEqualTo(5);

        minute.pass(1);
        minute.coordinator.expireOffsets();
        assertThat(minute.coordinator.committed(0)).isEqualTo(-1);
        assertThat(member.beat().error()).as("and the group with the last one").isEqualTo(Errors.GROUP_ID_NOT_FOUND);
    }

    /** S7.4, S7.5. */
    @Test
    void whatALivingMemberSubscribesToIsKeptAndTheRestExpires() {
        Town minute = new Town(AT_ONCE.withOffsetsRetention(60 * SECOND));
        Peer member = Peer.joined(minute, 0, "t");
        member.commit(0, 5);
        member.commit(4, 5);
        for (int i = 0; i < 60; i++) {
            minute.pass(SECOND);
            member.beat();
        }
        minute.coordinator.expireOffsets();

        assertThat(minute.coordinator.committed(0)).isEqualTo(5);
        assertThat(minute.coordinator.committed(4)).isEqualTo(-1);
    }

    /** S7.4: without being asked, at the time of a check. */
    @Test
    void theCleanupComesByItself() {
        Town minute = new Town(AT_ONCE.withOffsetsRetention(60 * SECOND));
        Peer member = Peer.joined(minute, 0, "t");
        member.commit(0, 5);
        member.leave();
        minute.pass(600 * SECOND);

        assertThat(minute.coordinator.committed(0)).isEqualTo(-1);
    }

    /** S7.3: what is written is answered when it is replicated. */
    @Test
    void anAnswerWaitsUntilWhatItSaysIsReplicated() {
        Town slow = new Town(AT_ONCE.withReplication(1_000));
        Peer member = new Peer(slow, 0, null);
        Inbox join = member.send(member.request(0, List.of(), true));
        assertThat(join.isEmpty()).isTrue();
        slow.pass(1_000);
        member.epoch = ((Answer.ConsumerGroupHeartbeat) join.answer()).memberEpoch();

        assertThat(member.send(member.request(2, null, false)).isEmpty()).isFalse();
    }

    /** S7.14. */
    @Test
    void aMoveTurnsAwayWhoWaitsForAnAnswer() {
        Town slow = new Town(AT_ONCE.withReplication(1_000));
        Peer member = new Peer(slow, 0, null);
        Inbox join = member.send(member.request(0, List.of(), true));
        slow.coordinator.move(0);
        slow.pass(1_000);

        assertThat(join.error()).isEqualTo(Errors.NOT_COORDINATOR);
        assertThat(slow.coordinator.memberCount()).as("but the record is there").isEqualTo(1);
    }
}
