package io.offsetlab.invariant;

import io.offsetlab.trace.Numbers;
import java.util.Map;
import java.util.TreeMap;

/** The keys of a partition's records, where order is kept within a key: how far the first effects of each have come. */
final class KeyOrder {
    /** Keys of records that have had no effect since they were told. */
    private final Map<Long, Long> told = new TreeMap<>();

    private final Map<Long, Long> highest = new TreeMap<>();

    void learn(long offset, long key) {
        told.put(offset, key);
    }

    /** A record has its effect. */
    void done(long offset) {
        Long key = told.remove(offset);
        if (key != null) {
            highest.merge(key, offset, Math::max);
        }
    }

    /** The highest record with an effect of the same key as this one, which is about to have its own; -1 if there is none. */
    long highestLike(long offset) {
        Long key = told.get(offset);
        return key == null ? -1 : highest.getOrDefault(key, -1L);
    }

    void writeTo(Numbers out) {
        out.number(told.size());
        told.forEach((offset, key) -> {
            out.number(offset);
            out.number(key);
        });
        out.number(highest.size());
        highest.forEach((key, offset) -> {
            out.number(key);
            out.number(offset);
        });
    }
}
