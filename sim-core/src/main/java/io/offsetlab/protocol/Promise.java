package io.offsetlab.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a policy declares to keep. Invariants that it names are judged; the others are counted.
 *
 * @param kept the invariants it keeps, in their own order; {@link InvariantName#ENGINE} always belongs to them
 * @param redelivery how many records of a partition an incident repeats at most, where {@code BOUND} is kept: the formula is for
 *     no unapplied commit and counts once more for each consecutive commit that was sent and not applied
 * @param residue how many records of a partition may be processed and uncommitted after healing
 * @param resumePoint where the group starts reading again
 */
public record Promise(List<InvariantName> kept, Formula redelivery, Formula residue, ResumePoint resumePoint) {

    /** What counts as progress when a partition is taken over. */
    public enum ResumePoint {
        COMMITTED_OFFSET,
        EXTERNAL_STORE
    }

    public Promise {
        Set<InvariantName> all = EnumSet.of(InvariantName.ENGINE);
        all.addAll(kept);
        kept = Collections.unmodifiableList(new ArrayList<>(all));
    }

    public boolean keeps(InvariantName invariant) {
        return kept.contains(invariant);
    }
}
