package io.offsetlab.engine;

/** Integer mixing (the finalizer of SplitMix64 by Steele, Lea and Flood), equal on every JVM. */
public final class Mix {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Mix() {}

    /** Spreads the bits of a number over all 64. */
    public static long mix(long number) {
        long z = number + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A hash of both numbers in which their order counts. */
    public static long combine(long hash, long number) {
        return mix(hash * 0xD1342543DE82EF95L ^ number);
    }

    /** A hash of a text's characters. */
    public static long text(CharSequence text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = combine(hash, text.charAt(i));
        }
        return hash;
    }
}
