package io.offsetlab.experiment;

/**
 * By how much a policy differs from the first one in the same worlds, on average.
 *
 * @param mean the mean of the differences
 * @param low the lower end of the interval that holds the true mean with 95 % confidence
 * @param high the upper end
 */
public record Difference(double mean, double low, double high) {
    /** Whether the interval leaves out 0. */
    public boolean isClear() {
        return low > 0 || high < 0;
    }
}
