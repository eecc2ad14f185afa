package io.offsetlab.byo;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What stands in the records of one partition, by offset. */
interface Content {
    TopicPartition partition();

    byte @Nullable [] key(long offset);

    byte @Nullable [] value(long offset);

    /** Milliseconds since 1970. */
    long timestamp(long offset);

    /** The headers of a record, or null if it has none. */
    Header @Nullable [] headers(long offset);

    /** The leader epoch under which the record was appended. */
    Optional<Integer> leaderEpoch(long offset);
}
