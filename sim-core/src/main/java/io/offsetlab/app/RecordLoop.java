package io.offsetlab.app;

import io.offsetlab.consumer.Batch;
import io.offsetlab.consumer.Client;
import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.policy.Answers.AtHandOver;
import io.offsetlab.policy.Answers.Forget;
import io.offsetlab.policy.Answers.StartFrom;
import io.offsetlab.policy.Answers.When;
import io.offsetlab.policy.OnError.Reaction;
import io.offsetlab.policy.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The loop of a policy where something can happen to a single record: it throws, it is slow, workers finish out of order, its effect
 * is not durable at once. With one worker the thread that polls does the work, and polls when all of it is done. With several it hands
 * records over and keeps polling; while as many records wait as there are workers, its partitions are paused.
 */
final class RecordLoop extends PollLoop implements RecordJob.Loop {
    private final Workplace workplace;
    private final Handling application;
    private final RecordEffects effects;
    private final Tracker tracker;
    private final RecordJob job;
    private final Workers workers;
    private final Worker idle;
    private final WorkDone workDone;
    private final Failures failures;
    private final CommitSchedule schedule;
    private final Background background;
    private boolean failed;
    private @Nullable AtHandOver draining;
    private int[] drained = new int[0];

    RecordLoop(
            Client client,
            Policy policy,
            List<String> topics,
            long pollTimeoutMicros,
            Workplace workplace,
            Surroundings surroundings) {
        super(client, policy, topics, pollTimeoutMicros, surroundings);
        this.workplace = workplace;
        application = workplace.application();
        int partitions = client.context().partitions().size();
        tracker = new Tracker(answers.which(), progress, partitions);
        failures = new Failures(partitions);
        effects = new RecordEffects(
                client.context(), workplace, answers.startFrom() == StartFrom.EXTERNAL_STORE, tracker::durable);
        job = new RecordJob(answers, effects, tracker, this);
        workers = new Workers(client.context().actor(), application.workers(), job);
        idle = new Worker(workplace.processing(), workplace.times(), Worker.NOBODY);
        workDone = new WorkDone();
        schedule = new CommitSchedule(answers, progress, isPool(), now());
        background = new Background();
    }

    private boolean isPool() {
        return application.workers() > 1;
    }

    private long now() {
        return client.context().now();
    }

    @Override
    @Nullable
    StoreWriter store() {
        return effects.store();
    }

    /** Idle for ever: each record has an event. */
    @Override
    public Worker worker() {
        return idle;
    }

    @Override
    public void standStill(long micros) {
        workers.standStill(micros);
    }

    @Override
    public void slowDown(long micros) {
        workers.slowDown(micros);
    }

    @Override
    public boolean isIdle() {
        boolean nothingInHand = workers.running() == 0 && workers.waiting() == 0 && effects.isSettled();
        return phase == Phase.POLLING && nothingInHand && !commits.wantsToRetry() && !schedule.isOpen();
    }

    @Override
    void take(Batch polled) {
        batch = polled;
        if (!polled.isEmpty() && answers.when() == When.BEFORE_BATCH) {
            commitNow(Phase.COMMITTING_BEFORE);
        } else {
            work();
        }
    }

    /** Hands the batch over to the workers, one of which may be this thread. */
    @Override
    void work() {
        for (int run = 0; run < batch.runs(); run++) {
            int partition = batch.partition(run);
            tracker.polled(partition, batch.from(run), batch.to(run));
            for (long offset = batch.from(run); offset < batch.to(run); offset++) {
                long micros = effects.processingMicros(partition, offset);
                workers.add(new Task(partition, offset, tracker.epoch(partition), sequence(partition, offset), micros));
            }
        }
        if (isPool()) {
            workers.start(Long.MAX_VALUE);
            turn();
        } else {
            workOrPoll();
        }
    }

    /** Numbers what is processed one after another; with one worker that is everything. */
    private long sequence(int partition, long offset) {
        return switch (application.order()) {
            case PARTITION -> partition;
            case KEY ->
                workplace.key(partition, offset) * client.context().partitions().size() + partition;
            case NONE -> offset * client.context().partitions().size() + partition;
        };
    }

    @Override
    void workOrPoll() {
        if (isPool() || workers.waiting() == 0) {
            turn();
            return;
        }
        long stretch = workers.waiting();
        if (answers.when() == When.EVERY_N) {
            stretch = Math.min(stretch, answers.every() - job.finished());
        } else if (answers.when() == When.MID_BATCH && stretch == batch.records()) {
            stretch = Math.max(1, stretch / 2);
        }
        phase = Phase.WORKING;
        long endsAt = now() + workers.waitingMicros(stretch);
        client.context().actor().schedule(endsAt, workDone);
        tellWork(endsAt);
        watchInterval();
        workers.start(stretch);
        endEarly();
    }

    /** The thread has finished the records of a stretch. */
    private void onWorked() {
        boolean within = answers.when() == When.EVERY_N && job.finished() >= answers.every();
        within |= answers.when() == When.MID_BATCH
                && workers.waiting() == batch.records() - Math.max(1, batch.records() / 2);
        if (within) {
            commitNow(Phase.COMMITTING_WITHIN);
        } else {
            workOrPoll();
        }
    }

    /** Between two polls: commits if the policy has a reason to. */
    private void turn() {
        boolean again = batch.isEmpty() && commits.wantsToRetry();
        if (again || isCommitDue()) {
            commitNow(Phase.COMMITTING_AFTER);
        } else {
            poll();
        }
    }

