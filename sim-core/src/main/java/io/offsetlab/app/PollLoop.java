package io.offsetlab.app;

import io.offsetlab.consumer.Batch;
import io.offsetlab.consumer.Call;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.Upcall;
import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.policy.Answers;
import io.offsetlab.policy.Answers.AtHandOver;
import io.offsetlab.policy.Answers.Forget;
import io.offsetlab.policy.Answers.Send;
import io.offsetlab.policy.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * What the loops of a {@link Policy} have in common: the client's calls and upcalls, commits around a batch, hand-overs and the end.
 * How records are worked on is up to the loop.
 */
abstract class PollLoop implements Program {
    private static final long CLOSE_TIMEOUT_MICROS = 30_000_000;
    /** What starts a process again that was ended by what poll threw. */
    static final long RESTART_MICROS = 5_000_000;

    final Client client;
    final Answers answers;
    final LoopCommits commits;
    final Progress progress;
    Phase phase = Phase.POLLING;
    Batch batch = Batch.EMPTY;

    private final List<String> topics;
    private final long pollTimeoutMicros;
    private final Surroundings surroundings;
    private final RestOver restOver;
    private @Nullable Call awaited;
    private int @Nullable [] toForget;
    private boolean stopping;
    private boolean refused;

    /** What the loop's thread is at. */
    enum Phase {
        POLLING,
        COMMITTING_BEFORE,
        RESTING,
        WORKING,
        COMMITTING_WITHIN,
        COMMITTING_AFTER,
        COMMITTING_AND_RESTING,
        FINISHING,
        COMMITTING_TO_CLOSE,
        CLOSING,
        ENDED
    }

    PollLoop(Client client, Policy policy, List<String> topics, long pollTimeoutMicros, Surroundings surroundings) {
        this.client = client;
        this.answers = policy.answers();
        this.topics = topics;
        this.pollTimeoutMicros = pollTimeoutMicros;
        this.surroundings = surroundings;
        this.progress = new Progress(client.context().partitions().size());
        this.commits = new LoopCommits(client, answers, progress);
        this.restOver = new RestOver();
    }

    /** Where effect and offset go in one write, or null if reading starts at committed offsets. */
    abstract @Nullable StoreWriter store();

    /** A poll has returned, possibly nothing. */
    abstract void take(Batch polled);

    /** The records of the batch that was taken, or what is left of them, may be worked on. */
    abstract void work();

    /** A commit after some of a batch is over. */
    abstract void workOrPoll();

    /** The batch that was taken is given up. */
    abstract void drop();

    /** The loop is about to poll. */
    void beforePoll() {}

    /** Partitions go: what has to be done before the policy's action, which {@link #handOver} then starts. */
    void beforeHandOver(AtHandOver action, int[] partitions) {
        handOver(action);
    }

    /** Tracked offsets of these partitions are forgotten. */
    void forget(int[] partitions) {
        progress.forget(partitions);
    }

    /** The loop ends: what is in hand has to come to its end before {@link #prepareToClose}. */
    void finish() {
        prepareToClose();
    }

    /** The consumer is closed. */
    void end(Surroundings of) {
        of.ended();
    }

    @Override
    public void start() {
        client.subscribe(topics);
        poll();
    }

    @Override
    public void stop() {
        stopping = true;
        client.wakeup();
    }

