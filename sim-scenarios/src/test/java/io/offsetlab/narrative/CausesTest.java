package io.offsetlab.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact.Assigned;
import io.offsetlab.trace.GroupFact.GenerationFormed;
import io.offsetlab.trace.RecordFact.Effect;
import io.offsetlab.trace.RecordFact.Returned;
import io.offsetlab.trace.RunFact.Quiet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guards that a report leaves out what cannot have led to the failure, and nothing else. */
final class CausesTest {
    private static final Effect FIRST = new Effect(3, 3, 0, 0, 0, 1, Outcome.DONE, 0);
    private static final Effect AGAIN = new Effect(40, 40, 1, 0, 0, 1, Outcome.DONE, 0);

    /** a-0 does a record; a-1 takes over, is given it and does it again; meanwhile a-0 goes on with another partition. */
    private static List<Fact> facts() {
        List<Fact> facts = new ArrayList<>(List.of(
                new GenerationFormed(1, 1, new int[] {0}, new int[][] {{0, 1}}),
                new Returned(2, 0, 0, 0, 1),
                FIRST,
                new Returned(4, 0, 1, 0, 1),
                new GenerationFormed(5, 2, new int[] {1}, new int[][] {{0}}),
                new Assigned(6, 1, 2, new int[] {0}),
                new Returned(7, 1, 0, 0, 1)));
        for (int i = 0; i < 5; i++) {
            facts.add(new Effect(10 + 2 * i, 10 + 2 * i, 0, 1, i, i + 1, Outcome.DONE, 0));
            facts.add(new CommitApplied(11 + 2 * i, 1, i, i + 1, 0, 1, i));
        }
        facts.add(AGAIN);
        facts.add(new Quiet(50, true));
        return facts;
    }

    private static Story story() {
        Finding dup = new Finding(InvariantName.DUP, facts().indexOf(AGAIN), 0, 0, 1, 1, -1, "");
        return Story.of(SmallRun.HEADER, facts(), dup, List.of());
    }

    @Test
    void reportTellsTheOtherMembersPartOnlyAsFarAsItCanHaveMattered() {
        Story story = story();
        List<String> told = story.causes(60).stream()
                .map(place -> story.steps().get(place).text())
                .toList();
        assertThat(told)
                .containsExactly(
                        "generation 1: a-0 gets orders-0..1",
                        "polls and processes orders-0@0 since 0.000002",
                        "generation 2: a-1 gets orders-0",
                        "poll returns orders-0@0",
                        "processes orders-0@0 again");
    }

    @Test
    void whatIsLeftOutIsCounted() {
        assertThat(StoryText.causes(story(), 60)).contains("steps left out, which did not lead to it");
        assertThat(StoryText.of(story())).doesNotContain("left out");
    }

    @Test
    void shortStoryIsToldWhole() {
        List<Fact> facts = SmallRun.facts().subList(0, SmallRun.facts().size() - 4);
        Story story = Story.of(SmallRun.HEADER, facts, SmallRun.FINDING, List.of("crash of a-0"));
        assertThat(story.steps()).anyMatch(step -> !step.led());
        assertThat(story.causes(60)).hasSameSizeAs(story.steps());
    }

    @Test
    void failureThatIsJudgedAtTheEndHasTheWholeRunAsItsCause() {
        Finding stuck = new Finding(InvariantName.STUCK, facts().size() - 1, 0, 0, 1, -1, -1, "");
        Story story = Story.of(SmallRun.HEADER, facts(), stuck, List.of());
        assertThat(story.steps()).allMatch(Step::led);
    }
}
