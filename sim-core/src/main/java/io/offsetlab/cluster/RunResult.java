package io.offsetlab.cluster;

/**
 * What is left of a run besides its facts.
 *
 * @param digest of its facts
 * @param events how many events ran through the queue
 * @param lateEvents how many more were held back, because nobody had to see them on time, and ran when somebody looked
 * @param endedAtMicros when it ended, in virtual time
 * @param complete whether everything was processed and quiet at the end
 */
public record RunResult(long digest, long events, long lateEvents, long endedAtMicros, boolean complete) {

    /** The digest as it is printed: 16 hexadecimal digits. */
    public String digestText() {
        String hex = Long.toHexString(digest);
        return "0".repeat(16 - hex.length()) + hex;
    }
}
