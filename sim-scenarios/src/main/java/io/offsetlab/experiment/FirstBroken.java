package io.offsetlab.experiment;

import io.offsetlab.protocol.InvariantName;

/**
 * The first promise that a run broke.
 *
 * @param invariant which one
 * @param at when, in microseconds of virtual time
 * @param sentence which record, which commit
 */
public record FirstBroken(InvariantName invariant, long at, String sentence) {}
