package io.offsetlab.cli;

import io.offsetlab.scenario.BadInput;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the seeds.
 *
 * @param part from 1
 * @param parts of how many
 */
record Shard(int part, int parts) {
    static final Shard WHOLE = new Shard(1, 1);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    static Shard parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            int part = Integer.parseInt(matcher.group(1));
            int parts = Integer.parseInt(matcher.group(2));
            if (part >= 1 && part <= parts) {
                return new Shard(part, parts);
            }
        }
        throw new BadInput("--shard: found \"" + text + "\", allowed is i/n with i from 1 to n, such as 1/4");
    }
}
