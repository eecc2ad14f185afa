package io.offsetlab.narrative;

/** What is special about a step. */
public enum Mark {
    NONE,
    /** The first step that breaks the promise. */
    FIRST_BAD,
    /** The step at which the harm can be seen from outside. */
    VISIBLE
}
