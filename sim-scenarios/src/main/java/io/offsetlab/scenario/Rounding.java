package io.offsetlab.scenario;

import java.util.stream.LongStream;

/** Rounder and smaller numbers in the place of one. */
final class Rounding {
    private Rounding() {}

    /** Half of it, and it with fewer and fewer leading digits kept: up or down. */
    static LongStream of(long micros) {
        if (micros <= 1) {
            return LongStream.of();
        }
        LongStream.Builder rounder = LongStream.builder();
        long unit = 1;
        while (unit <= micros / 10) {
            unit *= 10;
        }
        for (; unit >= 10; unit /= 10) {
            long down = micros / unit * unit;
            rounder.add(down).add(down == micros ? down : down + unit);
        }
        return LongStream.concat(rounder.build().filter(round -> round != micros), LongStream.of(micros / 2))
                .distinct();
    }
}
