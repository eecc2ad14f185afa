package io.offsetlab.trace;

import io.offsetlab.protocol.Offsets;

/** Takes a fact's numbers one by one. */
public interface Numbers {
    void number(long number);

    /** 1 if it holds and 0 if not. */
    default void flag(boolean holds) {
        number(holds ? 1 : 0);
    }

    /** The length and then each entry as a flag. */
    static void array(Numbers out, boolean[] array) {
        out.number(array.length);
        for (boolean entry : array) {
            out.flag(entry);
        }
    }

    /** The length and then each entry. */
    static void array(Numbers out, int[] array) {
        out.number(array.length);
        for (int entry : array) {
            out.number(entry);
        }
    }

    /** The size and then each partition with its offset. */
    static void offsets(Numbers out, Offsets offsets) {
        out.number(offsets.size());
        for (int i = 0; i < offsets.size(); i++) {
            out.number(offsets.partition(i));
            out.number(offsets.offset(i));
        }
    }
}
