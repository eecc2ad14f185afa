package io.offsetlab.metric;

/** One number of a run. The order is that of results files: add at the end and raise their version. */
public enum Metric {
    RECORDS("records", "records that a consumer can see: appended and not hidden"),
    EFFECTS("effects", "effects of records, repeated ones included"),
    FINISHED("finished", "different records with an effect, or left out on purpose"),
    SKIPPED("skipped", "records left out on purpose"),
    LOST("lost", "records without effect below the resume point when the run ends"),
    UNREAD("unread", "records without effect at or above the resume point when the run ends"),
    RESIDUE("residue", "records with effect at or above the resume point when the run ends"),
    REPEATED("repeated", "effects that had happened before"),
    REPEATED_DISTINCT("repeated-distinct", "different records whose effect happened more than once"),
    COMMITS_SYNC("commits-sync", "commit requests sent by commitSync"),
    COMMITS_ASYNC("commits-async", "commit requests sent by commitAsync"),
    COMMITS_AUTO_INTERVAL("commits-auto-interval", "commit requests of auto-commit after auto.commit.interval.ms"),
    COMMITS_AUTO_REBALANCE("commits-auto-rebalance", "commit requests of auto-commit before a rebalance"),
    COMMITS_AUTO_CLOSE("commits-auto-close", "commit requests of auto-commit in close"),
    COMMITS_CLAIRVOYANT("commits-clairvoyant", "commit requests of the bound"),
    OFFSETS_SENT("offsets-sent", "partitions in all commit requests"),
    COMMITS_APPLIED("commits-applied", "commits of which the coordinator stored an offset"),
    COMMITS_REFUSED("commits-refused", "commits that the coordinator refused, wholly or in part"),
    COMMITS_UNKNOWN("commits-unknown", "commits of which the client does not learn whether they were stored"),
    REWINDS("rewinds", "stored offsets that moved back, asked for or not"),
    REWOUND("rewound", "records by which stored offsets moved back"),
    FOREIGN("foreign-commits", "offsets stored for a partition that belonged to another member or to none"),
    COMMIT_BLOCKED_MICROS("commit-blocked-us", "microseconds that applications waited in commitSync"),
    COMMIT_BLOCKED_MAX_MICROS("commit-blocked-max-us", "microseconds of the longest wait in commitSync"),
    PROCESSING_MICROS("processing-us", "microseconds that applications worked on records"),
    DONE_AT_MICROS("done-at-us", "virtual time at which the last record had its first effect"),
    RECOVERY_MICROS("recovery-us", "microseconds from the end of all faults until every record had its effect"),
    CRASHES("crashes", "processes killed"),
    EVICTIONS("evictions", "members that the coordinator removed"),
    REBALANCES("rebalances", "generations formed, or target assignments of the consumer protocol"),
    COORDINATOR_MOVES("coordinator-moves", "moves of the group to another coordinator"),
    FAULTS_FIRED("faults-fired", "faults of the scenario that happened"),
    FAULTS_NOT_REACHED(
            "faults-not-reached", "faults of the scenario whose anchor was not reached, or whose target was gone"),
    EMPTY_POLLS(
            "empty-polls",
            "polls that returned nothing, without those that were skipped because nothing could have come"),
    HEARTBEATS("heartbeats", "heartbeats that changed nothing");

    private final String text;
    private final String description;

    Metric(String text, String description) {
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
