package io.offsetlab.experiment;

import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import java.util.List;

/**
 * What a report has to know of a policy.
 *
 * @param name its name
 * @param description one line
 * @param promises the invariants that it keeps
 * @param bound its bound on repeats as a formula
 * @param clairvoyant whether it is the bound that is no policy
 */
public record PolicyLine(
        String name, String description, List<InvariantName> promises, String bound, boolean clairvoyant) {

    public PolicyLine {
        promises = List.copyOf(promises);
    }

    static PolicyLine of(Policy policy) {
        return new PolicyLine(
                policy.name(),
                policy.description(),
                policy.promise().kept(),
                policy.promise().redelivery().text(),
                policy.clairvoyant());
    }
}
