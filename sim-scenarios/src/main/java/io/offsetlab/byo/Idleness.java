package io.offsetlab.byo;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;

/**
 * Whether code has nothing left to do but to poll. As a policy's loop it is not idle as long as it may commit again what failed, or
 * what becomes durable; code that has polled in vain or rested since will not.
 */
final class Idleness implements Fingerprinted {
    private final RecordWork records;
    private boolean polling;
    private boolean commitFailed;
    private boolean polledInVain;

    Idleness(RecordWork records) {
        this.records = records;
    }

    boolean isIdle() {
        return polling && !commitFailed && records.isSettled();
    }

    void pollBegins() {
        polling = true;
        if (polledInVain) {
            commitFailed = false;
            records.polledInVain();
        }
    }

    void pollEnds(boolean found) {
        polling = false;
        polledInVain = !found;
    }

    void committing(boolean failed) {
        commitFailed = failed;
        polledInVain = false;
    }

    void rests() {
        commitFailed = false;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(polling).add(commitFailed).add(polledInVain).add(records);
    }
}
