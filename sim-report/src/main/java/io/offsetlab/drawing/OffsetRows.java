package io.offsetlab.drawing;

import io.offsetlab.narrative.SpaceTime.Move;
import io.offsetlab.narrative.SpaceTime.Offset;
import io.offsetlab.narrative.SpaceTime.Track;
import io.offsetlab.trace.RunHeader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Under the time axis, for each partition a row for each offset with its value wherever it changes. Where the committed offset stands
 * above what is processed, its row is marked.
 */
final class OffsetRows {
    private static final long TITLE = 330;
    private static final long ROW = 185;
    private static final long CHARACTER = 66;
    private static final int MOST_NAME = 18;

    private final Canvas canvas;
    private final TimeAxis axis;
    private final RunHeader header;

    OffsetRows(Canvas canvas, TimeAxis axis, RunHeader header) {
        this.canvas = canvas;
        this.axis = axis;
        this.header = header;
    }

    long height(int partitions) {
        return partitions * (TITLE + Offset.values().length * ROW);
    }

    /** @param left where the strip begins; what holds there already is said again */
    void draw(List<Track> tracks, Set<Integer> partitions, long top, long left) {
        long y = top;
        for (int partition : partitions) {
            y += TITLE;
            canvas.line("grid", axis.from(), y - 260, axis.to(), y - 260);
            Map<Offset, NavigableMap<Long, Long>> drawn = new TreeMap<>();
            for (Track track : tracks) {
                if (track.partition() == partition) {
                    drawn.put(track.offset(), byPlace(track));
                }
            }
            for (Offset offset : Offset.values()) {
                y += ROW;
                NavigableMap<Long, Long> places = drawn.getOrDefault(offset, new TreeMap<>());
                row(offset, places, y - 75);
                carried(places, left, y - 75);
            }
            ahead(drawn, y - 75);
        }
    }

    /** The names of the rows, in the margin of a strip. */
    void names(Set<Integer> partitions, long top, long left) {
        long y = top;
        for (int partition : partitions) {
            y += TITLE;
            String name = header.partitions().get(partition).toString();
            canvas.name("label", "end", left - 120, y - 60, name.substring(Math.max(0, name.length() - MOST_NAME)));
            for (Offset offset : Offset.values()) {
                y += ROW;
                canvas.name("tick", "end", left - 120, y - 40, offset.word());
            }
        }
    }

    /** Of several moves at one place of the axis the last. */
    private NavigableMap<Long, Long> byPlace(Track track) {
        NavigableMap<Long, Long> places = new TreeMap<>();
        for (Move move : track.moves()) {
            places.put(axis.at(move.at()), move.value());
        }
        return places;
    }

    private void row(Offset offset, NavigableMap<Long, Long> places, long y) {
        if (places.isEmpty()) {
            return;
        }
        String style = "track " + offset.name().toLowerCase(Locale.ROOT).replace('_', '-');
        canvas.line(style, places.firstKey(), y, axis.to(), y);
        String before = "";
        for (Map.Entry<Long, Long> place : places.entrySet()) {
            long x = place.getKey();
            String value = place.getValue() < 0 ? "none" : Long.toString(place.getValue());
            Long next = places.higherKey(x);
            long room = (next == null ? axis.to() : next) - x;
            if (!value.equals(before)) {
                canvas.line(style + " change", x, y - 55, x, y + 55);
                if (room > value.length() * CHARACTER + 40) {
                    canvas.text("value", "start", x + 30, y + 40, value);
                }
            }
            before = value;
        }
    }

    private void carried(NavigableMap<Long, Long> places, long left, long y) {
        Map.Entry<Long, Long> before = places.lowerEntry(left);
        if (before == null || before.getValue() < 0) {
            return;
        }
        String value = Long.toString(before.getValue());
        Long next = places.higherKey(left);
        if (next == null || next - left > value.length() * CHARACTER + 80) {
            canvas.text("value carried", "start", left + 20, y + 40, value);
        }
    }

    /** Marks where a take-over would leave records out. */
    private void ahead(Map<Offset, NavigableMap<Long, Long>> drawn, long y) {
        NavigableMap<Long, Long> committed = drawn.getOrDefault(Offset.COMMITTED, new TreeMap<>());
        NavigableMap<Long, Long> processed = drawn.getOrDefault(Offset.PROCESSED, new TreeMap<>());
        TreeSet<Long> changes = new TreeSet<>(committed.keySet());
        changes.addAll(processed.keySet());
        for (long x : changes) {
            if (value(committed, x) > value(processed, x)) {
                Long next = changes.higher(x);
                canvas.rectangle(
                        "ahead",
                        x,
                        y - 80,
                        (next == null ? axis.to() : next) - x,
                        160,
                        "committed " + value(committed, x) + ", processed below " + value(processed, x));
            }
        }
    }

    private static long value(NavigableMap<Long, Long> places, long x) {
        Map.Entry<Long, Long> entry = places.floorEntry(x);
        return entry == null ? 0 : entry.getValue();
    }
}
