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
import io.offsetlab.policy.Answers.StartFrom;
import io.offsetlab.policy.Answers.When;
import io.offsetlab.policy.Policy;
import io.offsetlab.sink.Effects;
import io.offsetlab.sink.ExternalStore;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** The poll loop that a {@link Policy} describes: poll, process, commit, and what it does in callbacks and on close. */
public final class PolicyLoop implements Program {
    private final Client client;
    private final Answers answers;
    private final List<String> topics;
    private final long pollTimeoutMicros;
    private final ExternalStore store;
    private final Surroundings surroundings;
    private final Progress progress;
    private final RecordLog records;
    private final Worker worker;
    private final LoopCommits commits;
    private final WorkDone workDone;
    private final RestOver restOver;
    private Phase phase = Phase.POLLING;
    private @Nullable Call awaited;
    private Batch batch = Batch.EMPTY;
    private long sinceCommit;
    private int @Nullable [] toForget;
    private boolean stopping;

    private enum Phase {
        POLLING,
        COMMITTING_BEFORE,
        RESTING,
        WORKING,
        COMMITTING_WITHIN,
        COMMITTING_AFTER,
        COMMITTING_TO_CLOSE,
        CLOSING,
        ENDED
    }

    public PolicyLoop(
            Client client,
            Policy policy,
            List<String> topics,
            long pollTimeoutMicros,
            WorkerFactory workers,
            Effects effects,
            ExternalStore store,
            Surroundings surroundings) {
        this.client = client;
        this.answers = policy.answers();
        this.topics = topics;
        this.pollTimeoutMicros = pollTimeoutMicros;
        this.store = store;
        this.surroundings = surroundings;
        this.progress = new Progress(client.context().partitions().size());
        boolean external = answers.startFrom() == StartFrom.EXTERNAL_STORE;
        this.records = new RecordLog(client.context(), effects, external ? store : null, progress);
        this.worker = workers.create(records);
        this.commits = new LoopCommits(client, answers, progress);
        this.workDone = new WorkDone();
        this.restOver = new RestOver();
    }

