package io.offsetlab.metric;

/**
 * A situation in which policies differ, recognized by the facts of a run alone. A sweep that never comes into one says nothing about
 * it. The order is that of results files: add at the end and raise their version.
 */
public enum Situation {
    CRASH_AFTER_EFFECT(
            "crash-after-effect",
            "a process is killed after a record's effect and before a commit that covers it is stored"),
    CRASH_BEFORE_EFFECT(
            "crash-before-effect",
            "a process is killed after a commit that covers a record is stored and before its effect"),
    CRASH_COMMIT_STORED(
            "crash-commit-stored", "a process is killed before the answer to its last commit, which is stored"),
    CRASH_COMMIT_NOT_STORED(
            "crash-commit-not-stored",
            "a process is killed before the answer to its last commit, which is never stored"),
    REDELIVERY("redelivery", "a record has its effect again"),
    UNKNOWN_STORED("unknown-stored", "a client will not learn of a commit, which is stored"),
    UNKNOWN_NOT_STORED("unknown-not-stored", "a client will not learn of a commit, which is never stored"),
    REFUSED_UNKNOWN_MEMBER("refused-unknown-member", "a commit is refused with UNKNOWN_MEMBER_ID"),
    REFUSED_ILLEGAL_GENERATION("refused-illegal-generation", "a commit is refused with ILLEGAL_GENERATION"),
    REFUSED_REBALANCE("refused-rebalance", "a commit is refused with REBALANCE_IN_PROGRESS"),
    REFUSED_FENCED("refused-fenced", "a commit is refused with FENCED_INSTANCE_ID"),
    REFUSED_MOVED(
            "refused-moved", "a commit is refused because the coordinator has moved or is still loading the group"),
    OLDER_COMMIT_LATER(
            "older-commit-later",
            "a member takes its own committed offset back without a seek: an old commit was sent again"),
    FAILOVER_BEFORE_FETCH(
            "failover-before-fetch",
            "the coordinator moves after a commit, and who resumes there was assigned after the move"),
    REVOKED_IN_HAND(
            "revoked-in-hand", "a partition is revoked while records of it are in hand, returned and without effect"),
    PARTITIONS_LOST("partitions-lost", "a client finds out that it has lost partitions"),
    ZOMBIE_EFFECT(
            "zombie-effect",
            "a member whose session has timed out has an effect on a partition that another owns by now"),
    REBALANCE_IN_CLOSE("rebalance-in-close", "another member joins or goes while a consumer is being closed"),
    TWO_REBALANCES_IN_A_POLL(
            "two-rebalances-in-a-poll", "two generations are formed between two polls of an application"),
    EMPTY_POLL("empty-poll", "a poll returns nothing"),
    DEAD_LETTER("dead-letter", "a record that cannot be processed goes to a dead-letter topic"),
    GAP_SKIPPED("gap-skipped", "reading goes on behind offsets that hold no record"),
    START_ABOVE_COMMITTED(
            "start-above-committed",
            "the log starts above the committed offset, and auto.offset.reset gives a new position");

    private final String text;
    private final String description;

    Situation(String text, String description) {
        this.text = text;
        this.description = description;
    }

    /** The name in files and lists. */
    public String text() {
        return text;
    }

    /** One line about it. */
    public String description() {
        return description;
    }
}
