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
        return hash;
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

    static long combine(long hash, long number) {
        long z = hash * 0xD1342543DE82EF95L ^ number;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The history of one lane. Of each kind of range the latest is held back until it can grow no more. */
    private static final class LaneDigest implements Numbers {
        private static final int HELD = 16;

        private long hash = 0x6f66667365746c61L;
        private final Held[] held = new Held[HELD];
        private boolean anyHeld;

        void add(Fact fact) {
            int code = fact.code();
            if (code < HELD && fact instanceof RangeFact range) {
                addRange(range);
                return;
            }
            flush();
            number(code);
            fact.numbers(this);
        }

        private void addRange(RangeFact range) {
            Held slot = held[range.code()];
            if (slot == null) {
                slot = new Held();
                held[range.code()] = slot;
            }
            if (slot.isContinuedBy(range)) {
                slot.to = range.to();
                slot.lastAt = range.lastAt();
                return;
            }
            hash = slot.into(hash, range.code());
            slot.hold(range);
            anyHeld = true;
        }

        private void flush() {
            if (!anyHeld) {
                return;
            }
            anyHeld = false;
            for (int code = 0; code < HELD; code++) {
                Held slot = held[code];
                if (slot != null && slot.full) {
                    hash = slot.into(hash, code);
                    slot.full = false;
                }
            }
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
