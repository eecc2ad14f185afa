package io.offsetlab.experiment;

/**
 * So many of so many worlds, with an interval that holds the true share with 95 % confidence.
 *
 * @param hits how many
 * @param of of how many, at least 1
 */
public record Proportion(int hits, int of) {
    private static final double Z = 1.959963984540054;

    public Proportion {
        if (of < 1 || hits < 0 || hits > of) {
            throw new IllegalArgumentException("hits must lie between 0 and of, but was " + hits + " of " + of);
        }
    }

    /** The observed share. */
    public double share() {
        return (double) hits / of;
    }

    /** The lower end of Wilson's interval; 0 if nothing was hit. */
    public double low() {
        return hits == 0 ? 0 : Math.max(0, center() - halfWidth());
    }

    /** The upper end: of Wilson's interval, or by the rule of three 3/n if nothing was hit. */
    public double high() {
        return hits == 0 ? Math.min(1, 3.0 / of) : Math.min(1, center() + halfWidth());
    }

    private double center() {
        return (share() + Z * Z / (2 * of)) / (1 + Z * Z / of);
    }

    private double halfWidth() {
        double share = share();
        double spread = share * (1 - share) / of + Z * Z / (4.0 * of * of);
        return Z * StrictMath.sqrt(spread) / (1 + Z * Z / of);
    }
}
