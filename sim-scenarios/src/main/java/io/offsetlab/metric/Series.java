package io.offsetlab.metric;

/** A list of numbers of a run, one for each time that something happened. The order is that of results files. */
public enum Series {
    REPEATS_PER_CRASH("repeats-per-crash", "records of a partition repeated in an incident that began with a crash"),
    REPEATS_PER_REBALANCE(
            "repeats-per-rebalance", "records of a partition repeated in an incident that began otherwise"),
    HAND_OVER_MICROS(
            "hand-over-us", "microseconds from a partition's last effect under one owner to the first under the next"),
    RECOVERY_MICROS("recovery-us", "microseconds from a fault until no record was waiting");

    private final String text;
    private final String description;

    Series(String text, String description) {
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
