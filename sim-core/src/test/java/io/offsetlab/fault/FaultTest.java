package io.offsetlab.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Request;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fault carries what its kind gives a meaning to, and nothing else. */
final class FaultTest {
    private static final Anchor WHEN = new Anchor.AtTime(5);

    private static final List<Fault> ALL = List.of(
            Fault.crash(WHEN, 3, 10),
            Fault.pause(WHEN, 3, 10),
            Fault.slowProcessing(WHEN, 3, 20),
            Fault.leave(WHEN, 3, 10),
            Fault.join(WHEN, 3),
            Fault.answerDropped(WHEN, 3, 2, Request.Kind.HEARTBEAT),
            Fault.requestSwallowed(WHEN, 3, 2, Request.Kind.HEARTBEAT),
            Fault.connectionBroken(WHEN, 3, 10),
            Fault.slow(WHEN, 3, 10, 20),
            Fault.coordinatorMoved(WHEN, 10));

    @Test
    void eachKindHasItsFactory() {
        assertThat(ALL).extracting(Fault::kind).containsExactly(FaultKind.values());
    }

    @Test
    void aFieldIsSetExactlyIfItsKindGivesItAMeaning() {
        for (Fault fault : ALL) {
            FaultKind kind = fault.kind();
            assertThat(fault.anchor()).as("anchor of %s", kind).isEqualTo(WHEN);
            assertThat(fault.member()).as("member of %s", kind).isEqualTo(kind.hasTarget() ? 3 : -1);
            assertThat(fault.durationMicros()).as("duration of %s", kind).isEqualTo(kind.hasDuration() ? 10 : 0);
            assertThat(fault.extraMicros()).as("extra of %s", kind).isEqualTo(kind.hasExtra() ? 20 : 0);
            assertThat(fault.count()).as("count of %s", kind).isEqualTo(kind.isCounted() ? 2 : 0);
            assertThat(fault.only()).as("only of %s", kind).isEqualTo(kind.isCounted() ? Request.Kind.HEARTBEAT : null);
        }
    }

    @Test
    void eachKindIsDescribedInOneLine() {
        for (FaultKind kind : FaultKind.values()) {
            assertThat(kind.description())
                    .as("description of %s", kind)
                    .isNotBlank()
                    .doesNotContain("\n");
        }
    }
}
