package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.ResetCause;
import org.junit.jupiter.api.Test;

/** Every delivery follows from the one before, or from where the ownership began. */
final class DeliveryTest {

    @Test
    void deliveriesFollowOneAnother() {
        assertThat(oneOwner(10).returned(0, 0, 0, 4).returned(0, 0, 4, 10).broken())
                .isEmpty();
    }

    @Test
    void aGapInADeliveryIsAFault() {
        TestTrace trace = oneOwner(10).returned(0, 0, 0, 4).returned(0, 0, 5, 10);

        assertThat(trace.violation(InvariantName.ENGINE).sentence())
                .isEqualTo("ENGINE orders-0@5-9: member-1 got 5, but 4 comes next");
    }

    @Test
    void aReturnIsAFaultToo() {
        assertThat(oneOwner(10).returned(0, 0, 0, 4).returned(0, 0, 3, 10).broken())
                .containsExactly(InvariantName.ENGINE);
    }

    @Test
    void hiddenOffsetsArePassed() {
        TestTrace trace = oneOwner(10).hidden(0, 4, 6).returned(0, 0, 0, 4).returned(0, 0, 6, 10);

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void aSeekOrAResetMovesThePosition() {
        TestTrace trace = oneOwner(10)
                .returned(0, 0, 0, 4)
                .seeked(0, 0, 4, 7)
                .returned(0, 0, 7, 9)
                .reset(0, 0, 9, 2, ResetCause.OUT_OF_RANGE)
                .returned(0, 0, 2, 3);

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void anOwnershipBeginsAtTheCommittedOffset() {
        TestTrace committed = oneOwner(10).returnedAndDone(0, 0, 0, 5).committed(0, 0, 5);

        assertThat(committed
                        .crashed(0)
                        .handOver(0, 1)
                        .returned(1, 0, 6, 10)
                        .violation(InvariantName.ENGINE)
                        .sentence())
                .isEqualTo("ENGINE orders-0@6-9: member-2 began with 6, but the committed offset is 5");
    }

    @Test
    void orAtOneThatWasCommittedWhenItBegan() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 5)
                .committed(0, 0, 4)
                .handOver(0, 1)
                .committed(1, 0, 5)
                .returned(1, 0, 4, 10);

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void withoutACommitItBeginsWithAReset() {
        TestTrace trace = oneOwner(10).crashed(0).handOver(0, 1);
        assertThat(trace.returned(1, 0, 0, 5).broken()).containsExactly(InvariantName.ENGINE);
    }

    @Test
    void anEagerRebalanceBeginsANewOwnership() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 5)
                .committed(0, 0, 3)
                .revoked(0, 0)
                .takenOver(0)
                .returned(0, 0, 3, 10);

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void nothingIsDeliveredThatTheLogDoesNotHold() {
        assertThat(oneOwner(10)
                        .returned(0, 0, 0, 11)
                        .violation(InvariantName.ENGINE)
                        .sentence())
                .isEqualTo("ENGINE orders-0@0-10: member-1 got records up to 10, but the log ends at 10");
    }
}
