package io.offsetlab.narrative;

import io.offsetlab.protocol.InvariantName;

/**
 * What a story is about: the fact that broke an invariant.
 *
 * @param invariant which one
 * @param factNumber the fact's place in the trace, from 0
 * @param partition the partition it is about, or -1
 * @param from the first record it is about
 * @param to the offset behind the last
 * @param member the member that did it, or -1
 * @param commit the commit that did it, or -1
 * @param sentence all of it as one sentence
 */
public record Finding(
        InvariantName invariant,
        long factNumber,
        int partition,
        long from,
        long to,
        int member,
        int commit,
        String sentence) {}
