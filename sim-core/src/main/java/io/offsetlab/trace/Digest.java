package io.offsetlab.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * A 64-bit hash of a run's facts, kept for each lane by itself and combined in the order of lanes, so that the interleaving of
 * lanes leaves no mark. Ranges of a kind that touch count as one. {@linkplain Fact#diagnostic() Diagnostic} facts stay outside.
 */
public final class Digest implements FactSink {
    private final List<LaneDigest> members = new ArrayList<>();
    private final List<LaneDigest> partitions = new ArrayList<>();
    private final LaneDigest coordinator = new LaneDigest();
    private final LaneDigest world = new LaneDigest();

    @Override
    public void accept(Fact fact) {
        if (fact.diagnostic()) {
            return;
        }
        lane(fact.lane()).add(fact);
    }

    /** The digest of all facts so far. */
    public long value() {
        long hash = combine(coordinator.value(), world.value());
        for (LaneDigest lane : members) {
            hash = combine(hash, lane.value());
        }
        hash = combine(hash, members.size());
        for (LaneDigest lane : partitions) {
            hash = combine(hash, lane.value());
        }
        return spread(hash);
    }

    /** The digest as it is printed: 16 hexadecimal digits. */
    public String text() {
        String hex = Long.toHexString(value());
        return "0".repeat(16 - hex.length()) + hex;
    }

    /** The digest of one lane. */
    public long laneValue(int lane) {
        return lane(lane).value();
    }

    private LaneDigest lane(int lane) {
        if (Lane.isMember(lane)) {
            return at(members, lane);
        }
        if (Lane.isPartition(lane)) {
            return at(partitions, Lane.partitionOf(lane));
        }
        return lane == Lane.COORDINATOR ? coordinator : world;
    }

    private static LaneDigest at(List<LaneDigest> lanes, int index) {
        while (lanes.size() <= index) {
            lanes.add(new LaneDigest());
        }
        return lanes.get(index);
    }

    /** A step of the kind that xxHash takes for each word: one multiplication waits for the step before, the other does not. */
    public static long combine(long hash, long number) {
        return Long.rotateLeft(hash ^ number * 0xD1342543DE82EF95L, 31) * 0x9E3779B97F4A7C15L;
    }

    /** Lets every bit of what was combined show in all bits of the result. */
    private static long spread(long hash) {
        long z = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        return z ^ (z >>> 31);
    }

    /** The history of one lane. Of each kind of range the latest is held back until it can grow no more. */
    private static final class LaneDigest implements Numbers {
        private static final int HELD = 16;

        private long hash = 0x6f66667365746c61L;
        private final Held[] held = new Held[HELD];
        private int full;

        void add(Fact fact) {
            int code = fact.code();
            if (code < HELD && fact instanceof RangeFact range) {
                addRange(code, range);
                return;
            }
            flush();
            number(code);
            fact.numbers(this);
        }

        private void addRange(int code, RangeFact range) {
            Held slot = held[code];
            if (slot == null) {
                slot = new Held();
                held[code] = slot;
            }
            if (slot.isContinuedBy(range)) {
                slot.to = range.to();
                slot.lastAt = range.lastAt();
                return;
            }
            hash = slot.into(hash, code);
            slot.hold(range);
            full |= 1 << code;
        }

        private void flush() {
            for (int rest = full; rest != 0; rest &= rest - 1) {
                int code = Integer.numberOfTrailingZeros(rest);
                hash = held[code].into(hash, code);
                held[code].full = false;
            }
            full = 0;
        }

        long value() {
            long value = hash;
            for (int code = 0; code < HELD; code++) {
                Held slot = held[code];
                if (slot != null) {
                    value = slot.into(value, code);
                }
            }
            return value;
        }

        @Override
        public void number(long number) {
            hash = combine(hash, number);
        }
    }

    /** A range that may still grow. */
    private static final class Held {
        private boolean full;
        private int partition;
        private long from;
        private long to;
        private long at;
        private long lastAt;
        private long extra;

        boolean isContinuedBy(RangeFact range) {
            return full && partition == range.partition() && to == range.from() && extra == range.extra();
        }

        void hold(RangeFact range) {
            full = true;
            partition = range.partition();
            from = range.from();
            to = range.to();
            at = range.at();
            lastAt = range.lastAt();
            extra = range.extra();
        }

        long into(long hash, int code) {
            if (!full) {
                return hash;
            }
            long sum = combine(hash, code);
            sum = combine(sum, partition);
            sum = combine(sum, from);
            sum = combine(sum, to);
            sum = combine(sum, at);
            sum = combine(sum, lastAt);
            return combine(sum, extra);
        }
    }
}
