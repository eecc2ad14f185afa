package io.offsetlab.group;

import static io.offsetlab.group.ConsumerHeartbeatTest.AT_ONCE;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.group.modern.ConsumerGroupState;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request.ConsumerGroupHeartbeat;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** Members that subscribe to a pattern which the coordinator resolves. */
final class ConsumerPatternTest {
    private final Town town = new Town(AT_ONCE);
    private final Peer peer = new Peer(town, 0, null);

    private Answer.ConsumerGroupHeartbeat join(String pattern) {
        Inbox inbox = peer.send(
                new ConsumerGroupHeartbeat(peer.id, 0, null, Peer.REBALANCE_MICROS, null, pattern, null, List.of()));
        Answer.ConsumerGroupHeartbeat answer = (Answer.ConsumerGroupHeartbeat) inbox.answer();
        peer.epoch = answer.memberEpoch();
        return answer;
    }

    @Test
    void theTopicsOfAPatternAreFoundAfterTheFirstAnswer() {
        assertThat(join("[tv]").assigned()).isEmpty();
        assertThat(peer.epoch)
                .as("the epoch of a group that nobody has shared out")
                .isEqualTo(1);
        town.pass(0);

        assertThat(peer.beat().assigned()).containsExactly(0, 1, 2, 3);
        assertThat(peer.epoch).isEqualTo(2);
        assertThat(town.coordinator.consumerState()).isEqualTo(ConsumerGroupState.STABLE);
        assertThat(town.coordinator.deleteOffsets(0)).isEqualTo(Errors.GROUP_SUBSCRIBED_TO_TOPIC);
    }

    @Test
    void aPatternMustMatchTheWholeName() {
        join("x|");
        town.pass(0);

        assertThat(peer.beat().assigned()).isNull();
        assertThat(join("(").error()).isEqualTo(Errors.INVALID_REGULAR_EXPRESSION);
    }

    /** RE2/J has neither look-ahead nor back references, which Java's patterns have. */
    @Test
    void aPatternIsOfRe2AndNotOfJava() {
        assertThat(join("(?=t)t").error()).isEqualTo(Errors.INVALID_REGULAR_EXPRESSION);
        assertThat(town.coordinator.consumerState()).as("no group was made").isEqualTo(ConsumerGroupState.DEAD);
        assertThat(join("\\pL").error()).isEqualTo(Errors.NONE);
    }

    /** The pattern is looked at when the member is known and its epoch is right. */
    @Test
    void whoIsNoMemberLearnsThatBeforeItsPatternIsLookedAt() {
        join("t");
        Peer stranger = new Peer(town, 1, null);
        assertThat(stranger.send(changed(stranger, 1, "(")).error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(peer.send(changed(peer, 7, "(")).error()).isEqualTo(Errors.FENCED_MEMBER_EPOCH);
        assertThat(peer.send(changed(peer, peer.epoch, "(")).error()).isEqualTo(Errors.INVALID_REGULAR_EXPRESSION);
        town.pass(0);
        assertThat(peer.beat().assigned()).as("the old pattern stays").containsExactly(0, 1, 2, 3);
    }

    private static ConsumerGroupHeartbeat changed(Peer peer, int epoch, String pattern) {
        return new ConsumerGroupHeartbeat(peer.id, epoch, null, -1, null, pattern, null, null);
    }

    /** group.consumer.regex.refresh.interval.ms; nothing else makes the coordinator look as long as no topic comes. */
    @Test
    void theCoordinatorLooksAgainAfterTenMinutesWhateverHappens() {
        join("t");
        town.pass(0);
        peer.beat();
        peer.acknowledge();
        assertThat(keptQuietFor(600 * SECOND)).isTrue();
        assertThat(keptQuietFor(1)).isFalse();
        peer.beat();
        town.pass(0);
        assertThat(keptQuietFor(0)).as("it has looked").isTrue();
    }

    private boolean keptQuietFor(long micros) {
        for (long left = micros; left > 0; left -= Math.min(left, 5 * SECOND)) {
            peer.beat();
            town.pass(Math.min(left, 5 * SECOND));
        }
        return town.coordinator.answersQuietly(peer.request(peer.epoch, null, false));
    }

    @Test
    void anotherPatternMatchesNothingUntilItIsLookedForWithTheNextHeartbeat() {
        join("t");
        town.pass(0);
        peer.beat();
        peer.acknowledge();
        Inbox changed = peer.send(
                new ConsumerGroupHeartbeat(peer.id, peer.epoch, null, -1, null, ".", null, List.of(0, 1, 2, 3)));
        town.pass(0);
        assertThat(((Answer.ConsumerGroupHeartbeat) changed.answer()).assigned())
                .isEmpty();

        assertThat(peer.owning(0, 1, 2, 3).assigned()).isNull();
        town.pass(0);
        assertThat(peer.owning().assigned()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void theCoordinatorLooksForPatternsEveryTenSecondsAtMost() {
        join("t");
        town.pass(0);
        Peer second = new Peer(town, 1, null);
        second.send(new ConsumerGroupHeartbeat(second.id, 0, null, Peer.REBALANCE_MICROS, null, "u", null, List.of()));
        second.epoch = 2;
        town.pass(10 * SECOND);
        second.beat();
        town.pass(1);
        assertThat(second.beat().assigned()).isNull();
        town.pass(0);

        assertThat(second.beat().assigned()).containsExactly(4, 5);
    }

    @Test
    void namesAndPatternsAddUp() {
        join("t");
        town.pass(0);
        peer.beat();
        peer.acknowledge();

        assertThat(peer.subscribe("u").assigned()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void aMemberThatKnowsNothingOfAPatternIsNotQuietUntilItIsResolved() {
        join("t");
        assertThat(town.coordinator.answersQuietly(peer.request(peer.epoch, null, false)))
                .as("while somebody looks")
                .isTrue();
        town.pass(0);

        assertThat(town.coordinator.answersQuietly(peer.request(peer.epoch, null, false)))
                .isFalse();
    }
}
