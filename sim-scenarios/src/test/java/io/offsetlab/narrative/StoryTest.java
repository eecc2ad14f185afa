package io.offsetlab.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact.Assigned;
import io.offsetlab.trace.Lane;
import io.offsetlab.trace.LogFact.Appended;
import io.offsetlab.trace.RecordFact.Effect;
import io.offsetlab.trace.RecordFact.Returned;
import io.offsetlab.trace.RunFact.Ended;
import io.offsetlab.trace.RunFact.Quiet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guards that a reader is led to the step where it went wrong, and that nothing else drowns it. */
final class StoryTest {

    private final Story story = SmallRun.report().story();

    private Step step(String text) {
        return story.steps().stream()
                .filter(step -> step.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " is not among " + story.steps()));
    }

    @Test
    void theCommitIsMarkedAsTheFirstBadStep() {
        assertThat(story.steps().get(story.firstBad()).text())
                .isEqualTo("commit 1 (async) of a-0 stored and confirmed: orders-0 none -> 10");
    }

    @Test
    void theHarmShowsWhereTheNextOwnerReadsOnAboveTheHole() {
        assertThat(step("poll returns orders-0@10-14, passing over orders-0@4-9")
                        .mark())
                .isEqualTo(Mark.VISIBLE);
    }

    @Test
    void neighbouringRangesBecomeOneStep() {
        assertThat(step("processes orders-0@10-19 since 46.003000").number()).isEqualTo(10);
    }

    @Test
    void heartbeatsAndFetchesAreLeftOut() {
        assertThat(story.steps()).noneMatch(step -> step.text().contains("fetch") || step.at() == 14_000);
    }

    @Test
    void crashSaysWhatWasInWorkAndLeavesThePartitionToNobody() {
        Step crash = step("crashes with orders-0@4 in work (fault 1: crash of a-0)");
        assertThat(crash.offsets().get(0).owners()).isEmpty();
    }

    @Test
    void everyStepCarriesOffsets() {
        assertThat(story.steps()).allSatisfy(step -> assertThat(step.offsets()).isNotEmpty());
    }

    @Test
    void theFiveOffsetsStandAsTheyWereAfterTheBadStep() {
        PartitionOffsets orders0 = story.atFirstBad().get(0);
        assertThat(orders0).isEqualTo(new PartitionOffsets(0, 20, 20, 10, "0-3", 4, 10, 10, List.of("a-0")));
    }

    @Test
    void theEndShowsTheHole() {
        assertThat(story.atEnd().get(0).processed()).isEqualTo("0-3, 10-19");
    }

    @Test
    void whatAFaultDoesIsOneStepWithTheFaultInTheScenariosWords() {
        Step crash = step("crashes with orders-0@4 in work (fault 1: crash of a-0)");
        assertThat(crash.at()).isEqualTo(13_000);
        assertThat(story.steps())
                .filteredOn(step -> step.text().contains("fault 1"))
                .hasSize(1);
    }

    @Test
    void repeatedRecordsAreNamed() {
        List<Fact> facts = List.of(
                new Effect(1, 2, 0, 0, 0, 5, Outcome.DONE, 0),
                new CommitApplied(3, 0, -1, 2, 0, 1, 1),
                new Assigned(4, 1, 2, new int[] {0}),
                new Effect(5, 6, 1, 0, 3, 7, Outcome.DONE, 0));
        Story told = Story.of(SmallRun.HEADER, facts, null, List.of());
        assertThat(told.steps().get(3).text()).isEqualTo("processes orders-0@3-6 (3-4 again) since 0.000005");
    }

    @Test
    void rewindShowsWhereARecordIsProcessedAgain() {
        List<Fact> facts = List.of(
                new Effect(1, 1, 0, 0, 0, 1, Outcome.DONE, 0),
                new CommitApplied(3, 0, 1, 0, 0, 1, 1),
                new Effect(5, 5, 1, 0, 0, 1, Outcome.DONE, 0));
        Finding rewind = new Finding(InvariantName.REWIND, 1, 0, 0, 1, 0, 1, "");
        Story told = Story.of(SmallRun.HEADER, facts, rewind, List.of());
        assertThat(told.steps()).extracting(Step::mark).containsExactly(Mark.NONE, Mark.FIRST_BAD, Mark.VISIBLE);
    }

    @Test
    void ownerThatReadsOnAboveItsOwnHoleShowsNoHarmYet() {
        List<Fact> facts = List.of(
                new CommitApplied(3, 0, -1, 10, 0, 1, 1),
                new Returned(4, 0, 0, 10, 20),
                new Assigned(5, 1, 2, new int[] {0}),
                new Returned(6, 1, 0, 20, 30));
        Finding loss = new Finding(InvariantName.LOSS, 0, 0, 4, 10, 0, 1, "");
        Story told = Story.of(SmallRun.HEADER, facts, loss, List.of());
        assertThat(told.steps())
                .extracting(Step::mark)
                .containsExactly(Mark.FIRST_BAD, Mark.NONE, Mark.NONE, Mark.VISIBLE);
    }

    @Test
    void factThatIsOtherwiseLeftOutIsAStepWhenItIsBad() {
        Finding stuck = new Finding(InvariantName.STUCK, 0, 0, 0, 1, -1, -1, "");
        Story told = Story.of(SmallRun.HEADER, List.of(new Ended(5)), stuck, List.of());
        assertThat(told.steps()).extracting(Step::mark).containsExactly(Mark.FIRST_BAD);
    }

    @Test
    void commitOfTwoPartitionsIsStoredInOneStep() {
        List<Fact> facts = List.of(new CommitApplied(3, 0, -1, 2, 0, 1, 1), new CommitApplied(3, 1, 4, 5, 0, 1, 1));
        Story told = Story.of(SmallRun.HEADER, facts, null, List.of());
        assertThat(told.steps())
                .extracting(Step::text)
                .containsExactly("commit 1 of a-0 stored: orders-0 none -> 2, orders-1 4 -> 5");
    }

    @Test
    void longStoryIsCutAndSaysSo() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            facts.add(new Returned(i, i % 2, 0, 2 * i, 2 * i + 1));
        }
        Finding finding = new Finding(InvariantName.LOSS, 150, 0, 0, 1, 0, 1, "");
        String text = StoryText.of(Story.of(SmallRun.HEADER, facts, finding, List.of()));
        assertThat(text.lines()).hasSize(1 + StoryText.MOST_STEPS + 2);
        assertThat(text).contains("steps left out").contains("<-- first bad");
    }

    @Test
    void shortStoryIsPrintedWhole() {
        assertThat(StoryText.of(story)).doesNotContain("left out");
    }

    @Test
    void recordsThatAreLeftOutToTheEndShowThereAtLast() {
        List<Fact> facts =
                List.of(new Appended(0, 0, 0, 0, 10), new CommitApplied(3, 0, -1, 10, 0, 1, 1), new Quiet(9, true));
        Finding loss = new Finding(InvariantName.LOSS, 1, 0, 4, 10, 0, 1, "");
        Story told = Story.of(SmallRun.HEADER, facts, loss, List.of());
        assertThat(told.steps().get(told.visible()).text()).startsWith("quiet");
    }

    @Test
    void recordsThatAreThereFromTheBeginningStandInTheLaneOfTheirLogWithoutAColumnForThem() {
        assertThat(Lane.isPartition(story.steps().get(0).lane())).isTrue();
        assertThat(StoryText.of(story)).contains("== there from the beginning").doesNotContain("  logs");
    }
}
