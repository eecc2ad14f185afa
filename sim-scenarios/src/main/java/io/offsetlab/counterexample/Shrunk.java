package io.offsetlab.counterexample;

/**
 * What a shrinker came to.
 *
 * @param smallest the smallest candidate that still fails
 * @param tried how many candidates were tried
 * @param complete whether no candidate was left; otherwise the budget ran out before the minimum
 */
public record Shrunk<S>(S smallest, int tried, boolean complete) {}
