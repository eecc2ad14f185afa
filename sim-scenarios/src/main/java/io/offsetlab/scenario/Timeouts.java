package io.offsetlab.scenario;

import io.offsetlab.app.Processing;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The client settings of a generated world: long enough for an undisturbed member, short enough that evictions happen within the
 * chaos. What one poll may return takes at most half of max.poll.interval.ms, if need be because that is longer than drawn:
 * otherwise no member could ever finish a batch before it is out of the group, whatever its policy. With the consumer protocol it is
 * a quarter: a member may give partitions up as late as in its third poll, and has max.poll.interval.ms for that.
 */
record Timeouts(long sessionMicros, long maxPollIntervalMicros, long maxPollRecords) {
    private static final long SECOND = 1_000_000;
    private static final long MILLI = 1_000;

    /** So many polls fit into max.poll.interval.ms with the classic protocol. */
    static final int POLLS_CLASSIC = 2;

    static final int POLLS_CONSUMER = 4;

    /** @param polls so many polls with as many records as one may return fit into max.poll.interval.ms */
    static Timeouts draw(Draws draws, long chaosMicros, Processing processing, int polls) {
        long session = SECOND * draws.pick("session", 0, upTo(chaosMicros / 2, 6, 10, 15, 30, 45));
        long record = processing.baseMicros() + processing.jitterMicros();
        long drawn = SECOND * draws.pick("max-poll-interval", 0, upTo(chaosMicros / 2, 10, 30, 60, 120, 300));
        long interval = Math.max(drawn, (polls * record + SECOND - 1) / SECOND * SECOND);
        long records = draws.pick("max-poll-records", 0, 500, 500, 500, 100, 100, 50, 20);
        return new Timeouts(session, interval, Math.min(records, interval / polls / record));
    }

    /** The values in seconds that fit, at least the first. */
    private static long[] upTo(long micros, long... seconds) {
        int count = 1;
        while (count < seconds.length && seconds[count] * SECOND <= micros) {
            count++;
        }
        return Arrays.copyOf(seconds, count);
    }

    Map<String, String> config(Draws draws) {
        Map<String, String> config = new TreeMap<>();
        config.put("auto.offset.reset", "earliest");
        config.put("max.poll.records", Long.toString(maxPollRecords));
        config.put("session.timeout.ms", millis(sessionMicros));
        config.put("heartbeat.interval.ms", millis(Math.min(3 * SECOND, sessionMicros / 3)));
        config.put("max.poll.interval.ms", millis(maxPollIntervalMicros));
        config.put("auto.commit.interval.ms", Long.toString(draws.pick("auto-commit", 0, 1_000, 5_000, 5_000, 5_000)));
        long request = draws.pick("request-timeout", 0, 30_000, 10_000, 5_000);
        config.put("request.timeout.ms", Long.toString(request));
        long api = draws.pick("api-timeout", 0, 60_000, 30_000, 15_000);
        config.put("default.api.timeout.ms", Long.toString(Math.max(request, api)));
        return config;
    }

    private static String millis(long micros) {
        return Long.toString(micros / MILLI);
    }
}
