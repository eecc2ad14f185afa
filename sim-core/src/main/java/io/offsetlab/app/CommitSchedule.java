package io.offsetlab.app;

import io.offsetlab.consumer.Batch;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.policy.Answers;
import io.offsetlab.policy.Answers.Send;
import io.offsetlab.policy.Answers.When;
import io.offsetlab.policy.Answers.Which;

/** When a {@link RecordLoop} commits. */
final class CommitSchedule implements Fingerprinted {
    private static final long MICROS_PER_MILLI = 1_000;

    private final Answers answers;
    private final Progress progress;
    private final boolean pool;
    private long lastAt;

    /** @param now when the process starts */
    CommitSchedule(Answers answers, Progress progress, boolean pool, long now) {
        this.answers = answers;
        this.progress = progress;
        this.pool = pool;
        lastAt = now;
    }

    /** A commit begins. */
    void committed(long now) {
        lastAt = now;
    }

    /** Whether the loop commits even if no further record comes. */
    boolean isOpen() {
        boolean looks = answers.when() == When.AFTER_BATCH || hasInterval();
        return looks && progress.hasUncommitted();
    }

    private boolean hasInterval() {
        return answers.when() == When.EVERY_INTERVAL || answers.when() == When.IN_BACKGROUND;
    }

    /**
     * Whether there is a reason to commit between two polls.
     *
     * @param batch what was polled last
     * @param finished records since the last commit
     */
    boolean isDue(Batch batch, long finished, long now) {
        return switch (answers.when()) {
            case NEVER, BEFORE_BATCH -> false;
            case MID_BATCH -> pool && !batch.isEmpty();
            case AFTER_BATCH ->
                progress.hasUncommitted() || (pool && answers.which() == Which.POSITION && !batch.isEmpty());
            case EVERY_N -> finished >= answers.every();
            case EVERY_INTERVAL, IN_BACKGROUND -> isOpen() && now >= nextAt();
        };
    }

    /** When the interval is over. */
    long nextAt() {
        return lastAt + answers.every() * MICROS_PER_MILLI;
    }

    /** Whether commits go out while the application works; one that waits for its answer cannot. */
    boolean inBackground() {
        boolean waits = answers.send() == Send.SYNC || answers.send() == Send.SYNC_OR_SKIP_BATCH;
        return answers.when() == When.IN_BACKGROUND && !waits;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.addTime(hasInterval() ? lastAt : Long.MAX_VALUE);
    }
}
