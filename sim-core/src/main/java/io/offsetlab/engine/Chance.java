package io.offsetlab.engine;

import org.jspecify.annotations.Nullable;

/**
 * The one door through which chance comes into a run. A draw is a pure function of (seed, stream name, index): the index is an
 * identity, such as a partition and an offset, never a running counter, so that taking one draw out changes no other. Any draw
 * can be pinned to a value ({@link Pins}).
 */
public final class Chance {
    private final long seed;
    private final Pins pins;
    private final @Nullable DrawListener listener;

    public Chance(long seed, Pins pins) {
        this(seed, pins, null);
    }

    /** @param listener told of each draw, or null */
    public Chance(long seed, Pins pins, @Nullable DrawListener listener) {
        this.seed = seed;
        this.pins = pins;
        this.listener = listener;
    }

    /** The stream of that name; hold on to it, as finding it costs more than drawing from it. */
    public Stream stream(String name) {
        return new Stream(name, Mix.combine(Mix.mix(seed), Mix.text(name)), pins, listener);
    }

    /** Draws of one purpose. */
    public static final class Stream {
        private final String name;
        private final long key;
        private final Pins.OfStream pins;
        private final @Nullable DrawListener listener;
        private final boolean plain;

        private Stream(String name, long key, Pins pins, @Nullable DrawListener listener) {
            this.name = name;
            this.key = key;
            this.pins = pins.of(name);
            this.listener = listener;
            plain = this.pins.isEmpty() && listener == null;
        }

        /**
         * A number from 0 to {@code bound} - 1; the base value, to which shrinking pins, is 0.
         *
         * @param bound at least 1
         * @param index the identity that is drawn for
         */
        public long below(long bound, long index) {
            if (!plain) {
                tell(bound, index);
                long pinned = pins.value(index);
                if (pinned >= 0) {
                    return Math.min(pinned, bound - 1);
                }
            }
            long bits = Mix.mix(key ^ Mix.mix(index));
            return bound <= 1 ? 0 : unsignedHigh(bits, bound);
        }

        private void tell(long bound, long index) {
            if (listener != null && bound > 1) {
                listener.drawn(name, bound, index);
            }
        }

        /** As {@link #below(long, long)} with an identity of two parts. */
        public long below(long bound, long first, long second) {
            return below(bound, index(first, second));
        }

        /** As {@link #below(long, long)} with an identity of three parts. */
        public long below(long bound, long first, long second, long third) {
            return below(bound, index(index(first, second), third));
        }

        /** The single number that a two-part identity is known by, in pins too. */
        public static long index(long first, long second) {
            return first * 0x9E3779B97F4A7C15L + second;
        }

        private static long unsignedHigh(long bits, long bound) {
            long high = Math.multiplyHigh(bits, bound);
            return bits < 0 ? high + bound : high;
        }
    }
}
