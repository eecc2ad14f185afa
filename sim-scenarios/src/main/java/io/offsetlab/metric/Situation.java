package io.offsetlab.metric;

/**
 * A situation in which policies differ, recognized by the facts of a run alone. A sweep that never comes into one says nothing about
 * it. The order is that of results files: add at the end and raise their version.
 */
public enum Situation {
    CRASH_AFTER_EFFECT(
            Reach.USUAL,
            "crash-after-effect",
            "a process is killed after a record's effect and before a commit that covers it is stored"),
    CRASH_BEFORE_EFFECT(
            Reach.USUAL,
            "crash-before-effect",
            "a process is killed after a commit that covers a record is stored and before its effect"),
    CRASH_COMMIT_STORED(
            Reach.USUAL,
            "crash-commit-stored",
            "a process is killed before the answer to its last commit, which is stored"),
    CRASH_COMMIT_NOT_STORED(
            Reach.RARE,
            "crash-commit-not-stored",
            "a process is killed before the answer to its last commit, which is never stored"),
    REDELIVERY(Reach.USUAL, "redelivery", "a record has its effect again"),
    UNKNOWN_STORED(Reach.USUAL, "unknown-stored", "a client will not learn of a commit, which is stored"),
    UNKNOWN_NOT_STORED(Reach.USUAL, "unknown-not-stored", "a client will not learn of a commit, which is never stored"),
    REFUSED_UNKNOWN_MEMBER(Reach.USUAL, "refused-unknown-member", "a commit is refused with UNKNOWN_MEMBER_ID"),
    REFUSED_ILLEGAL_GENERATION(Reach.RARE, "refused-illegal-generation", "a commit is refused with ILLEGAL_GENERATION"),
    REFUSED_REBALANCE(Reach.ELSEWHERE, "refused-rebalance", "a commit is refused with REBALANCE_IN_PROGRESS"),
    REFUSED_FENCED(Reach.ELSEWHERE, "refused-fenced", "a commit is refused with FENCED_INSTANCE_ID"),
    REFUSED_MOVED(
            Reach.USUAL,
            "refused-moved",
            "a commit is refused because the coordinator has moved or is still loading the group"),
    OLDER_COMMIT_LATER(
            Reach.USUAL,
            "older-commit-later",
            "a member takes its own committed offset back without a seek: an old commit was sent again"),
    FAILOVER_BEFORE_FETCH(
            Reach.USUAL,
            "failover-before-fetch",
            "the coordinator moves after a commit, and who resumes there was assigned after the move"),
    REVOKED_IN_HAND(
            Reach.ELSEWHERE,
            "revoked-in-hand",
            "a partition is revoked while records of it are in hand, returned and without effect"),
    PARTITIONS_LOST(Reach.USUAL, "partitions-lost", "a client finds out that it has lost partitions"),
    ZOMBIE_EFFECT(
            Reach.USUAL,
            "zombie-effect",
            "a member whose session has timed out has an effect on a partition that another owns by now"),
    REBALANCE_IN_CLOSE(
            Reach.RARE, "rebalance-in-close", "another member joins or goes while a consumer is being closed"),
    TWO_REBALANCES_IN_A_POLL(
            Reach.USUAL, "two-rebalances-in-a-poll", "two generations are formed between two polls of an application"),
    EMPTY_POLL(Reach.USUAL, "empty-poll", "a poll returns nothing"),
    DEAD_LETTER(Reach.ELSEWHERE, "dead-letter", "a record that cannot be processed goes to a dead-letter topic"),
    GAP_SKIPPED(Reach.ELSEWHERE, "gap-skipped", "reading goes on behind offsets that hold no record"),
    START_ABOVE_COMMITTED(
            Reach.ELSEWHERE,
            "start-above-committed",
            "the log starts above the committed offset, and auto.offset.reset gives a new position"),
    TRANSACTION_COMMITTED(
            Reach.USUAL,
            Needs.TRANSACTIONS,
            "transaction-committed",
            "a transaction is committed: its outputs become visible, its offsets the committed ones"),
    TRANSACTION_ABORTED(
            Reach.USUAL,
            Needs.TRANSACTIONS,
            "transaction-aborted",
            "a producer aborts its transaction, of whose outputs nobody will see any"),
    PRODUCER_FENCED(
            Reach.USUAL,
            Needs.TRANSACTIONS,
            "producer-fenced",
            "a producer begins while a transaction of its transactional.id is open, which is aborted"),
    TRANSACTION_TIMED_OUT(
            Reach.USUAL,
            Needs.TRANSACTIONS,
            "transaction-timed-out",
            "a transaction is aborted because transaction.timeout.ms has passed"),
    CRASH_TRANSACTION_COMMITTED(
            Reach.RARE,
            Needs.TRANSACTIONS,
            "crash-transaction-committed",
            "a process is killed before commitTransaction() returns, and the transaction is committed");

    private final Reach reach;
    private final Needs needs;
    private final String text;
    private final String description;

    /** Where runs come into a situation, of policies that do what it needs. */
    public enum Reach {
        /** In some of a few dozen default worlds: a sweep of them that does not is blind. */
        USUAL,
        /** In default worlds, but not in every hundred of them. */
        RARE,
        /** Only in worlds that are asked for: with several workers, records that fail, gaps or retention, or foreign clients. */
        ELSEWHERE
    }

    /** What policies have to do to come into a situation. */
    public enum Needs {
        /** Nothing that not every policy does. */
        NOTHING,
        /** To produce in transactions. */
        TRANSACTIONS
    }

    Situation(Reach reach, String text, String description) {
        this(reach, Needs.NOTHING, text, description);
    }

    Situation(Reach reach, Needs needs, String text, String description) {
        this.reach = reach;
        this.needs = needs;
        this.text = text;
        this.description = description;
    }

    /** Where runs come into it, of policies that may. */
    public Reach reach() {
        return reach;
    }

    /** Which policies may come into it. */
    public Needs needs() {
        return needs;
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
