package io.offsetlab.byo;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.producer.TransactionalProducer;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.protocol.Request.Output;
import io.offsetlab.sink.Sink;
import org.apache.kafka.common.KafkaException;

/** The transaction that a process has open as a sink: it accepts effects, which are there once it is committed. */
final class OutputSink implements Sink {
    private final Hosted process;

    OutputSink(Hosted process) {
        this.process = process;
    }

    @Override
    public boolean begin(int partition, long offset) {
        return true;
    }

    /** A producer that cannot write any more will have to abort, so that the effect never comes. */
    @Override
    public Outcome take(int partition, long offset) {
        TransactionalProducer producer = process.producing().producer();
        try {
            if (producer != null) {
                producer.send(partition, new Output(partition, offset, null));
            }
        } catch (KafkaException cannotWrite) {
            return Outcome.ACCEPTED;
        }
        return Outcome.ACCEPTED;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {}
}
