package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import org.apache.kafka.common.errors.InvalidGroupIdException;

/** What a method of the consumer asks for before it does anything, with Kafka's exceptions and words. */
final class Guard implements Fingerprinted {
    private final ClientContext context;
    private final Positions positions;
    private final Subscription subscription;
    private boolean closed;

    Guard(ClientContext context, Positions positions, Subscription subscription) {
        this.context = context;
        this.positions = positions;
        this.subscription = subscription;
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    void open() {
        if (closed) {
            throw new IllegalStateException("This consumer has already been closed.");
        }
    }

    /** S1.26. */
    void group() {
        open();
        if (context.config().groupId() == null) {
            throw new InvalidGroupIdException("To use the group management or offset commit APIs, you must provide a"
                    + " valid group.id in the consumer configuration.");
        }
    }

    void rebalanced() {
        open();
        if (context.config().groupId() == null) {
            throw new IllegalStateException("Tried to force a rebalance but consumer does not have a group.");
        }
    }

    /** S1.27. */
    void subscribed() {
        open();
        if (subscription.kind() == Subscription.Kind.NONE) {
            throw new IllegalStateException("Consumer is not subscribed to any topics or assigned any partitions");
        }
    }

    void assigned(int partition) {
        if (!positions.isAssigned(partition)) {
            throw new IllegalStateException("No current assignment for partition "
                    + context.partitions().get(partition));
        }
    }

    /** S1.28. */
    void positioned(int partition) {
        open();
        if (!positions.isAssigned(partition)) {
            throw new IllegalStateException(
                    "You can only check the position for partitions assigned to this consumer.");
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(closed);
    }
}
