package io.offsetlab.group;

import io.offsetlab.protocol.Origin;

/**
 * Told before the coordinator looks at, or changes, what heartbeats stand on that were skipped because they change nothing but
 * a session's deadline. Whoever skipped them catches up in these methods: the heartbeats are carried out, each at its own time.
 */
public interface QuietMembers {

    /** The session of this member is about to be judged. */
    void beforeSessionCheck(Origin member);

    /** From now on heartbeats may be answered otherwise than before. */
    void beforeChange();
}
