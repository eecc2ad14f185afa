package io.offsetlab.invariant;

import io.offsetlab.protocol.InvariantName;

/**
 * The first fact of a run that breaks an invariant.
 *
 * @param invariant which one
 * @param promised whether the policy promises to keep it
 * @param factNumber the fact's place in the trace, from 0
 * @param at the fact's virtual time in microseconds
 * @param lane the fact's lane
 * @param partition the partition, or -1 if it is about none
 * @param from the first offset that it is about, or -1
 * @param to the offset behind the last, or -1
 * @param member the process, or -1 for none or an administrator
 * @param commit the number of the commit within its member, or -1
 * @param cause of a LOSS, otherwise {@link Cause#NONE}
 * @param sentence all of it for a person, on one line
 */
public record Violation(
        InvariantName invariant,
        boolean promised,
        long factNumber,
        long at,
        int lane,
        int partition,
        long from,
        long to,
        int member,
        int commit,
        Cause cause,
        String sentence) {}
