package io.offsetlab.invariant;

/** Whether a run kept what its policy promises. */
public enum Verdict {
    KEPT,
    BROKEN
}
