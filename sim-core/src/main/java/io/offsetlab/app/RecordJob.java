package io.offsetlab.app;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.policy.Answers;
import io.offsetlab.policy.Answers.Storing;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.protocol.Outcome;

/** What workers do with a record, and what the loop remembers of it: whether it is finished, and the offset that is marked for it. */
final class RecordJob implements Workers.Job, Fingerprinted {
    private final Answers answers;
    private final RecordEffects effects;
    private final Tracker tracker;
    private final Loop loop;
    private long finished;

    /** Whose records they are. */
    interface Loop {
        /** Processing of a record threw. */
        void failed(Task task);

        /** Something ended, and whoever was free has taken up what it could. */
        void progressed();
    }

    RecordJob(Answers answers, RecordEffects effects, Tracker tracker, Loop loop) {
        this.answers = answers;
        this.effects = effects;
        this.tracker = tracker;
        this.loop = loop;
    }

    /** How many records were finished since that was asked to be counted from 0. */
    long finished() {
        return finished;
    }

    void countFromZero() {
        finished = 0;
    }

    @Override
    public boolean begin(Task task) {
        if (storesAt(Storing.BEFORE_PROCESSING) && isWanted(task) && task.failures == 0) {
            mark(task);
        }
        boolean begun = effects.begin(task.partition, task.offset, task.worker);
        if (!begun) {
            finished(task, Outcome.REFUSED);
        }
        return begun;
    }

    @Override
    public void end(Task task) {
        Outcome outcome = effects.end(task.partition, task.offset, task.worker);
        if (outcome == Outcome.FAILED) {
            loop.failed(task);
        } else {
            finished(task, outcome);
        }
    }

    @Override
    public void progressed() {
        loop.progressed();
    }

    void skip(Task task) {
        finished(task, effects.skip(task.partition, task.offset, task.worker));
    }

    void deadLetter(Task task) {
        finished(task, effects.deadLetter(task.partition, task.offset, task.worker));
    }

    /** The loop goes on as if the record had succeeded. */
    void ignore(Task task) {
        finished(task, Outcome.FAILED);
    }

    private void finished(Task task, Outcome outcome) {
        finished++;
        if (!isWanted(task)) {
            return;
        }
        if (outcome != Outcome.ACCEPTED || answers.which() != Which.DURABLE) {
            tracker.finished(task.partition, task.offset);
        }
        if (storesAt(Storing.AFTER_PROCESSING)) {
            mark(task);
        }
    }

    private boolean isWanted(Task task) {
        return task.epoch == tracker.epoch(task.partition);
    }

    private boolean storesAt(Storing moment) {
        return answers.which() == Which.STORED && answers.storing() == moment;
    }

    private void mark(Task task) {
        effects.mark(task.partition, task.offset + 1);
        tracker.marked(task.partition, task.offset + 1);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(finished);
    }
}
