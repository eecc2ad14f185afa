package io.offsetlab.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws that are fixed to a value: whole streams to their base value 0, and single draws by their index; the last one wins. Immutable; kept in the
 * order in which they were added, and equal when they pin the same in the same order.
 */
public final class Pins {
    /** Nothing is pinned. */
    public static final Pins NONE = new Pins(List.of());

    private final List<Pin> list;

    private Pins(List<Pin> list) {
        this.list = list;
    }

    /**
     * One pinned draw, or a whole stream.
     *
     * @param stream the stream's name
     * @param whole whether every draw of the stream is 0; index and value then say nothing
     * @param index the identity that is drawn for
     * @param value what the draw gives, at least 0; cut to the bound of the draw
     */
    public record Pin(String stream, boolean whole, long index, long value) {
        public Pin {
            if (value < 0) {
                throw new IllegalArgumentException("a pinned value must not be negative, but was " + value);
            }
        }
    }

    public static Pins of(List<Pin> list) {
        return list.isEmpty() ? NONE : new Pins(new ArrayList<>(list));
    }

    /** These pins and a whole stream at its base. */
    public Pins withStream(String stream) {
        return with(new Pin(stream, true, 0, 0));
    }

    /** These pins and one more. */
    public Pins with(Pin pin) {
        List<Pin> longer = new ArrayList<>(list);
        longer.add(pin);
        return new Pins(longer);
    }

    public List<Pin> list() {
        return new ArrayList<>(list);
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    OfStream of(String stream) {
        boolean whole = false;
        int count = 0;
        long[] pairs = new long[list.size() * 2];
        for (Pin pin : list) {
            if (pin.stream().equals(stream)) {
                if (pin.whole()) {
                    whole = true;
                    count = 0;
                } else {
                    pairs[count++] = pin.index();
                    pairs[count++] = pin.value();
                }
            }
        }
        return new OfStream(whole, Arrays.copyOf(pairs, count));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pins pins && pins.list.equals(list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    @Override
    public String toString() {
        return list.toString();
    }

    /** The pins of one stream. */
    record OfStream(boolean whole, long[] pairs) {
        boolean isEmpty() {
            return !whole && pairs.length == 0;
        }

        /** The pinned value, or -1. */
        long value(long index) {
            for (int i = 0; i < pairs.length; i += 2) {
                if (pairs[i] == index) {
                    return pairs[i + 1];
                }
            }
            return whole ? 0 : -1;
        }
    }
}
