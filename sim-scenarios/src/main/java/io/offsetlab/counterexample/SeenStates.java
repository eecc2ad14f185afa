package io.offsetlab.counterexample;

/** A set of 64-bit hashes that only grows. */
final class SeenStates {
    private long[] slots = new long[1 << 12];
    private int size;
    private boolean hasZero;

    boolean contains(long hash) {
        return hash == 0 ? hasZero : slots[slotOf(slots, hash)] != 0;
    }

    void add(long hash) {
        if (hash == 0) {
            hasZero = true;
            return;
        }
        int slot = slotOf(slots, hash);
        if (slots[slot] == 0) {
            slots[slot] = hash;
            if (++size > slots.length / 2) {
                grow();
            }
        }
    }

    private void grow() {
        long[] wider = new long[2 * slots.length];
        for (long hash : slots) {
            if (hash != 0) {
                wider[slotOf(wider, hash)] = hash;
            }
        }
        slots = wider;
    }

    /** Where the hash is, or the free slot where it belongs; the hashes are well mixed already. */
    private static int slotOf(long[] slots, long hash) {
        int slot = (int) (hash ^ hash >>> 32) & slots.length - 1;
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }
}
