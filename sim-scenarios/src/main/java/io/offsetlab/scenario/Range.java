package io.offsetlab.scenario;

import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** The numbers from {@code min} to {@code max}, both included. */
public record Range(long min, long max) {

    /** @throws IllegalArgumentException if {@code min} exceeds {@code max} */
    public Range {
        if (min > max) {
            throw new IllegalArgumentException("a range ascends, but was " + min + ".." + max);
        }
    }

    /** Reads {@code 5} or {@code 2..5}. */
    static Range parse(FieldPath path, String text, ToLongFunction<Cursor> number) {
        int dots = text.indexOf("..");
        long min = one(path, dots < 0 ? text : text.substring(0, dots), number);
        long max = dots < 0 ? min : one(path, text.substring(dots + 2), number);
        if (min > max) {
            throw BadInput.at(path, "found " + Quote.of(text) + ", allowed is a range that ascends, such as 2..5");
        }
        return new Range(min, max);
    }

    private static long one(FieldPath path, String text, ToLongFunction<Cursor> number) {
        return number.applyAsLong(new Cursor(Node.Scalar.text(text), path));
    }

    String text(LongFunction<String> number) {
        return number.apply(min) + (min == max ? "" : ".." + number.apply(max));
    }
}
