package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.ResetCause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The verdict follows the promise alone; what is not promised is still counted and told. */
final class JudgeTest {

    @Test
    void whatIsNotPromisedIsCountedAndNotJudged() {
        Judge judge = lossy().promising(InvariantName.DUP).judge();

        assertThat(judge.verdict()).isEqualTo(Verdict.KEPT);
        assertThat(judge.firstBrokenPromise()).isNull();
        assertThat(judge.count(InvariantName.LOSS)).isEqualTo(2);
        assertThat(judge.violations()).hasSize(1);
        assertThat(judge.violations().get(0).promised()).isFalse();
    }

    @Test
    void theFirstBrokenPromiseIsTheFirstInTheTrace() {
        TestTrace trace = lossy().committed(0, 0, 3).committed(0, 0, 20);

        assertThat(trace.broken()).containsExactly(InvariantName.LOSS, InvariantName.REWIND, InvariantName.BEYOND);
        Violation first = trace.promising(InvariantName.BEYOND, InvariantName.REWIND)
                .judge()
                .firstBrokenPromise();
        assertThat(first).isNotNull();
        assertThat(first.invariant()).isEqualTo(InvariantName.REWIND);
    }

    @Test
    void theEngineIsAlwaysJudged() {
        Judge judge = oneOwner(5).promising().returned(0, 0, 3, 5).judge();

        assertThat(judge.verdict()).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void theLedgerTellsWhereTheRunStands() {
        Ledger ledger = lossy().logStart(0, 1).judge().ledger();

        assertThat(ledger.logStart(0)).isEqualTo(1);
        assertThat(ledger.logEnd(0)).isEqualTo(10);
        assertThat(ledger.committed(0)).isEqualTo(5);
        assertThat(ledger.resumePoint(0)).isEqualTo(5);
        assertThat(ledger.owner(0)).isZero();
        assertThat(ledger.owner(1)).isEqualTo(-1);
        assertThat(ledger.processed(0).toString()).isEqualTo("0-2");
        assertThat(ledger.lost(0).toString()).isEqualTo("3-4");
        assertThat(ledger.untouched(0).toString()).isEqualTo("3-9");
    }

    @Test
    void equalTracesHaveEqualFingerprintsAndEveryFactThatMattersChangesThem() {
        List<Fact> facts = oneOwner(10)
                .hidden(0, 8, 9)
                .returned(0, 0, 0, 5)
                .done(0, 0, 0, 5)
                .asked(0, 0, 5)
                .applied(0, 0, 5)
                .answered(0)
                .seeked(0, 0, 5, 7)
                .seeked(0, 0, 7, 2)
                .joined(1)
                .coordinatorMoved()
                .evicted(0)
                .lost(0, 0)
                .formed(TestTrace.owned(), TestTrace.owned(0))
                .assigned(1, 0)
                .reset(1, 0, -1, 3, ResetCause.NOTHING_COMMITTED)
                .done(1, 0, 3, 6)
                .altered(0, 6)
                .logStart(0, 3)
                .facts();
        Judge one = TestTrace.trace().judge(List.of());
        Judge other = TestTrace.trace().judge(List.of());
        for (Fact fact : facts) {
            long before = one.fingerprint();
            one.accept(fact);
            other.accept(fact);
            assertThat(one.fingerprint()).as(fact.toString()).isNotEqualTo(before);
            assertThat(other.fingerprint()).isEqualTo(one.fingerprint());
        }
    }

    private static TestTrace lossy() {
        return oneOwner(10).returned(0, 0, 0, 5).done(0, 0, 0, 3).committed(0, 0, 5);
    }

    @Test
    void theResidueIsWhatIsProcessedWithoutAGapFromTheResumePointOn() {
        TestTrace trace = oneOwner(10)
                .returned(0, 0, 0, 9)
                .done(0, 0, 0, 5)
                .done(0, 0, 6, 9)
                .committed(0, 0, 2);

        assertThat(trace.judge().ledger().residue(0)).isEqualTo(3);
    }

    /** Parts of which the other facts always change another, too. */
    @Test
    void countsAndOutstandingCommitsAreStateOfTheirOwn() {
        TestTrace one = oneOwner(5).asked(0, 0, 0).fact(new CommitFact.OffsetsAltered(5000, 0, -1, -1));
        TestTrace other = oneOwner(5).asked(0, 0, 0).fact(new CommitFact.OffsetsAltered(5000, 0, 3, -1));
        assertThat(other.judge().fingerprint()).isNotEqualTo(one.judge().fingerprint());

        long outstanding = one.judge().fingerprint();
        one.fact(new CommitFact.CommitUnknown(5001, 0, 0));
        assertThat(one.judge().fingerprint()).isNotEqualTo(outstanding);
    }
}
