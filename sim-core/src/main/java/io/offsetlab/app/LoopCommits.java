package io.offsetlab.app;

import io.offsetlab.consumer.Call;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.Upcall;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.policy.Answers;
import io.offsetlab.policy.Answers.AtHandOver;
import io.offsetlab.policy.Answers.Send;
import io.offsetlab.policy.Answers.When;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CallKind;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.jspecify.annotations.Nullable;

/** The commits of a {@link PolicyLoop}: what they carry, how they are sent, what follows a failure. */
final class LoopCommits implements Fingerprinted {
    private static final int MOST_TRIES = 4;

    private final Client client;
    private final Answers answers;
    private final Progress progress;
    private long asyncSent;
    private boolean failed;
    private @Nullable Offsets inFlight;

    LoopCommits(Client client, Answers answers, Progress progress) {
        this.client = client;
        this.answers = answers;
        this.progress = progress;
    }

    private record Sent(long number, int tries) {}

    /** Whether the last commit of the loop failed, so that even an empty poll is followed by one. */
    boolean wantsToRetry() {
        return failed && answers.when() != When.NEVER && answers.when() != When.BEFORE_BATCH;
    }

    /** The commit of the loop. */
    Call start() {
        boolean async = answers.send() != Send.SYNC && answers.send() != Send.SYNC_OR_SKIP_BATCH;
        boolean positions = answers.which() == Which.POSITION;
        Offsets offsets = positions ? null : progress.uncommitted();
        if (!async) {
            return commitSync(offsets);
        }
        failed = false;
        believe(offsets);
        return client.commitAsync(offsets, new Sent(++asyncSent, 1));
    }

    private void believe(@Nullable Offsets offsets) {
        if (offsets == null) {
            progress.believeAllCommitted();
        } else {
            progress.believeCommitted(offsets);
        }
    }

    private Call commitSync(@Nullable Offsets offsets) {
        inFlight = offsets;
        return client.commitSync(offsets, client.context().config().defaultApiTimeoutMicros());
    }

    /** Takes note of how a call that this class started ended; true if what it carried is committed for certain. */
    boolean ended(Call call) {
        if (call.kind() != CallKind.COMMIT_SYNC) {
            return call.exception() == null;
        }
        failed = call.exception() != null;
        if (!failed) {
            believe(inFlight);
        }
        return !failed;
    }

    /** Starts what is to be done when partitions go; false if that is nothing. */
    boolean atHandOver(AtHandOver action) {
        if (action == AtHandOver.NOTHING) {
            return false;
        }
        commitSync(action == AtHandOver.COMMIT_POSITION ? null : progress.all());
        return true;
    }

    /** Starts the commit before close, or null if there is none. */
    @Nullable
    Call beforeClose() {
        return switch (answers.onClose()) {
            case NOTHING -> null;
            case COMMIT_POSITION -> commitSync(null);
            case COMMIT_PROCESSED, DRAIN_AND_COMMIT -> commitSync(progress.all());
        };
    }

    /** The callback of an asynchronous commit; true if it started a call of its own. */
    boolean onCallback(Upcall.Committed committed) {
        if (committed.exception() == null) {
            return false;
        }
        Sent sent = (Sent) committed.tag();
        boolean newest = sent.number() == asyncSent;
        boolean again = sent.tries() < MOST_TRIES && sendsAgain(newest);
        if (again && committed.exception() instanceof RetriableCommitFailedException) {
            client.commitAsync(committed.offsets(), new Sent(sent.number(), sent.tries() + 1));
            return true;
        }
        if (newest) {
            failed = true;
            progress.doubt(committed.offsets());
        }
        return false;
    }

    private boolean sendsAgain(boolean newest) {
        return answers.send() == Send.ASYNC_NAIVE_RETRY || (answers.send() == Send.ASYNC_GUARDED_RETRY && newest);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(asyncSent).add(failed).add(inFlight == null ? -1 : inFlight.hashCode());
    }
}
