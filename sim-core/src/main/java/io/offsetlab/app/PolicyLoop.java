package io.offsetlab.app;

import io.offsetlab.consumer.Batch;
import io.offsetlab.consumer.Client;
import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.policy.Answers.StartFrom;
import io.offsetlab.policy.Answers.When;
import io.offsetlab.policy.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loop of a policy whose thread works through what a poll returned: without an event for each record. */
final class PolicyLoop extends PollLoop {
    private final @Nullable StoreWriter store;
    private final RecordLog records;
    private final Worker worker;
    private final WorkDone workDone;
    private long sinceCommit;

    PolicyLoop(
            Client client,
            Policy policy,
            List<String> topics,
            long pollTimeoutMicros,
            Workplace workplace,
            Surroundings surroundings) {
        super(client, policy, topics, pollTimeoutMicros, surroundings);
        boolean external = answers.startFrom() == StartFrom.EXTERNAL_STORE;
        int partitions = client.context().partitions().size();
        this.store = external ? new StoreWriter(client.context(), workplace.store(), partitions) : null;
        this.records = new RecordLog(client.context(), workplace.effects(), store, progress);
        this.worker = new Worker(workplace.processing(), workplace.times(), records);
        this.workDone = new WorkDone();
    }

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    @Nullable
    StoreWriter store() {
        return store;
    }

    @Override
    public boolean isIdle() {
        return phase == Phase.POLLING && !commits.wantsToRetry();
    }

    @Override
    void take(Batch polled) {
        batch = polled;
        if (polled.isEmpty()) {
            if (commits.wantsToRetry()) {
                commitNow(Phase.COMMITTING_AFTER);
            } else {
                poll();
            }
            return;
        }
        worker.take(polled);
        if (answers.when() == When.BEFORE_BATCH) {
            commitNow(Phase.COMMITTING_BEFORE);
        } else {
            work();
        }
    }

    @Override
    void drop() {
        worker.drop();
    }

    /** Works on the next records, up to the point where the policy acts again. */
    @Override
    void work() {
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
        tellWork(endsAt);
    }

    private void onWorked() {
        boolean within = answers.when() == When.EVERY_N && sinceCommit == answers.every();
        within |=
                answers.when() == When.MID_BATCH && worker.left() == batch.records() - Math.max(1, batch.records() / 2);
        if (within) {
            commitNow(Phase.COMMITTING_WITHIN);
        } else if (answers.when() == When.AFTER_BATCH && worker.left() == 0) {
            commitNow(Phase.COMMITTING_AFTER);
        } else {
            workOrPoll();
        }
    }

    private void commitNow(Phase during) {
        sinceCommit = 0;
        commit(during);
    }

    @Override
    void workOrPoll() {
        if (worker.left() > 0) {
            work();
        } else {
            poll();
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(sinceCommit).add(records).add(worker);
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
}
