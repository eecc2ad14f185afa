package io.offsetlab.producer;

import io.offsetlab.protocol.Request.Output;

/** Told how the sending of each record ended, by events of the producer; application code has to wait for its turn. */
public interface Acks {

    /** Nobody wants to know. */
    Acks NOBODY = new Acks() {
        @Override
        public void written(Output output, int partition, long offset) {}

        @Override
        public void failed(Output output, RuntimeException cause) {}
    };

    /** The record stands at this offset; whether it becomes visible is for its transaction to say. */
    void written(Output output, int partition, long offset);

    /** The record was not written, or nobody knows whether it was. */
    void failed(Output output, RuntimeException cause);
}
