package io.offsetlab.byo;

import io.offsetlab.producer.Acks;
import io.offsetlab.protocol.Request.Output;
import java.util.ArrayDeque;

/** Keeps what became of records until the application is at a place where its callbacks can run, in the order in which that was known. */
final class Sends implements Acks {
    private final ArrayDeque<SentRecord> untold = new ArrayDeque<>();

    @Override
    public void written(Output output, int partition, long offset) {
        if (output.content() instanceof SentRecord sent) {
            sent.written(offset);
            untold.add(sent);
        }
    }

    @Override
    public void failed(Output output, RuntimeException cause) {
        if (output.content() instanceof SentRecord sent) {
            sent.failed(cause);
            untold.add(sent);
        }
    }

    void tell() {
        SentRecord next = untold.poll();
        while (next != null) {
            next.tell();
            next = untold.poll();
        }
    }
}
