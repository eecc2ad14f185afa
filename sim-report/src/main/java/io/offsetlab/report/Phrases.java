package io.offsetlab.report;

import io.offsetlab.experiment.Comparand;
import io.offsetlab.experiment.Difference;
import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.experiment.Proportion;
import io.offsetlab.metric.Samples;
import java.util.Locale;
import java.util.function.LongFunction;

/** Findings as short phrases. */
public final class Phrases {
    private Phrases() {}

    /** {@code 12 of 1,000 (0.7 to 2.1 %)}; if nothing was hit, {@code 0 of 1,000, < 0.3 %} by the rule of three. */
    public static Cell proportion(Proportion share) {
        String count = Numbers.whole(share.hits()) + " of " + Numbers.whole(share.of());
        if (share.hits() == 0) {
            String hidden = "< " + Numbers.percent(share.high());
            return share.of() <= 3 ? Cell.of(count) : new Cell(count, hidden, count + ", " + hidden);
        }
        String interval = withoutUnit(share.low()) + " to " + Numbers.percent(share.high());
        return new Cell(count, interval, count + " (" + interval + ")");
    }

    private static String withoutUnit(double share) {
        return Numbers.percent(share).replace(" %", "");
    }

    /** {@code 12 / 480 / 500}: median, 99th percentile and largest. */
    public static String spread(Samples samples, LongFunction<String> format) {
        if (samples.isEmpty()) {
            return "none seen";
        }
        return format.apply(samples.quantile(500)) + " / " + format.apply(samples.quantile(990)) + " / "
                + format.apply(samples.max());
    }

    /** {@code +4.1 [3.9, 4.3]}; a difference of which the interval holds 0 is marked with {@code ~}. */
    static String difference(Difference difference) {
        if (difference.mean() == 0 && difference.low() == 0 && difference.high() == 0) {
            return "0";
        }
        return (difference.isClear() ? "" : "~") + Numbers.signed(difference.mean()) + " ["
                + Numbers.rough(difference.low()) + ", " + Numbers.rough(difference.high()) + "]";
    }

    /** As {@link #difference(Difference)}; a share is told in percentage points. */
    public static String difference(Comparand by, Difference difference) {
        if (by != Comparand.BLOCKED) {
            return difference(difference);
        }
        return difference(new Difference(100 * difference.mean(), 100 * difference.low(), 100 * difference.high()));
    }

    /** The bound on repeats as a number, or the range of it, and how far commits that were not applied stretched it. */
    static Cell bound(PolicyStats stats) {
        if (stats.mostBound() == Long.MAX_VALUE) {
            return Cell.of("none");
        }
        String declared = new Range(stats.leastBound(), stats.mostBound()).text();
        if (stats.mostAllowed() <= stats.mostBound()) {
            return Cell.of(declared);
        }
        String stretched = "stretched to " + Numbers.whole(stats.mostAllowed());
        return new Cell(declared, stretched, declared + " (" + stretched + ")");
    }

    /** {@code 1 world}, {@code 2 worlds}. */
    public static String worlds(long count) {
        return Numbers.whole(count) + (count == 1 ? " world" : " worlds");
    }

    /** A constant as a word. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
