package io.offsetlab.byo;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Processing a record threw, as the scenario says of its poison records: an exception of the application, which the code catches or
 * dies of. The record has had no effect. A process that ends because of it is started again after the scenario's
 * {@code restart-after}.
 */
public final class ProcessingFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TopicPartition partition;
    private final long offset;

    ProcessingFailed(TopicPartition partition, long offset) {
        super("processing " + partition + "@" + offset + " failed: the scenario has it among its poison records");
        this.partition = partition;
        this.offset = offset;
    }

    /** Whether somebody let one out, as it is or as the cause of something else. */
    static boolean isCauseOf(@Nullable Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof ProcessingFailed) {
                return true;
            }
        }
        return false;
    }

    /** The partition of the record. */
    public TopicPartition partition() {
        return partition;
    }

    /** The offset of the record. */
    public long offset() {
        return offset;
    }
}