    private boolean isCommitDue() {
        return schedule.isDue(batch, job.finished(), now());
    }

    /** While the thread works, a client with a thread of its own commits all the same. */
    private void watchInterval() {
        if (schedule.inBackground() && !background.isScheduled()) {
            client.context().actor().schedule(Math.max(now(), schedule.nextAt()), background);
        }
    }

    private void commitNow(Phase during) {
        job.countFromZero();
        schedule.committed(now());
        commit(during);
    }

    /** A pool that has enough is given no more: its partitions are paused, while the loop polls on so as to remain a member. */
    @Override
    void beforePoll() {
        if (isPool()) {
            int[] assigned = client.positions().assigned();
            if (workers.waiting() >= application.workers()) {
                client.pause(assigned);
            } else {
                client.resume(assigned);
            }
        }
    }

    @Override
    void drop() {
        workers.drop();
    }

    @Override
    void seek(int partition, long offset) {
        super.seek(partition, offset);
        tracker.soughtBack(partition, offset);
        workers.drop(new int[] {partition});
    }

    @Override
    public void failed(Task task) {
        if (task.abandoned || failed) {
            return;
        }
        task.failures = isPool() ? task.failures + 1 : failures.count(task.partition, task.offset);
        if (answers.onError().triesAgain(task.failures)) {
            tryAgain(task);
            return;
        }
        switch (answers.onError().reaction()) {
            case SKIP -> job.skip(task);
            case DEAD_LETTER -> job.deadLetter(task);
            case IGNORE -> job.ignore(task);
            default -> {
                failed = true;
                workers.drop();
                workers.abandonAll();
                stopItself();
            }
        }
    }

    private void tryAgain(Task task) {
        if (isPool()) {
            workers.retry(task, client.context().config().retryBackoffMicros());
            return;
        }
        Map<Integer, Long> next = workers.drop();
        next.put(task.partition, task.offset);
        boolean all = answers.onError().reaction() != Reaction.RETRY_PARTITION;
        next.forEach((partition, offset) -> {
            boolean wanted = all || partition == task.partition;
            if (wanted && client.positions().isAssigned(partition)) {
                seek(partition, offset);
            }
        });
        client.context().actor().cancel(workDone);
        if (isCommitDue()) {
            commitNow(Phase.COMMITTING_AND_RESTING);
        } else {
            rest();
        }
    }

    /** In a serial loop: whether the stretch is over before its time was, which the event of its end then learns. */
    private void endEarly() {
        boolean over = workers.running() == 0 && (workers.waiting() == 0 || workers.mayStart() == 0);
        if (phase == Phase.WORKING && over && workDone.isScheduled() && workDone.at() > now()) {
            client.context().actor().cancel(workDone);
            client.context().actor().schedule(now(), workDone);
        }
    }

    @Override
    public void progressed() {
        endEarly();
        if (draining != null && !workers.isRunning(drained)) {
            AtHandOver action = draining;
            draining = null;
            effects.flush();
            handOver(action);
        }
        if (phase == Phase.FINISHING && workers.running() == 0) {
            finish();
        }
    }

    @Override
    void beforeHandOver(AtHandOver action, int[] partitions) {
        if (answers.forget() == Forget.REVOKED || action == AtHandOver.DRAIN_AND_COMMIT) {
            workers.drop(partitions);
        }
        if (action == AtHandOver.DRAIN_AND_COMMIT && workers.isRunning(partitions)) {
            draining = action;
            drained = partitions;
            return;
        }
        if (action == AtHandOver.DRAIN_AND_COMMIT) {
            effects.flush();
        }
        handOver(action);
    }

    @Override
    void forget(int[] partitions) {
        tracker.forget(partitions);
    }

    /** What is being worked on comes to its end, what waits is left to others, and what the sink accepted becomes durable. */
    @Override
    void finish() {
        workers.drop();
        workers.abandonAll();
        if (workers.running() > 0) {
            phase = Phase.FINISHING;
            return;
        }
        effects.flush();
        prepareToClose();
    }

    @Override
    void end(Surroundings of) {
        if (failed) {
            of.failed(application.restartMicros());
        } else {
            of.ended();
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(job).add(failed);
        fingerprint.add(draining == null ? -1 : draining.ordinal()).add(Arrays.hashCode(drained));
        fingerprint.add(effects).add(schedule).add(tracker).add(workers).add(failures);
    }

    /** The interval of a client that commits in the background is over. */
    private final class Background extends ActorEvent {
        Background() {
            super(client.context().actor());
        }

        @Override
        protected void act() {
            if (phase != Phase.WORKING || client.call() != null) {
                return;
            }
            boolean due = isCommitDue();
            schedule.committed(now());
            if (due) {
                commits.start();
            }
            watchInterval();
        }
    }

    /** A stretch of the thread that polls is over. */
    private final class WorkDone extends ActorEvent {
        WorkDone() {
            super(client.context().actor());
        }

        @Override
        protected void act() {
            if (client.call() != null) {
                // a commit in the background that has news at this very instant comes first
                actor().schedule(now(), this);
            } else if (workers.running() > 0) {
                actor().schedule(workers.endsAt(workers.mayStart()), this);
            } else if (failed) {
                finish();
            } else {
                onWorked();
            }
        }
    }
}
