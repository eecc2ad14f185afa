package io.offsetlab.group;

import io.offsetlab.protocol.Request.ProducerIdentity;
import org.apache.kafka.common.protocol.Errors;

/** The transaction coordinator, as a group's coordinator asks it. */
public interface Transactions {

    /** The group's offsets belong to the producer's transaction from now on; NONE if that may be. */
    Errors add(ProducerIdentity producer);
}
