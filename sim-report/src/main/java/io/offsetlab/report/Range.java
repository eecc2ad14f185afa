package io.offsetlab.report;

import io.offsetlab.experiment.WorldLine;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * The smallest and the largest of some numbers.
 *
 * @param least the smallest
 * @param most the largest
 */
public record Range(long least, long most) {
    static Range of(List<WorldLine> worlds, ToLongFunction<WorldLine> number) {
        return new Range(
                worlds.stream().mapToLong(number).min().orElse(0),
                worlds.stream().mapToLong(number).max().orElse(0));
    }

    /** {@code 2 to 5}, or one number if both are equal. */
    public String text(LongFunction<String> format) {
        return least == most ? format.apply(least) : format.apply(least) + " to " + format.apply(most);
    }

    /** As whole numbers. */
    public String text() {
        return text(Numbers::whole);
    }
}
