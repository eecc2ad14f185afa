package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CallKind;
import org.jspecify.annotations.Nullable;

/**
 * commitAsync: runs callbacks that are due, sends and returns (ConsumerCoordinator.commitOffsetsAsync). It throws when its thread is
 * interrupted, but leaves a wakeup alone.
 */
final class CommitAsyncCall extends Call {
    private final Client client;
    private final Offsets offsets;
    private final Object tag;

    CommitAsyncCall(Client client, @Nullable Offsets offsets, Object tag) {
        super(CallKind.COMMIT_ASYNC);
        this.client = client;
        this.offsets = offsets == null ? client.positions().allConsumed() : offsets;
        this.tag = tag;
    }

    @Override
    protected void advance() {
        RuntimeException byCallback = commitCallbackException();
        if (byCallback != null) {
            fail(byCallback);
            return;
        }
        RuntimeException fenced = client.commits().fencedForGood();
        if (fenced != null) {
            fail(fenced);
            return;
        }
        Upcall callback = client.commits().nextCallback();
        if (callback != null) {
            stopFor(callback);
            return;
        }
        client.commits().sendWaiting();
        client.commits().sendAsync(offsets, tag);
        RuntimeException interruption = client.signals().interruptionWithoutWakeup();
        if (interruption == null) {
            end(null);
        } else {
            fail(interruption);
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(offsets.hashCode());
    }
}
