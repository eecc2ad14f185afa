package io.offsetlab.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.CallFact.CallLeft;
import io.offsetlab.trace.CallKind;
import io.offsetlab.trace.CommitFact.CommitAnswered;
import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.CommitFact.CommitAsked;
import io.offsetlab.trace.CommitFact.CommitRefused;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact.Assigned;
import io.offsetlab.trace.GroupFact.GenerationFormed;
import io.offsetlab.trace.GroupFact.Joined;
import io.offsetlab.trace.GroupFact.Left;
import io.offsetlab.trace.GroupFact.Revoked;
import io.offsetlab.trace.ProcessFact.Crashed;
import io.offsetlab.trace.ProcessFact.Restarted;
import io.offsetlab.trace.ProcessFact.Stopped;
import io.offsetlab.trace.RecordFact.Effect;
import io.offsetlab.trace.RecordFact.ExternalStored;
import io.offsetlab.trace.RecordFact.ResetExplicit;
import io.offsetlab.trace.RecordFact.Returned;
import io.offsetlab.trace.ResetCause;
import io.offsetlab.trace.RunFact.FaultFired;
import io.offsetlab.trace.RunFact.Healed;
import io.offsetlab.trace.RunFact.Quiet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** Guards that a reader gets one step for what is one thing, that order stays, and that nothing bad is folded away. */
final class ScenesTest {
    private static final CommitAsked ASKED = new CommitAsked(10, 0, 3, CommitKind.SYNC, 1, Offsets.of(0, 5));
    private static final CommitApplied APPLIED = new CommitApplied(11, 0, -1, 5, 0, 1, 3);
    private static final CommitAnswered CONFIRMED = new CommitAnswered(12, 0, 3, Errors.NONE);

    private static List<String> told(Fact... facts) {
        return story(null, facts).steps().stream().map(Step::text).toList();
    }

    private static Story story(Finding finding, Fact... facts) {
        return Story.of(SmallRun.HEADER, Arrays.asList(facts), finding, List.of());
    }

    private static Returned polled(long at, int member, int partition) {
        return new Returned(at, member, partition, 0, 2);
    }

    private static Effect effect(long at, int member, int partition, Outcome outcome) {
        return new Effect(at, at, member, partition, 0, 2, outcome, 0);
    }

    @Test
    void commitIsOneStepFromItsRequestToItsAnswer() {
        assertThat(told(ASKED, APPLIED, CONFIRMED))
                .containsExactly("commit 3 (sync) of a-0 stored and confirmed: orders-0 none -> 5");
    }

    @Test
    void commitThatIsConfirmedOnlyLaterSaysSoLater() {
        assertThat(told(ASKED, APPLIED, polled(12, 1, 1), CONFIRMED))
                .containsExactly(
                        "commit 3 (sync) of a-0 stored: orders-0 none -> 5",
                        "poll returns orders-1@0-1",
                        "commit 3 confirmed");
    }

    @Test
    void refusedCommitTellsTheExceptionToo() {
        Errors error = Errors.UNKNOWN_MEMBER_ID;
        assertThat(told(
                        ASKED,
                        new CommitRefused(11, -1, 0, 1, 3, error),
                        new CommitAnswered(12, 0, 3, error),
                        new CallLeft(12, 0, CallKind.COMMIT_SYNC, error)))
                .containsExactly(
                        "commit 3 (sync) of a-0 refused: UNKNOWN_MEMBER_ID; commitSync throws UNKNOWN_MEMBER_ID");
    }

    @Test
    void badOffsetOfACommitMarksTheWholeCommit() {
        Finding loss = new Finding(InvariantName.LOSS, 2, 1, 0, 1, 0, 3, "");
        Story story = story(loss, ASKED, APPLIED, new CommitApplied(11, 1, -1, 7, 0, 1, 3), CONFIRMED);
        assertThat(story.steps()).extracting(Step::mark).containsExactly(Mark.FIRST_BAD);
        assertThat(story.steps().get(0).text()).endsWith("orders-0 none -> 5, orders-1 none -> 7");
        assertThat(story.steps().get(0).at()).isEqualTo(11);
    }

    @Test
    void firstRebalanceSaysOnlyWhoGetsWhatAndWhereItStarts() {
        assertThat(told(
                        new Restarted(0, 0, 0),
                        new Joined(1, 0, 0),
                        new GenerationFormed(2, 1, new int[] {0}, new int[][] {{0, 1}}),
                        new Assigned(3, 0, 1, new int[] {0, 1}),
                        new ResetExplicit(4, 0, 0, -1, 0, ResetCause.NOTHING_COMMITTED),
                        new ResetExplicit(4, 0, 1, -1, 0, ResetCause.NOTHING_COMMITTED)))
                .containsExactly("generation 1: a-0 gets orders-0..1; nothing committed: orders-0..1 start at 0");
    }

