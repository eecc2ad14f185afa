package io.offsetlab.app;

/** Which records several workers process one after another, in the order of their offsets. */
public enum Order {
    /** Those of a partition. */
    PARTITION,
    /** Those of a partition that have the same key. */
    KEY,
    /** None: whichever worker is free takes the next record. */
    NONE
}
