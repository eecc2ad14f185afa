package io.offsetlab.narrative;

import io.offsetlab.trace.OffsetRanges;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.kafka.common.TopicPartition;

/** How numbers are put into words. */
final class Words {
    private static final int MOST_RANGES = 4;

    private final RunHeader header;

    Words(RunHeader header) {
        this.header = header;
    }

    String member(int member) {
        return member < 0 ? "an administrator" : header.members().get(member);
    }

    /** A generation or an epoch by its number. */
    String generation(int number) {
        return header.generationWord() + " " + number;
    }

    String partition(int partition) {
        return header.partitions().get(partition).toString();
    }

    /** Partitions ascending, neighbours of one topic in one word: {@code orders-0..3}. */
    String partitions(int[] partitions) {
        if (partitions.length == 0) {
            return "no partition";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < partitions.length; i++) {
            int last = i;
            while (last + 1 < partitions.length && areNeighbours(partitions[last], partitions[last + 1])) {
                last++;
            }
            text.append(text.isEmpty() ? "" : ", ").append(partition(partitions[i]));
            if (last > i) {
                text.append("..").append(name(partitions[last]).partition());
            }
            i = last;
        }
        return text.toString();
    }

    /** Where partitions start, those at one offset together: {@code orders-0..3 start at 0}. */
    String starts(SortedMap<Long, ? extends SortedSet<Integer>> byOffset) {
        StringBuilder text = new StringBuilder();
        byOffset.forEach((offset, partitions) -> text.append(text.isEmpty() ? "" : ", ")
                .append(partitions(
                        partitions.stream().mapToInt(partition -> partition).toArray()))
                .append(partitions.size() == 1 ? " starts at " : " start at ")
                .append(offset));
        return text.toString();
    }

    private boolean areNeighbours(int one, int other) {
        return name(one).topic().equals(name(other).topic())
                && name(one).partition() + 1 == name(other).partition();
    }

    private TopicPartition name(int partition) {
        return header.partitions().get(partition);
    }

    /** A range with its partition: {@code orders-0@5-9}, the end inclusive. */
    String range(int partition, long from, long to) {
        return partition(partition) + "@" + range(from, to);
    }

    static String range(long from, long to) {
        return to - from <= 1 ? Long.toString(from) : from + "-" + (to - 1);
    }

    /** Ranges as text; of many, the first and the last. */
    static String ranges(OffsetRanges set) {
        if (set.isEmpty()) {
            return "none";
        }
        if (set.ranges() <= MOST_RANGES) {
            return set.toString();
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < MOST_RANGES - 1; i++) {
            text.append(range(set.from(i), set.to(i))).append(", ");
        }
        int last = set.ranges() - 1;
        return text + "... " + range(set.from(last), set.to(last)) + " (" + set.ranges() + " ranges)";
    }

    /** A text in lines of at most so many characters, further lines indented. */
    static List<String> wrapped(String text, int widest) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > widest) {
            int end = rest.lastIndexOf(' ', widest);
            end = end < 1 || rest.substring(0, end).isBlank() ? widest : end;
            lines.add(rest.substring(0, end));
            rest = "  " + rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }

    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** A constant as a person writes it. */
    static String constant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A virtual time in seconds: {@code 12.340567}. */
    static String seconds(long micros) {
        String fraction = Long.toString(micros % 1_000_000);
        return micros / 1_000_000 + "." + "0".repeat(6 - fraction.length()) + fraction;
    }
}
