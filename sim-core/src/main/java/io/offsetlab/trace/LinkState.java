package io.offsetlab.trace;

/** What the network does to a process from here on. */
public enum LinkState {
    HEALTHY,
    BROKEN,
    SLOW,
    DROPS_ANSWERS,
    SWALLOWS_REQUESTS
}
