package io.offsetlab.engine;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one door through which chance comes into a run. A draw is a pure function of (seed, stream name, index): the index is an
 * identity, such as a partition and an offset, never a running counter, so that taking one draw out changes no other. Any draw
 * can be pinned to a value ({@link Pins}).
 */
public class Chance {
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

    /**
     * Chance that is drawn from another seed after its {@linkplain Turning#turn() turn}; what was drawn before stays as it was, also
     * where it is asked for again.
     */
    public static Turning turning(long seed, Pins pins, long laterSeed) {
        return new Turning(seed, pins, laterSeed);
    }

    /** Chance with a turn. */
    public static final class Turning extends Chance {
        private final Chance later;
        private final Map<String, TurningStream> streams = new TreeMap<>();
        private boolean turned;

        private Turning(long seed, Pins pins, long laterSeed) {
            super(seed, pins);
            later = new Chance(laterSeed, pins);
        }

        /** From now on draws that were not made before come from the later seed. */
        public void turn() {
            turned = true;
        }

        @Override
        public Stream stream(String name) {
            return streams.computeIfAbsent(name, key -> new TurningStream(this, super.stream(key), later.stream(key)));
        }
    }

    /** The draws of one purpose before and after the turn. */
    private static final class TurningStream extends Stream {
        private final Turning chance;
        private final Stream later;

        /** Only asked whether it holds an index, so that its order does not matter. */
        private final Set<Long> drawn = new HashSet<>();

        TurningStream(Turning chance, Stream before, Stream later) {
            super(before);
            this.chance = chance;
            this.later = later;
        }

        @Override
        public long below(long bound, long index) {
            if (chance.turned && !drawn.contains(index)) {
                return later.below(bound, index);
            }
            drawn.add(index);
            return super.below(bound, index);
        }
    }

    /** Draws of one purpose. */
    public static class Stream {
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

        private Stream(Stream same) {
            name = same.name;
            key = same.key;
            pins = same.pins;
            listener = same.listener;
            plain = same.plain;
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
