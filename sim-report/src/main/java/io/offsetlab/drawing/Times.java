package io.offsetlab.drawing;

/** Virtual times as a person reads them. */
final class Times {
    private Times() {}

    /** {@code 3.001600 s}. */
    static String seconds(long micros) {
        String fraction = Long.toString(micros % 1_000_000);
        return micros / 1_000_000 + "." + "0".repeat(6 - fraction.length()) + fraction + " s";
    }

    /** The same in the unit that fits: {@code 450 us}, {@code 1.05 ms}, {@code 3.0 s}. */
    static String span(long micros) {
        if (micros < 1_000) {
            return micros + " us";
        }
        return micros < 1_000_000 ? decimals(micros, 1_000) + " ms" : decimals(micros, 1_000_000) + " s";
    }

    /** Three digits at least, without zeros at the end. */
    private static String decimals(long micros, long unit) {
        long whole = micros / unit;
        int places = whole >= 100 ? 0 : whole >= 10 ? 1 : 2;
        long scale = places == 0 ? 1 : places == 1 ? 10 : 100;
        long rounded = (micros * scale + unit / 2) / unit;
        String fraction = places == 0 ? "" : Long.toString(rounded % scale);
        fraction = "0".repeat(Math.max(0, places - fraction.length())) + fraction;
        while (fraction.endsWith("0") && !fraction.isEmpty()) {
            fraction = fraction.substring(0, fraction.length() - 1);
        }
        return rounded / scale + (fraction.isEmpty() || places == 0 ? "" : "." + fraction);
    }
}
