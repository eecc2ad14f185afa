package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.trace.CallKind;
import org.apache.kafka.common.errors.TimeoutException;

/** position(TopicPartition): drives the partition's initialization or reset until there is a position (S1.28). */
final class PositionCall extends Call {
    private final Client client;
    private final int partition;
    private final long deadlineAt;

    PositionCall(Client client, int partition, long timeoutMicros) {
        super(CallKind.POSITION);
        this.client = client;
        this.partition = partition;
        this.deadlineAt = client.context().now() + timeoutMicros;
    }

    @Override
    protected void advance() {
        client.finder().followLeaders();
        if (client.positions().hasPosition(partition)) {
            end(client.positions().position(partition));
            return;
        }
        RuntimeException interruption = client.signals().interruption();
        if (interruption != null) {
            fail(interruption);
            return;
        }
        client.finder().update();
        RuntimeException error = client.finder().takeError();
        if (error != null) {
            fail(error);
        } else if (client.context().now() >= deadlineAt) {
            fail(new TimeoutException("Timeout of the position of "
                    + client.context().partitions().get(partition) + " expired before it could be determined"));
        } else {
            client.context().wakeAt(deadlineAt);
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(partition).addTime(deadlineAt);
    }
}
