package io.offsetlab.system;

import io.offsetlab.counterexample.Counterexample;
import io.offsetlab.counterexample.Shrinker;
import io.offsetlab.narrative.BugReport;
import io.offsetlab.narrative.StoryText;
import io.offsetlab.scenario.Scenario;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What the documentation says of a wrong policy.
 *
 * @param medianSeeds of the starts, how many seeds it took to catch it
 */
record ShownPolicy(WrongPolicy wrong, long medianSeeds, Counterexample smallest, BugReport report) {
    private static final int STARTS = 11;
    private static final int APART = 1_000;
    private static final int MOST_SEEDS = 200;

    static ShownPolicy of(WrongPolicy wrong) {
        long[] needed = LongStream.range(0, STARTS)
                .map(start -> 1 + start * APART)
                .map(first -> wrong.caught(first, MOST_SEEDS) - first + 1)
                .sorted()
                .toArray();
        long seed = wrong.caught(wrong.from(), MOST_SEEDS);
        Counterexample smallest = Counterexample.of(wrong.worlds().draw(seed), wrong.policy(), seed, Shrinker.BUDGET);
        String token = smallest.token().text();
        return new ShownPolicy(
                wrong, needed[STARTS / 2], smallest, smallest.run().report(List.of(token)));
    }

    int steps() {
        return report.story().causes(StoryText.MOST_STEPS).size();
    }

    /** Its row in the table. */
    String row() {
        String name = wrong.name();
        return "| [" + name + "](wrong-policies.md#" + name + ") | "
                + wrong.policy().description() + " | " + wrong.broken() + " | " + medianSeeds + " | " + world() + " | "
                + steps() + " |";
    }

    private String world() {
        Scenario scenario = smallest.scenario();
        return count(scenario.members().size(), "member")
                + ", " + count(scenario.partitions().size(), "partition")
                + ", " + count(scenario.records(), "record")
                + (scenario.faults().isEmpty()
                        ? ""
                        : ", " + count(scenario.faults().size(), "fault"));
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Its story with what it takes to see it. */
    String section() {
        return "## " + wrong.name() + "\n\n" + wrong.why() + "\n\n```yaml\n" + wrong.yaml() + "```\n```\n"
                + wrong.command() + "\n```\n\n**" + report.finding().sentence() + "**\n\n```text\n" + story()
                + "```\n\n" + report.showing() + "\n";
    }

    /** Its story as the README has it. */
    String told() {
        return report.finding().sentence() + "\n\n" + story() + "\n" + report.showing() + "\n";
    }

    private String story() {
        String text = report.text();
        int begin = text.indexOf("What happened:\n") + "What happened:\n".length();
        return text.substring(begin, text.indexOf("\n\n", begin) + 1);
    }
}
