package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Outcome;
import org.junit.jupiter.api.Test;

/** DUP and ORDER have to tell a further effect from a first one, and a refused one from both. */
final class RepeatTest {

    @Test
    void aSuccessorRepeatsWhatWasNotCommitted() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 5)
                .committed(0, 0, 5)
                .returnedAndDone(0, 0, 5, 8)
                .crashed(0)
                .handOver(0, 1)
                .returnedAndDone(1, 0, 5, 10);

        Violation dup = trace.violation(InvariantName.DUP);
        assertThat(trace.count(InvariantName.DUP)).isEqualTo(3);
        assertThat(dup.sentence()).isEqualTo("DUP orders-0@5-7: member-2 did again what member-1 had done");
        assertThat(trace.judge().ledger().repeated(0).toString()).isEqualTo("5-7");
        assertThat(trace.broken()).containsExactly(InvariantName.DUP);
    }

    @Test
    void aThirdEffectCountsOnceMore() {
        TestTrace trace = oneOwner(2)
                .returnedAndDone(0, 0, 0, 2)
                .seeked(0, 0, 2, 0)
                .returnedAndDone(0, 0, 0, 2)
                .seeked(0, 0, 2, 0)
                .returnedAndDone(0, 0, 0, 1);

        assertThat(trace.count(InvariantName.DUP)).isEqualTo(3);
        assertThat(trace.judge().ledger().repeats(0)).isEqualTo(3);
    }

    @Test
    void anEffectThatTheSinkRefusesHappensOnce() {
        TestTrace trace = oneOwner(2)
                .returnedAndDone(0, 0, 0, 2)
                .crashed(0)
                .handOver(0, 1)
                .returned(1, 0, 0, 2)
                .effect(1, 0, 0, 2, Outcome.REFUSED);

        assertThat(trace.count(InvariantName.DUP)).isZero();
    }

    @Test
    void firstEffectsInOrderKeepOrderHoweverOftenTheyAreRepeated() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 6)
                .crashed(0)
                .handOver(0, 1)
                .returnedAndDone(1, 0, 0, 10);

        assertThat(trace.count(InvariantName.ORDER)).isZero();
    }

    @Test
    void aFirstEffectBelowAnotherBreaksOrder() {
        TestTrace trace = oneOwner(10)
                .returned(0, 0, 0, 10)
                .done(0, 0, 0, 2)
                .done(0, 0, 5, 8)
                .done(0, 0, 2, 6);

        Violation order = trace.violation(InvariantName.ORDER);
        assertThat(trace.count(InvariantName.ORDER)).isEqualTo(3);
        assertThat(order.from()).isEqualTo(2);
        assertThat(order.to()).isEqualTo(5);
        assertThat(order.sentence()).isEqualTo("ORDER orders-0@2-4: member-1 did it after 7 was done");
    }
}