    /** Makes the worker that reports to a loop. */
    public interface WorkerFactory {
        Worker create(Worker.Progress progress);
    }

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    public boolean isIdle() {
        return phase == Phase.POLLING && !commits.wantsToRetry();
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
            if (answers.startFrom() == StartFrom.EXTERNAL_STORE) {
                resumeFromStore(assigned.partitions(), false);
            }
            returnFromUpcall();
        } else if (due instanceof Upcall.Revoked revoked) {
            handOver(answers.onRevoke(), revoked.partitions());
        } else if (due instanceof Upcall.Lost lost) {
            handOver(answers.onLost(), lost.partitions());
        } else if (due instanceof Upcall.Committed committed && !commits.onCallback(committed)) {
            returnFromUpcall();
        }
    }

    /**
     * Seeks to what the store holds. A writer whose writes were refused has to do that too: a former owner may have written
     * after this one had looked.
     */
    private void resumeFromStore(int[] partitions, boolean onlyRefused) {
        surroundings.beforeLookingAt(partitions);
        for (int partition : partitions) {
            if (!onlyRefused || records.wasRefused(partition)) {
                client.seek(partition, records.resumeFromStore(store, partition));
            }
        }
    }

    private void handOver(AtHandOver action, int[] partitions) {
        toForget = answers.forget() == Forget.REVOKED ? partitions : null;
        if (!commits.atHandOver(action)) {
            returnFromUpcall();
        }
    }

    private void returnFromUpcall() {
        if (toForget != null) {
            progress.forget(toForget);
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
            case COMMITTING_TO_CLOSE -> {
                commits.ended(call);
                close();
            }
            case CLOSING -> {
                phase = Phase.ENDED;
                surroundings.ended();
            }
            default -> throw new IllegalStateException("no call is awaited in phase " + phase);
        }
    }

    private void poll() {
        if (stopping) {
            prepareToClose();
            return;
        }
        if (records.wasRefused()) {
            resumeFromStore(client.positions().assigned(), true);
        }
        phase = Phase.POLLING;
        boolean idle = !commits.wantsToRetry();
        awaited = client.poll(pollTimeoutMicros, idle);
    }

    /** Whoever is fenced, if only by a JoinGroup of its own whose answer was lost, lets the exception out and closes its consumer. */
    private void onPolled(Call call, boolean woken) {
        RuntimeException thrown = call.exception();
        if (woken || (stopping && thrown == null && call.value() == Batch.EMPTY)) {
            prepareToClose();
        } else if (thrown instanceof FencedInstanceIdException) {
            close();
        } else if (thrown != null) {
            throw thrown;
        } else {
            take((Batch) Objects.requireNonNull(call.value()));
        }
    }

    private void take(Batch polled) {
        batch = polled;
        if (polled.isEmpty()) {
            if (commits.wantsToRetry()) {
                commit(Phase.COMMITTING_AFTER);
            } else {
                poll();
            }
            return;
        }
        worker.take(polled);
        if (answers.when() == When.BEFORE_BATCH) {
            commit(Phase.COMMITTING_BEFORE);
        } else {
            work();
        }
    }

    /** Rests for retry.backoff.ms: a refused commit would be refused again at once, and the same records fetched for it. */
    private void rest() {
        phase = Phase.RESTING;
        long backoff = client.context().config().retryBackoffMicros();
        client.context().actor().schedule(client.context().now() + backoff, restOver);
    }

    private void seekBack() {
        worker.drop();
        for (int run = batch.runs() - 1; run >= 0; run--) {
            if (client.positions().isAssigned(batch.partition(run))) {
                client.seek(batch.partition(run), batch.from(run));
            }
        }
    }

    /** Works on the next records, up to the point where the policy acts again. */
    private void work() {
        long stretch = worker.left();
        if (answers.when() == When.EVERY_N) {
            stretch = Math.min(stretch, answers.every() - sinceCommit);
        } else if (answers.when() == When.MID_BATCH && stretch == batch.records()) {
            stretch = Math.max(1, stretch / 2);
        }
        phase = Phase.WORKING;
        sinceCommit += stretch;
        long endsAt = worker.work(stretch, client.context().now());
        client.context().actor().schedule(endsAt, workDone);
        surroundings.workBegins(endsAt);
    }

    private void onWorked() {
        boolean within = answers.when() == When.EVERY_N && sinceCommit == answers.every();
        within |=
                answers.when() == When.MID_BATCH && worker.left() == batch.records() - Math.max(1, batch.records() / 2);
        if (within) {
            commit(Phase.COMMITTING_WITHIN);
        } else if (answers.when() == When.AFTER_BATCH && worker.left() == 0) {
            commit(Phase.COMMITTING_AFTER);
        } else {
            workOrPoll();
        }
    }

    private void workOrPoll() {
        if (worker.left() > 0) {
            work();
        } else {
            poll();
        }
    }

    private void commit(Phase during) {
        phase = during;
        sinceCommit = 0;
        awaited = commits.start();
    }

    private void prepareToClose() {
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
        awaited = client.close(30_000_000);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(phase.ordinal()).add(sinceCommit).add(stopping).add(Arrays.hashCode(toForget));
        fingerprint.add(batch.records());
        fingerprint.add(progress).add(records).add(worker).add(commits);
    }

    /** The application has finished the records of a stretch. */
    private final class WorkDone extends ActorEvent {
        WorkDone() {
            super(client.context().actor());
        }

        @Override
        protected void act() {
            worker.catchUp(client.context().now());
            if (worker.isBusy()) {
                actor().schedule(worker.endsAt(), this);
            } else {
                onWorked();
            }
        }
    }

    /** The application polls again after a refused commit. */
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
