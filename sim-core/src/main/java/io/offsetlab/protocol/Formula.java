package io.offsetlab.protocol;

/**
 * How many records a policy may at most repeat in an incident, or leave uncommitted after healing, for each partition: a formula
 * over config and workload, printed as text and evaluated to a number.
 *
 * @param unbounded no number bounds it
 * @param records so many records whatever the config
 * @param polls so many times max.poll.records
 * @param intervals so many times the records that can be processed in auto.commit.interval.ms
 */
public record Formula(boolean unbounded, long records, int polls, int intervals) {
    public static final Formula UNBOUNDED = new Formula(true, 0, 0, 0);
    public static final Formula NONE = new Formula(false, 0, 0, 0);

    public static Formula records(long records) {
        return new Formula(false, records, 0, 0);
    }

    public static Formula polls(int polls) {
        return new Formula(false, 0, polls, 0);
    }

    public static Formula pollsAndIntervals(int polls, int intervals) {
        return new Formula(false, 0, polls, intervals);
    }

    /**
     * What a formula is evaluated with.
     *
     * @param maxPollRecords max.poll.records
     * @param autoCommitIntervalMicros auto.commit.interval.ms, in microseconds
     * @param minProcessingMicros the shortest time that the workload needs for a record, at least 1
     */
    public record Inputs(int maxPollRecords, long autoCommitIntervalMicros, long minProcessingMicros) {}

    /** The bound in records, {@link Long#MAX_VALUE} if there is none. */
    public long evaluate(Inputs inputs) {
        if (unbounded) {
            return Long.MAX_VALUE;
        }
        long perInterval = inputs.autoCommitIntervalMicros() / inputs.minProcessingMicros() + 1;
        return records + (long) polls * inputs.maxPollRecords() + intervals * perInterval;
    }

    /** The formula as a person reads it. */
    public String text() {
        if (unbounded) {
            return "unbounded";
        }
        StringBuilder text = new StringBuilder();
        term(text, polls, "max.poll.records");
        term(text, intervals, "(auto.commit.interval.ms / processing)");
        if (records > 0 || text.isEmpty()) {
            text.append(text.isEmpty() ? "" : " + ").append(records);
        }
        return text.toString();
    }

    private static void term(StringBuilder text, int factor, String name) {
        if (factor > 0) {
            text.append(text.isEmpty() ? "" : " + ")
                    .append(factor == 1 ? "" : factor + " x ")
                    .append(name);
        }
    }
}
