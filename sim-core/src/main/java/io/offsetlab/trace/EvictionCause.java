package io.offsetlab.trace;

/** Why the coordinator removed a member. */
public enum EvictionCause {
    SESSION_TIMEOUT,
    /** It did not join within the rebalance timeout. */
    REBALANCE_TIMEOUT,
    /** Another process took over its group.instance.id. */
    FENCED
}
