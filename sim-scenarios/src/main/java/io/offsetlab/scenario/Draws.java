package io.offsetlab.scenario;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Pins;

/** The generator's chance: each dimension of a world has a stream of its own, so that one more draw shifts no other. */
final class Draws {
    private final Chance chance;

    Draws(long seed) {
        chance = new Chance(seed, Pins.NONE);
    }

    /** A number of the range. */
    long between(String dimension, long index, long min, long max) {
        return min + chance.stream("world/" + dimension).below(max - min + 1, index);
    }

    long in(String dimension, Range range) {
        return between(dimension, 0, range.min(), range.max());
    }

    /** One of the values; a value that is there twice is twice as likely. */
    long pick(String dimension, long index, long... values) {
        return values[(int) between(dimension, index, 0, values.length - 1)];
    }

    /** True in so many of a hundred draws. */
    boolean percent(String dimension, long index, int share) {
        return between(dimension, index, 0, 99) < share;
    }
}
