package io.offsetlab.scenario;

/** What a file may hold at most, so that a hostile or mistaken one ends in a sentence and not in exhausted memory. */
final class Limits {
    static final int SCENARIO_BYTES = 1 << 20;
    static final int TOKEN_BYTES = 64 << 20;
    static final int DEPTH = 12;
    static final int NUMBER_DIGITS = 40;
    static final int TEXT_CHARS = 10_000;
    static final int NAME_CHARS = 200;
    static final int MEMBERS = 64;
    static final int LIVES = 100;
    static final int PARTITIONS = 1024;
    static final int FAULTS = 1000;
    static final int PINS = 100_000;
    static final long RECORDS = 1_000_000_000_000L;
    static final long DURATION_MICROS = 3650L * 86_400_000_000L;
    static final int MESSAGES = 1000;
    static final int WORKERS = 256;
    static final int FAILURES = 1_000_000;
    static final int NAMED_RECORDS = 1000;
    static final int RECORD_BYTES = 1 << 30;
    static final int DUMP_LINE_CHARS = 4 << 20;
    static final int DUMP_RECORDS = 10_000_000;

    private Limits() {}
}
