package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static io.offsetlab.invariant.TestTrace.owned;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.cluster.StateField;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.OffsetRanges;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.ResetCause;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Law 16 for the judge: exploration leaves out a run whose state it has met before, so the state has to tell all that matters. */
final class JudgeFingerprintTest {

    /** Fields that do not show, each with the reason. */
    private static final Map<String, String> SILENT = new TreeMap<>();

    private static final String SENTENCE = "is said in the sentence of a violation, and judges nothing";
    private static final String METRIC = "is told to the listener of incidents, and judges nothing";
    private static final String FOLLOWS = "follows from what is written";

    static {
        SILENT.put("invariant.AtomicWindow.factNumber", SENTENCE);
        SILENT.put("invariant.Findings.factNumber", SENTENCE);
        SILENT.put("invariant.Findings.counts", "decides about no later fact");
        SILENT.put("invariant.PartitionState.commit", SENTENCE);
        SILENT.put("invariant.PartitionState.committer", SENTENCE);
        SILENT.put("invariant.PartitionState.repeats", "is counted for people");
        SILENT.put("invariant.Account.firstEffectAt", METRIC);
        SILENT.put("invariant.Account.hasFirstEffect", METRIC);
        SILENT.put("invariant.IncidentLog.begun", METRIC);
        SILENT.put("invariant.IncidentLog.finished", METRIC);
        SILENT.put("invariant.IncidentLog.Open.cause", METRIC);
        SILENT.put("invariant.IncidentLog.Open.endAt", METRIC);
        SILENT.put("invariant.IncidentLog.Open.member", METRIC);
        SILENT.put("invariant.IncidentLog.Open.settled", METRIC);
        SILENT.put("invariant.IncidentLog.Open.unsettled", METRIC);
        SILENT.put("invariant.Period.lastEffectAt", METRIC);
        SILENT.put("invariant.IncidentLog.movingCount", FOLLOWS);
        SILENT.put("invariant.Membership.formerOwners", "is looked at within the fact that forms a generation only");
        SILENT.put(
                "invariant.UnappliedCommits.commits",
                "only those on their way can settle others; outstanding ones are written");
    }

    /** Members come and go, are cut off and fail to commit; offsets are sought, rolled back and altered. */
    private static TestTrace eventful() {
        return eventful(oneOwner(10));
    }

    private static TestTrace eventful(TestTrace trace) {
        trace.hidden(0, 8, 9)
                .returned(0, 0, 0, 5)
                .done(0, 0, 0, 5)
                .asked(0, 0, 5)
                .applied(0, 0, 5)
                .answered(0)
                .seeked(0, 0, 5, 7)
                .seeked(0, 0, 7, 2)
                .linkBroken(0)
                .asked(0, 0, 6)
                .fact(new CommitFact.CommitAsked(trace.now(), 0, 9, CommitKind.CLAIRVOYANT, 1, Offsets.of(0, 7)))
                .joined(1)
                .coordinatorMoved()
                .evicted(0)
                .fenced(2)
                .lost(0, 0)
                .formed(owned(), owned(0))
                .assigned(1, 0)
                .reset(1, 0, -1, 3, ResetCause.NOTHING_COMMITTED)
                .fact(new RecordFact.Keyed(trace.now(), 1, 0, 3, 77))
                .done(1, 0, 3, 6)
                .stored(1, 0, 3, 6)
                .altered(0, 6)
                .logStart(0, 3)
                .formed(owned(0), owned())
                .revoked(1, 0)
                .assigned(0, 0)
                .formed(owned(0), owned())
                .formed(owned(1), owned())
                .asked(0, 0, 6)
                .applied(0, 0, 6)
                .stopped(0)
                .fenced(0)
                .joined(0)
                .crashed(0);
        return trace;
    }

    /** The target of epoch 2 gives what member 0 has to member 1. */
    private static TestTrace consumerProtocol() {
        int[] none = {};
        TestTrace trace = TestTrace.trace().appended(0, 0, 5).joined(0);
        return trace.fact(new GroupFact.TargetAssignment(1100, 1, new int[] {0}, new int[][] {{0}}))
                .fact(new GroupFact.CurrentAssignment(1110, 0, 0, 1, new int[] {0}, new int[] {1}, none, none))
                .joined(1)
                .fact(new GroupFact.TargetAssignment(1120, 2, new int[] {0, 1}, new int[][] {{}, {0}}));
    }

    @Test
    void aChangedFieldChangesTheFingerprint() {
        TreeSet<String> silent = new TreeSet<>();
        TreeSet<String> shown = new TreeSet<>();
        for (TestTrace trace : List.of(eventful(), eventful(oneOwner(10).storing()), consumerProtocol())) {
            Judge judge = new Judge(trace.header());
            for (Fact fact : trace.facts()) {
                judge.accept(fact);
                changeEachField(judge, fact.at(), silent, shown);
            }
        }
        silent.removeAll(shown);

        assertThat(shown).hasSizeGreaterThan(50);
        assertThat(silent).containsExactlyElementsOf(SILENT.keySet());
    }

    private static void changeEachField(Judge judge, long now, TreeSet<String> silent, TreeSet<String> shown) {
        long usual = judge.fingerprint(now);
        for (StateField field : StateField.of(judge, JudgeFingerprintTest::isState)) {
            silent.add(field.name());
            if (!shown.contains(field.name()) && field.shows(() -> judge.fingerprint(now) != usual)) {
                shown.add(field.name());
            }
        }
        assertThat(judge.fingerprint(now)).as("everything is as it was").isEqualTo(usual);
    }

    private static boolean isState(Class<?> type) {
        boolean ours = type.getName().startsWith("io.offsetlab.invariant.") || type == OffsetRanges.class;
        return ours && !type.isRecord() && !type.isHidden() && !Enum.class.isAssignableFrom(type);
    }

    @Test
    void equalTracesHaveEqualFingerprints() {
        Judge one = new Judge(eventful().header());
        Judge other = new Judge(eventful().header());
        for (Fact fact : eventful().facts()) {
            one.accept(fact);
            other.accept(fact);
            assertThat(other.fingerprint()).isEqualTo(one.fingerprint());
        }
    }

    @Test
    void whatIsSkippedIsNotWhatIsLeftOut() {
        assertThat(oneOwner(10).effect(0, 0, 0, 3, Outcome.SKIPPED).judge().fingerprint())
                .isNotEqualTo(oneOwner(10).seeked(0, 0, 0, 3).judge().fingerprint());
    }
}
