package io.offsetlab.app;

import java.util.Map;
import java.util.TreeMap;

/** The external store of a script: for each partition the offset behind the last result. */
final class ScriptStore {
    private final Map<Integer, Long> stored = new TreeMap<>();

    void put(int partition, long offset) {
        stored.put(partition, offset);
    }

    /** 0 if nothing is stored. */
    long offset(int partition) {
        return stored.getOrDefault(partition, 0L);
    }

    Map<Integer, Long> all() {
        return stored;
    }
}
