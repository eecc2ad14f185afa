package io.offsetlab.group;

import io.offsetlab.protocol.Origin;
import org.jspecify.annotations.Nullable;

/** Gives new members their ids. Kafka's end in a random UUID; here they must be the same in every run. */
@FunctionalInterface
public interface MemberIds {

    /** An id that this group has never seen, for a process that joins with an empty one. */
    String next(Origin origin, @Nullable String instanceId);
}
