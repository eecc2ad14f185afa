package io.offsetlab.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioToken;
import org.junit.jupiter.api.Test;

/** Guards that a loop of a user's own is judged in every world, and that its failure is a small one that can be replayed. */
final class SimulatedGroupTest {
    private static Ran run(String method, String... parameters) {
        return Ran.method(GroupSteps.class, method + "(" + SimulatedGroup.class.getName() + ")", parameters);
    }

    private static String onlyFailure(Ran ran) {
        assertThat(ran.error()).isEmpty();
        assertThat(ran.names()).hasSize(2);
        return ran.cases().get(ran.names().get(1));
    }

    private static String tokenOf(String report) {
        String last = report.lines().reduce((one, next) -> next).orElseThrow();
        return last.substring(last.indexOf("ol1:"));
    }

    @Test
    void aSoundLoopHoldsInEveryWorld() {
        assertThat(run("losesNothing").cases()).containsExactly(entry("30 seeds from 1", "SUCCESSFUL"));
    }

    @Test
    void aLoopThatCommitsFirstIsRedInTheSmallestWorldThatShowsIt() {
        String report = onlyFailure(run("commitsBeforeItProcesses", "offsetlab.base", "7"));
        assertThat(report)
                .startsWith("LOSS")
                .contains("What happened:", "commit 0 (sync) of member-1 stored", " of one thing each were run, ");
        Scenario world = ScenarioToken.parse(tokenOf(report)).scenario();
        assertThat(world.members()).hasSize(1);
        assertThat(world.records()).isEqualTo(1);
        assertThat(world.faults()).isEmpty();
    }

    @Test
    void theTokenOfTheLastLineFailsAgainInTheSameWay() {
        String report = onlyFailure(run("commitsBeforeItProcesses"));
        Ran again = run("commitsBeforeItProcesses", SimulatedExtension.REPLAY, tokenOf(report));
        assertThat(again.names()).hasSize(1);
        assertThat(again.cases().get(again.names().get(0)).lines().findFirst())
                .isEqualTo(report.lines().findFirst());
    }

    @Test
    void assertionsInTheMethodShrinkToo() {
        String report = onlyFailure(run("assertsByItself"));
        assertThat(report).startsWith("DUP");
        assertThat(ScenarioToken.parse(tokenOf(report)).scenario().faults()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void anAssertionOfAnyOtherKindComesWithWhatHappened() {
        String report = onlyFailure(run("hasAnAssertionOfItsOwn"));
        assertThat(report)
                .startsWith("repeated records ==> expected: <0> but was: <")
                .contains("What happened:");
        assertThat(tokenOf(report)).startsWith("ol1:");
    }

    @Test
    void oneMemberCanHaveOtherCode() {
        assertThat(onlyFailure(run("giveOneMemberOtherCode")))
                .startsWith("LOSS")
                .contains("member-2 committed");
    }

    @Test
    void aLoopThatEndsAtOnceIsAVerdictAndNoHang() {
        assertThat(onlyFailure(run("endsAtOnce"))).startsWith("STUCK").contains("member-1 (life 1): it returned");
    }

    @Test
    void aLoopThatThrowsIsToldWithWhatItThrew() {
        assertThat(onlyFailure(run("throwsAtTheFirstRecord")))
                .startsWith("STUCK")
                .contains("member-1 (life 1): java.lang.IllegalStateException: cannot bill")
                .contains("thrown at io.offsetlab.testkit.GroupSteps");
    }

    @Test
    void aLoopThatNeverPollsIsAVerdictToo() {
        assertThat(onlyFailure(run("neverPolls"))).startsWith("STUCK");
    }

    @Test
    void wrongUseSaysWhatIsAllowed() {
        assertThat(onlyFailure(run("saysNothing")))
                .contains("the group has no code for member-1; allowed is members(code), or member(name, code)");
        assertThat(onlyFailure(run("namesAStranger")))
                .contains("member: found \"member-9\", allowed is one of the world's: member-1, member-2");
        assertThat(onlyFailure(run("runsTwice"))).contains("the group has run");
    }

    @Test
    void methodNamesBecomeNamesOfLoops() {
        assertThat(GroupTrials.hyphenated("losesNothing")).isEqualTo("loses-nothing");
        assertThat(GroupTrials.hyphenated("a_Test2OfMine")).isEqualTo("a-test2-of-mine");
        assertThat(GroupTrials.hyphenated("$$")).isEqualTo("mine");
    }
}
