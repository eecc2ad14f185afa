package io.offsetlab.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.invariant.Findings.Where;
import io.offsetlab.protocol.InvariantName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of what was found, further facts depend on one thing: which promises are broken. */
final class FindingsTest {
    private final Findings findings = new Findings(
            TestTrace.trace().promising(InvariantName.LOSS, InvariantName.DUP).header());

    private List<Long> told() {
        List<Long> told = new ArrayList<>();
        findings.writeTo(told::add);
        return told;
    }

    private void report(InvariantName invariant) {
        findings.report(invariant, new Where(-1, -1, -1, -1, -1), Cause.NONE, "for a test");
    }

    @Test
    void aBrokenPromiseShowsAndWhatIsNotPromisedDoesNot() {
        assertThat(told()).hasSize(Findings.INVARIANTS).containsOnly(0L);
        report(InvariantName.REWIND);
        assertThat(told()).containsOnly(0L);

        report(InvariantName.DUP);
        List<Long> expected = new ArrayList<>();
        for (InvariantName invariant : InvariantName.values()) {
            expected.add(invariant == InvariantName.DUP ? 1L : 0L);
        }
        assertThat(told()).isEqualTo(expected);
    }
}
