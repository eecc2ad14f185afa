package io.offsetlab.counterexample;

import io.offsetlab.narrative.FactLines;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.RangeFact;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Names the first fact in which two traces of one run differ; as the digest does, lane by lane and without diagnostic facts. */
public final class FirstDifference {
    private final RunHeader header;

    private FirstDifference(RunHeader header) {
        this.header = header;
    }

    /** The difference as a sentence, or null if the traces say the same. */
    public static @Nullable String between(RunHeader header, List<Fact> one, List<Fact> other) {
        return new FirstDifference(header).find(lanes(one), lanes(other));
    }

    /** A fact, or ranges that the digest takes for one. */
    private static final class Entry {
        private final Fact fact;
        private final List<Long> numbers = new ArrayList<>();
        private long to;
        private long lastAt;

        Entry(Fact fact) {
            this.fact = fact;
            if (fact instanceof RangeFact range) {
                numbers.addAll(List.of((long) range.partition(), range.from(), range.at(), range.extra()));
                to = range.to();
                lastAt = range.lastAt();
            } else {
                fact.numbers(numbers::add);
            }
        }

        boolean grows(RangeFact next) {
            RangeFact range = (RangeFact) fact;
            boolean touches =
                    range.partition() == next.partition() && to == next.from() && range.extra() == next.extra();
            if (touches) {
                to = next.to();
                lastAt = next.lastAt();
            }
            return touches;
        }

        boolean saysTheSame(Entry other) {
            return fact.code() == other.fact.code()
                    && numbers.equals(other.numbers)
                    && to == other.to
                    && lastAt == other.lastAt;
        }
    }

    /** What the digest of one lane is made of, in its order: a range counts when it can grow no more. */
    private static final class LaneEntries {
        private final List<Entry> entries = new ArrayList<>();
        private final Map<Integer, Entry> growing = new TreeMap<>();

        void add(Fact fact) {
            if (!(fact instanceof RangeFact range)) {
                flush();
                entries.add(new Entry(fact));
                return;
            }
            Entry before = growing.get(fact.code());
            if (before == null || !before.grows(range)) {
                if (before != null) {
                    entries.add(before);
                }
                growing.put(fact.code(), new Entry(fact));
            }
        }

        void flush() {
            entries.addAll(growing.values());
            growing.clear();
        }
    }

    private static Map<Integer, List<Entry>> lanes(List<Fact> facts) {
        Map<Integer, LaneEntries> lanes = new TreeMap<>();
        for (Fact fact : facts) {
            if (!fact.diagnostic()) {
                lanes.computeIfAbsent(fact.lane(), lane -> new LaneEntries()).add(fact);
            }
        }
        Map<Integer, List<Entry>> entries = new TreeMap<>();
        lanes.forEach((lane, history) -> {
            history.flush();
            entries.put(lane, history.entries);
        });
        return entries;
    }

    /** Two entries at one place of a lane; one may be missing. */
    private record Pair(
            int lane, @Nullable Entry one, @Nullable Entry other) {
        long at() {
            return Math.min(at(one), at(other));
        }

        private static long at(@Nullable Entry entry) {
            return entry == null ? Long.MAX_VALUE : entry.fact.at();
        }
    }

    private @Nullable String find(Map<Integer, List<Entry>> one, Map<Integer, List<Entry>> other) {
        Pair earliest = null;
        Map<Integer, List<Entry>> all = new TreeMap<>(one);
        other.forEach(all::putIfAbsent);
        for (int lane : all.keySet()) {
            Pair pair = first(lane, one.getOrDefault(lane, List.of()), other.getOrDefault(lane, List.of()));
            if (pair != null && (earliest == null || pair.at() < earliest.at())) {
                earliest = pair;
            }
        }
        return earliest == null ? null : sentence(earliest);
    }

    private static @Nullable Pair first(int lane, List<Entry> one, List<Entry> other) {
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            Entry left = i < one.size() ? one.get(i) : null;
            Entry right = i < other.size() ? other.get(i) : null;
            if (left == null || right == null || !left.saysTheSame(right)) {
                return new Pair(lane, left, right);
            }
        }
        return null;
    }

    private String sentence(Pair pair) {
        return "at " + pair.at() + " us in the lane of " + header.laneName(pair.lane()) + ": once " + text(pair.one())
                + ", once " + text(pair.other());
    }

    private String text(@Nullable Entry entry) {
        if (entry == null) {
            return "nothing";
        }
        String line = FactLines.line(header, entry.fact);
        return entry.fact instanceof RangeFact ? line + " up to " + entry.to + " at " + entry.lastAt : line;
    }
}