    /** As {@link #stop}, by the loop itself: a poll that is going on ends, anything else comes to its own end. */
    final void stopItself() {
        stopping = true;
        if (phase == Phase.POLLING) {
            client.wakeup();
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a call is one going on, whatever it equals
    public void resume() {
        Call call = client.call();
        if (call == null || !call.hasNews()) {
            return;
        }
        Upcall due = call.upcall();
        if (due != null) {
            onUpcall(due);
            return;
        }
        client.finish(call);
        if (call == awaited) {
            awaited = null;
            next(call);
        } else {
            commits.ended(call);
            returnFromUpcall();
        }
    }

    private void onUpcall(Upcall due) {
        if (due instanceof Upcall.Assigned assigned) {
            StoreWriter store = store();
            if (store != null) {
                resumeFromStore(store, assigned.partitions(), false);
            }
            returnFromUpcall();
        } else if (due instanceof Upcall.Revoked revoked) {
            leave(answers.onRevoke(), revoked.partitions());
        } else if (due instanceof Upcall.Lost lost) {
            leave(answers.onLost(), lost.partitions());
        } else if (due instanceof Upcall.Committed committed && !commits.onCallback(committed)) {
            returnFromUpcall();
        }
    }

    /**
     * Seeks to what the store holds. A writer whose writes were refused has to do that too: a former owner may have written
     * after this one had looked.
     */
    private void resumeFromStore(StoreWriter store, int[] partitions, boolean onlyRefused) {
        surroundings.beforeLookingAt(partitions);
        for (int partition : partitions) {
            if (!onlyRefused || store.wasRefused(partition)) {
                seek(partition, store.resume(partition));
            }
        }
    }

    /** The loop moves its position. */
    void seek(int partition, long offset) {
        client.seek(partition, offset);
    }

    private void leave(AtHandOver action, int[] partitions) {
        toForget = answers.forget() == Forget.REVOKED ? partitions : null;
        beforeHandOver(action, partitions);
    }

    final void handOver(AtHandOver action) {
        if (!commits.atHandOver(action)) {
            returnFromUpcall();
        }
    }

    private void returnFromUpcall() {
        if (toForget != null) {
            forget(toForget);
            toForget = null;
        }
        Call outer = client.call();
        if (outer != null) {
            outer.returned();
            client.progress();
        }
    }

    private void next(Call call) {
        boolean woken = call.exception() instanceof WakeupException;
        switch (phase) {
            case POLLING -> onPolled(call, woken);
            case COMMITTING_BEFORE -> {
                boolean confirmed = commits.ended(call);
                if (confirmed || answers.send() != Send.SYNC_OR_SKIP_BATCH) {
                    work();
                } else {
                    seekBack();
                    rest();
                }
            }
            case COMMITTING_WITHIN -> {
                commits.ended(call);
                workOrPoll();
            }
            case COMMITTING_AFTER -> {
                commits.ended(call);
                poll();
            }
            case COMMITTING_AND_RESTING -> {
                commits.ended(call);
                rest();
            }
            case COMMITTING_TO_CLOSE -> {
                commits.ended(call);
                close();
            }
            case CLOSING -> {
                phase = Phase.ENDED;
                if (refused) {
                    surroundings.failed(RESTART_MICROS);
                } else {
                    end(surroundings);
                }
            }
            default -> throw new IllegalStateException("no call is awaited in phase " + phase);
        }
    }

    final void poll() {
        if (stopping) {
            finish();
            return;
        }
        StoreWriter store = store();
        if (store != null && store.wasRefused()) {
            resumeFromStore(store, client.positions().assigned(), true);
        }
        beforePoll();
        phase = Phase.POLLING;
        awaited = client.poll(pollTimeoutMicros, isIdle());
    }

    /**
     * Whoever is fenced, if only by a JoinGroup of its own whose answer was lost, lets the exception out and closes its consumer. With
     * the consumer protocol that happens to a static member, too, that starts again before the session of its former life is over, so
     * that it is started until the group takes it in (S5.15).
     */
    private void onPolled(Call call, boolean woken) {
        RuntimeException thrown = call.exception();
        if (woken || (stopping && thrown == null && call.value() == Batch.EMPTY)) {
            finish();
        } else if (thrown != null && client.membership().hasNetworkThread()) {
            refused = true;
            close();
        } else if (thrown instanceof FencedInstanceIdException) {
            close();
        } else if (thrown != null) {
            throw thrown;
        } else {
            take((Batch) Objects.requireNonNull(call.value()));
        }
    }

    /** Rests for retry.backoff.ms: a refused commit would be refused again at once, and the same records fetched for it. */
    final void rest() {
        phase = Phase.RESTING;
        long backoff = client.context().config().retryBackoffMicros();
        client.context().actor().schedule(client.context().now() + backoff, restOver);
    }

    private void seekBack() {
        drop();
        for (int run = batch.runs() - 1; run >= 0; run--) {
            if (client.positions().isAssigned(batch.partition(run))) {
                seek(batch.partition(run), batch.from(run));
            }
        }
    }

    final void commit(Phase during) {
        phase = during;
        awaited = commits.start();
    }

    final void tellWork(long endsAt) {
        surroundings.workBegins(endsAt);
    }

    final void prepareToClose() {
        phase = Phase.COMMITTING_TO_CLOSE;
        Call call = commits.beforeClose();
        if (call == null) {
            close();
        } else {
            awaited = call;
        }
    }

    private void close() {
        phase = Phase.CLOSING;
        awaited = client.close(CLOSE_TIMEOUT_MICROS);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(phase.ordinal()).add(stopping).add(refused).add(Arrays.hashCode(toForget));
        fingerprint.add(batch.records());
        fingerprint.add(progress).add(commits);
    }

    /** The application polls again after a refused commit or a record that failed. */
    private final class RestOver extends ActorEvent {
        RestOver() {
            super(client.context().actor());
        }

        @Override
        protected void act() {
            poll();
        }
    }
}
