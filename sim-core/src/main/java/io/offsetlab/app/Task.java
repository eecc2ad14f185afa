package io.offsetlab.app;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;

/** A record on its way through the workers of an application. */
final class Task implements Fingerprinted {
    final int partition;
    final long offset;
    /** What its partition's {@linkplain Tracker#epoch epoch} was when it was polled. */
    final int epoch;
    /** Records of one sequence are processed one after another. */
    final long sequence;

    final long micros;
    /** Which worker has it: 0 for the thread that polls, otherwise from 1. */
    int worker;
    /** When its processing ends, or its rest before another attempt. */
    long at;

    int failures;
    /** Whether it waits for another attempt. */
    boolean resting;
    /** Whether nobody wants it any more, so that it is not tried again. */
    boolean abandoned;

    Task(int partition, long offset, int epoch, long sequence, long micros) {
        this.partition = partition;
        this.offset = offset;
        this.epoch = epoch;
        this.sequence = sequence;
        this.micros = micros;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(partition).add(offset).add(failures).add(resting).add(abandoned);
        fingerprint.add(sequence).add(micros).add(worker);
    }
}