    @Test
    void laterRebalanceSaysWhoComesAndWhoGivesUpWhatAndHowLongItTook() {
        assertThat(told(
                        new Restarted(1, 1, 0),
                        new Joined(2, 1, 0),
                        new Revoked(2_000_000, 0, new int[] {0, 1}),
                        new GenerationFormed(2_000_001, 2, new int[] {0, 1}, new int[][] {{0}, {1}}),
                        new Assigned(2_000_002, 0, 2, new int[] {0}),
                        new Assigned(2_000_002, 1, 2, new int[] {1})))
                .containsExactly(
                        "a-1 starts; a-0 gives up orders-0..1; generation 2: a-0 gets orders-0; a-1 gets orders-1"
                                + " (since 0.000001)");
    }

    @Test
    void whatOthersDoDuringARebalanceKeepsItsPlace() {
        assertThat(told(new Joined(2, 1, 0), polled(3, 0, 0), new GenerationFormed(4, 2, new int[] {1}, new int[][] {{0}
                })))
                .containsExactly("a-1 joins", "poll returns orders-0@0-1", "generation 2: a-1 gets orders-0");
    }

    @Test
    void goingIsToldInTheLaneOfWhoGoes() {
        Story story = story(
                null,
                new Assigned(1, 0, 1, new int[] {0}),
                polled(2, 0, 0),
                new Revoked(3, 0, new int[] {0}),
                new Left(4, 0),
                new Stopped(5, 0, 0));
        Step last = story.steps().get(2);
        assertThat(last.text()).isEqualTo("gives up orders-0, leaves the group, closes its consumer and ends");
        assertThat(last.lane()).isZero();
    }

    @Test
    void memberThatLeavesWithItsPartitionsDidNotPoll() {
        assertThat(told(new Assigned(1, 0, 1, new int[] {0}), polled(2, 0, 0), new Left(3, 0)))
                .last()
                .isEqualTo("a-0 leaves the group: no poll for max.poll.interval.ms");
    }

    @Test
    void whatIsPolledAndProcessedAtOnceIsOneStep() {
        assertThat(told(polled(1, 0, 0), polled(1, 0, 1), effect(2, 0, 0, Outcome.DONE), effect(3, 0, 1, Outcome.DONE)))
                .containsExactly("polls and processes orders-0@0-1, orders-1@0-1 since 0.000001");
    }

    @Test
    void failureAndTheSeekThatAnswersItAreOneStep() {
        assertThat(told(effect(2, 0, 0, Outcome.FAILED), new ResetExplicit(2, 0, 0, 2, 0, ResetCause.SEEK)))
                .containsExactly("fails to process orders-0@0-1, seeks orders-0 to 0");
    }

    @Test
    void effectAndOffsetInOneWriteAreOneStep() {
        assertThat(told(effect(2, 0, 0, Outcome.DONE), new ExternalStored(2, 2, 0, 0, 0, 2)))
                .containsExactly("processes orders-0@0-1 and stores offset 2 with it");
    }

    @Test
    void faultIsToldWithWhatItDoesToItsMemberAndNotWithWhatHappensToAnother() {
        List<String> faults = List.of("kill of a-0");
        List<Fact> own = List.of(new FaultFired(5, 0), new Crashed(5, 0, 0));
        List<Fact> another = List.of(new FaultFired(5, 0), new Crashed(5, 1, 0));
        assertThat(Story.of(SmallRun.HEADER, own, null, faults).steps())
                .extracting(Step::text)
                .containsExactly("crashes (fault 1: kill of a-0)");
        assertThat(Story.of(SmallRun.HEADER, another, null, faults).steps())
                .extracting(Step::text)
                .containsExactly("fault 1: kill of a-0", "crashes");
    }

    @Test
    void worldWithoutFaultsIsNotSaidToHeal() {
        assertThat(told(new Healed(1), new Quiet(2, true))).containsExactly("quiet: nothing is left to do");
    }

    @Test
    void whatComesAgainAndAgainIsToldOnceAndCounted() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            facts.add(new Assigned(10 * i, 0, i, new int[] {0}));
            facts.add(polled(10 * i + 1, 0, 0));
            facts.add(effect(10 * i + 2, 0, 0, Outcome.FAILED));
        }
        facts.add(new Assigned(100, 0, 10, new int[] {0}));
        facts.add(new Quiet(101, false));
        assertThat(told(facts.toArray(new Fact[0])))
                .containsExactly(
                        "owns orders-0 (generation 0)",
                        "poll returns orders-0@0-1",
                        "fails to process orders-0@0-1",
                        "the last 3 steps again, 9 times, then the first of them since 0.000010",
                        "not quiet when its time was over");
    }

    @Test
    void badStepIsNeverFoldedIntoARepetition() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            facts.add(effect(2 * i, 0, 0, Outcome.DONE));
            facts.add(new CommitApplied(2 * i + 1, 0, 5, 5, 0, 1, i));
        }
        Finding dup = new Finding(InvariantName.DUP, 6, 0, 0, 2, 0, -1, "");
        Story story = story(dup, facts.toArray(new Fact[0]));
        assertThat(story.steps().get(story.firstBad()).text()).isEqualTo("processes orders-0@0-1 again");
        assertThat(story.steps().get(story.firstBad()).at()).isEqualTo(6);
    }
}
