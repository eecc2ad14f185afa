package io.offsetlab.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the command line needs to run one seed again.
 *
 * @param scenario the name of a {@link ScenarioSource}
 * @param policy the name or file of a policy
 * @param engineVersion the engine that gave the result; another one may draw another world
 */
public record SeedLine(String scenario, String policy, long seed, int engineVersion) {
    private static final Pattern TEXT =
            Pattern.compile("--scenario (\\S+) --policy (\\S+) --seed (-?[0-9]{1,19}) --engine ([0-9]{1,9})");

    /** {@code --scenario S --policy P --seed N --engine V}. */
    public String text() {
        return "--scenario " + scenario + " --policy " + policy + " --seed " + seed + " --engine " + engineVersion;
    }

    /** @throws BadInput if the text is not what {@link #text()} gives */
    public static SeedLine parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new BadInput("seed line: found " + Quote.of(text)
                    + ", allowed is --scenario NAME --policy NAME --seed NUMBER --engine NUMBER");
        }
        try {
            long seed = Long.parseLong(matcher.group(3));
            return new SeedLine(matcher.group(1), matcher.group(2), seed, Integer.parseInt(matcher.group(4)));
        } catch (NumberFormatException e) {
            throw new BadInput("seed line: found seed " + matcher.group(3) + ", allowed is a number of 64 bits");
        }
    }
}
