package io.offsetlab.consumer.background;

import io.offsetlab.consumer.Call;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.Upcall;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CallKind;
import org.jspecify.annotations.Nullable;

/** commitAsync of AsyncKafkaConsumer: runs callbacks that are due, hands the commit to the background thread and returns (S3.8). */
final class BackgroundCommitAsync extends Call {
    private final Client client;
    private final CommitRequests commits;
    private final Offsets offsets;
    private final boolean given;
    private final Object tag;

    BackgroundCommitAsync(Client client, CommitRequests commits, @Nullable Offsets offsets, Object tag) {
        super(CallKind.COMMIT_ASYNC);
        this.client = client;
        this.commits = commits;
        this.offsets = offsets == null ? client.positions().allConsumed() : offsets;
        this.given = offsets != null;
        this.tag = tag;
    }

    @Override
    protected void advance() {
        RuntimeException byCallback = commitCallbackException();
        if (byCallback != null) {
            fail(byCallback);
            return;
        }
        Upcall callback = client.commits().nextCallback();
        if (callback != null) {
            stopFor(callback);
            return;
        }
        commits.commitAsync(offsets, tag, given);
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
        fingerprint.add(offsets.hashCode()).add(given);
    }
}
