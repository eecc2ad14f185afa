package io.offsetlab.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.narrative.SpaceTime.Arrow;
import io.offsetlab.narrative.SpaceTime.Life;
import io.offsetlab.narrative.SpaceTime.Move;
import io.offsetlab.narrative.SpaceTime.Offset;
import io.offsetlab.narrative.SpaceTime.Rebalance;
import io.offsetlab.protocol.Connection.Node;
import io.offsetlab.protocol.Request.Kind;
import io.offsetlab.trace.Lane;
import io.offsetlab.trace.MessageFact.Traveled;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** What is drawn of a run is what its facts say. */
final class SpaceTimeTest {
    private static SpaceTime of(Traveled... messages) {
        return SpaceTime.of(SmallRun.HEADER, SmallRun.facts(), List.of(messages));
    }

    private static Traveled message(Kind kind, boolean answer, boolean arrived, Errors error) {
        Node node = kind == Kind.FETCH ? Node.BROKER : Node.COORDINATOR;
        int commit = kind == Kind.OFFSET_COMMIT ? 1 : -1;
        boolean telling = kind != Kind.HEARTBEAT || error != Errors.NONE;
        return new Traveled(4_000, 3_500, 0, node, kind, answer, arrived, commit, telling, error);
    }

    private static List<Move> moves(int partition, Offset offset) {
        return of().tracks().stream()
                .filter(track -> track.partition() == partition && track.offset() == offset)
                .findFirst()
                .orElseThrow()
                .moves();
    }

    @Test
    void aProcessThatCrashedIsGoneFromThenOn() {
        assertThat(of().lives()).containsExactly(new Life(0, 0, 13_000, false));
    }

    @Test
    void aRebalanceLastsUntilItsMembersHaveTheirPartitions() {
        assertThat(of().rebalances())
                .containsExactly(new Rebalance(1_000, 3_000, 1), new Rebalance(45_000_000, 46_001_000, 2));
    }

    @Test
    void offsetsMoveWhenTheirFactsSaySo() {
        assertThat(moves(0, Offset.LOG_END)).containsExactly(new Move(0, 20));
        assertThat(moves(0, Offset.FETCHED)).containsExactly(new Move(4_000, 20));
        assertThat(moves(0, Offset.STORED)).containsExactly(new Move(10_000, 10));
        assertThat(moves(0, Offset.COMMITTED)).containsExactly(new Move(11_000, 10));
        assertThat(moves(0, Offset.PROCESSED)).containsExactly(new Move(0, 0), new Move(9_000, 4));
        assertThat(moves(1, Offset.COMMITTED)).isEmpty();
    }

    @Test
    void recordsComeFromTheirLogWhenTheFetchWasAnswered() {
        assertThat(of(message(Kind.FETCH, true, true, Errors.NONE)).arrows())
                .containsExactly(new Arrow(
                        Lane.partition(0), 3_500, 0, 4_000, true, "0-19", "fetch brings orders-0@0-19 to a-0"));
    }

    @Test
    void whatWasLostIsAnArrowWhateverItWas() {
        assertThat(of(message(Kind.HEARTBEAT, false, false, Errors.NONE)).arrows())
                .filteredOn(arrow -> !arrow.arrives())
                .singleElement()
                .satisfies(arrow -> assertThat(arrow.text()).isEqualTo("heartbeat of a-0, lost"));
    }

    @Test
    void heartbeatsThatChangeNothingAreNoArrows() {
        assertThat(of(message(Kind.HEARTBEAT, false, true, Errors.NONE)).arrows())
                .hasSize(1);
        assertThat(of(message(Kind.HEARTBEAT, true, true, Errors.REBALANCE_IN_PROGRESS))
                        .arrows())
                .hasSize(2);
    }

    @Test
    void aCommitGoesFromItsMemberToTheCoordinatorAndItsAnswerBack() {
        assertThat(of(message(Kind.OFFSET_COMMIT, false, true, Errors.NONE)).arrows())
                .contains(new Arrow(0, 3_500, Lane.COORDINATOR, 4_000, true, "commit 1", "offset commit 1 of a-0"));
        assertThat(of(message(Kind.OFFSET_COMMIT, true, false, Errors.NONE)).arrows())
                .contains(new Arrow(
                        Lane.COORDINATOR, 3_500, 0, 4_000, false, "", "answer to offset commit 1 to a-0, lost"));
    }
}
