package io.offsetlab.experiment;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Pins;
import java.util.Arrays;

/**
 * Intervals of means by drawing worlds again, with replacement (Efron's percentile bootstrap). Draws are keyed by a fixed seed, so
 * that the same numbers give the same interval, to the bit and on every JVM.
 */
final class Bootstrap {
    private static final long SEED = 20_170_822;
    private static final int MOST_REPLICATES = 1000;
    private static final int FEWEST_REPLICATES = 200;
    private static final long DRAWS = 5_000_000;

    private Bootstrap() {}

    /**
     * The mean of each list of numbers with its interval.
     *
     * @param columns lists of one length, at least 1; the i-th numbers of all lists come from one world
     */
    static Difference[] intervals(double[][] columns) {
        int worlds = columns[0].length;
        int replicates = (int) Math.max(FEWEST_REPLICATES, Math.min(MOST_REPLICATES, DRAWS / worlds));
        double[][] means = new double[columns.length][replicates];
        Chance.Stream draws = new Chance(SEED, Pins.NONE).stream("experiment.bootstrap");
        int[] drawn = new int[worlds];
        boolean[] constant = new boolean[columns.length];
        for (int column = 0; column < columns.length; column++) {
            constant[column] = isConstant(columns[column]);
        }
        for (int replicate = 0; replicate < replicates; replicate++) {
            for (int i = 0; i < worlds; i++) {
                drawn[i] = (int) draws.below(worlds, replicate, i);
            }
            for (int column = 0; column < columns.length; column++) {
                means[column][replicate] = constant[column] ? columns[column][0] : mean(columns[column], drawn);
            }
        }
        Difference[] differences = new Difference[columns.length];
        for (int column = 0; column < columns.length; column++) {
            differences[column] = interval(mean(columns[column]), means[column]);
        }
        return differences;
    }

    /** Many columns are all zero; drawing from them again tells nothing. */
    private static boolean isConstant(double[] numbers) {
        for (double number : numbers) {
            if (number != numbers[0]) {
                return false;
            }
        }
        return true;
    }

    private static Difference interval(double mean, double[] means) {
        Arrays.sort(means);
        int cut = means.length / 40;
        return new Difference(mean, means[cut], means[means.length - 1 - cut]);
    }

    private static double mean(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }

    private static double mean(double[] numbers, int[] drawn) {
        double sum = 0;
        for (int i : drawn) {
            sum += numbers[i];
        }
        return sum / drawn.length;
    }
}
