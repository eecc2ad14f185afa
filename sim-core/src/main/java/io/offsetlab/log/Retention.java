package io.offsetlab.log;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.ArrayDeque;

/**
 * Retention by time, as the broker keeps it: a log is cut into segments, and a whole segment is deleted once the latest timestamp in
 * it is older than retention.ms, from the oldest on and no further than to one that is kept (UnifiedLog.deleteOldSegments). All
 * times are milliseconds.
 */
public final class Retention implements Fingerprinted {
    private final long retentionMillis;
    private final long segmentMillis;
    private final ArrayDeque<Segment> segments = new ArrayDeque<>();

    /** Records that are deleted together; the first of them decides by its timestamp when the next segment begins. */
    private static final class Segment {
        final long firstMillis;
        long latestMillis;
        long end;

        Segment(long firstMillis) {
            this.firstMillis = firstMillis;
            this.latestMillis = firstMillis;
        }
    }

    /**
     * @param retentionMillis retention.ms, -1 to keep everything
     * @param segmentMillis segment.ms
     */
    public Retention(long retentionMillis, long segmentMillis) {
        this.retentionMillis = retentionMillis;
        this.segmentMillis = segmentMillis;
    }

    /** Records of one timestamp were appended, up to an end. */
    void appended(long end, long timestampMillis) {
        Segment active = segments.peekLast();
        if (active == null || timestampMillis - active.firstMillis > segmentMillis) {
            active = new Segment(timestampMillis);
            segments.addLast(active);
        }
        active.latestMillis = Math.max(active.latestMillis, timestampMillis);
        active.end = end;
    }

    /** The log was cut off at an end. */
    void truncated(long end) {
        while (!segments.isEmpty() && segments.getLast().end > end) {
            Segment cut = segments.removeLast();
            long from = segments.isEmpty() ? 0 : segments.getLast().end;
            if (from < end) {
                cut.end = end;
                segments.addLast(cut);
            }
        }
    }

    /** Forgets the segments that are too old; returns the offset behind them, or -1 if there are none. */
    long deleteOld(long nowMillis) {
        long behind = -1;
        while (retentionMillis >= 0
                && !segments.isEmpty()
                && nowMillis - segments.getFirst().latestMillis > retentionMillis) {
            behind = segments.removeFirst().end;
        }
        return behind;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(retentionMillis).add(segmentMillis).add(segments.size());
        for (Segment segment : segments) {
            fingerprint.add(segment.firstMillis).add(segment.latestMillis).add(segment.end);
        }
    }
}
