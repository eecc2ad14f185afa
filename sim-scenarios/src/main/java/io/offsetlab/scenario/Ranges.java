package io.offsetlab.scenario;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From what the generator draws.
 *
 * @param members processes
 * @param partitions partitions of all topics
 * @param records records of all partitions
 * @param faults faults
 * @param durationMicros time until the run heals
 * @param processingMicros mean time for a record, or null to derive it so that the group is loaded between 30 % and 120 %
 * @param ratePerSecond records that come in a second, over all partitions, or null to mix bursts and rates
 * @param application what the application is like
 * @param protocol by which the members form their group
 */
public record Ranges(
        Range members,
        Range partitions,
        Range records,
        Range faults,
        Range durationMicros,
        @Nullable Range processingMicros,
        @Nullable Range ratePerSecond,
        ApplicationRanges application,
        DrawnProtocol protocol) {

    /** What the generator draws from unless told otherwise. */
    public static final Ranges DEFAULT = new Ranges(
            new Range(2, 5),
            new Range(2, 12),
            new Range(1_000, 20_000),
            new Range(2, 8),
            new Range(60_000_000, 600_000_000),
            null,
            null,
            ApplicationRanges.PLAIN,
            DrawnProtocol.CLASSIC);

    private static final List<String> OPTIONS = List.of(
            "members",
            "partitions",
            "records",
            "faults",
            "duration",
            "processing",
            "rate",
            "workers",
            "poison",
            "slow",
            "order",
            "sink",
            "protocol");

    /**
     * These ranges with one of them replaced.
     *
     * @param option members, partitions, records, faults, duration, processing, rate, workers, poison, slow, order, sink or
     *     protocol
     * @param text a number, a duration, or two of them, such as {@code 2..5} or {@code 60s..10m}; for order, sink and protocol a word
     * @throws BadInput if there is no such option, or the text is no range
     */
    public Ranges with(String option, String text) {
        return with("--" + option, option, text);
    }

    /** As {@link #with(String, String)} where messages call the option something else than on the command line. */
    public Ranges with(String where, String option, String text) {
        FieldPath path = FieldPath.of(where);
        return switch (option) {
            case "members" -> withMembers(whole(path, text, 1, Limits.MEMBERS));
            case "partitions" -> withPartitions(whole(path, text, 1, Limits.PARTITIONS));
            case "records" -> withRecords(whole(path, text, 1, Limits.RECORDS));
            case "faults" -> withFaults(whole(path, text, 0, Limits.FAULTS));
            case "duration" -> withDuration(duration(path, text));
            case "processing" -> withProcessing(duration(path, text));
            case "rate" -> withRate(whole(path, text, 1, 1_000_000));
            case "workers", "poison", "slow", "order", "sink" -> withApplication(application.with(path, option, text));
            case "protocol" -> withProtocol(Words.parse(path, text, DrawnProtocol.class));
            default ->
                throw new BadInput(where + ": unknown option, allowed are " + String.join(", ", OPTIONS)
                        + Nearest.hint(option, OPTIONS));
        };
    }

    static Range whole(FieldPath path, String text, long least, long most) {
        return Range.parse(path, text, cursor -> cursor.number(least, most));
    }

    private static Range duration(FieldPath path, String text) {
        Range range = Range.parse(path, text, Cursor::duration);
        if (range.min() == 0) {
            throw BadInput.at(path, "found " + Quote.of(text) + ", allowed is a duration of at least 1us");
        }
        return range;
    }

    private Ranges withMembers(Range range) {
        return new Ranges(
                range,
                partitions,
                records,
                faults,
                durationMicros,
                processingMicros,
                ratePerSecond,
                application,
                protocol);
    }

    private Ranges withPartitions(Range range) {
        return new Ranges(
                members,
                range,
                records,
                faults,
                durationMicros,
                processingMicros,
                ratePerSecond,
                application,
                protocol);
    }

    private Ranges withRecords(Range range) {
        return new Ranges(
                members,
                partitions,
                range,
                faults,
                durationMicros,
                processingMicros,
                ratePerSecond,
                application,
                protocol);
    }

    private Ranges withFaults(Range range) {
        return new Ranges(
                members,
                partitions,
                records,
                range,
                durationMicros,
                processingMicros,
                ratePerSecond,
                application,
                protocol);
    }

    private Ranges withDuration(Range range) {
        return new Ranges(
                members, partitions, records, faults, range, processingMicros, ratePerSecond, application, protocol);
    }

    private Ranges withProcessing(Range range) {
        return new Ranges(
                members, partitions, records, faults, durationMicros, range, ratePerSecond, application, protocol);
    }

    private Ranges withRate(Range range) {
        return new Ranges(
                members, partitions, records, faults, durationMicros, processingMicros, range, application, protocol);
    }

    private Ranges withApplication(ApplicationRanges ranges) {
        return new Ranges(
                members,
                partitions,
                records,
                faults,
                durationMicros,
                processingMicros,
                ratePerSecond,
                ranges,
                protocol);
    }

    private Ranges withProtocol(DrawnProtocol word) {
        return new Ranges(
                members,
                partitions,
                records,
                faults,
                durationMicros,
                processingMicros,
                ratePerSecond,
                application,
                word);
    }

    /** What differs from the default, such as {@code members=3,duration=60s}; empty if nothing does. */
    public String text() {
        List<String> parts = new ArrayList<>();
        add(parts, "members", members.equals(DEFAULT.members) ? null : members.text(Long::toString));
        add(parts, "partitions", partitions.equals(DEFAULT.partitions) ? null : partitions.text(Long::toString));
        add(parts, "records", records.equals(DEFAULT.records) ? null : records.text(Long::toString));
        add(parts, "faults", faults.equals(DEFAULT.faults) ? null : faults.text(Long::toString));
        boolean usual = durationMicros.equals(DEFAULT.durationMicros);
        add(parts, "duration", usual ? null : durationMicros.text(Durations::text));
        add(parts, "processing", processingMicros == null ? null : processingMicros.text(Durations::text));
        add(parts, "rate", ratePerSecond == null ? null : ratePerSecond.text(Long::toString));
        application.addTo(parts);
        add(parts, "protocol", protocol == DEFAULT.protocol ? null : Words.of(protocol));
        return String.join(",", parts);
    }

    static void add(List<String> parts, String option, @Nullable String text) {
        if (text != null) {
            parts.add(option + "=" + text);
        }
    }

    /** Reads what {@link #text()} gives. */
    static Ranges parse(String text) {
        Ranges ranges = DEFAULT;
        for (String part : Splitter.on(',').omitEmptyStrings().split(text)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new BadInput("generated: found " + Quote.of(part) + ", allowed is an option such as members=3");
            }
            ranges = ranges.with(part.substring(0, equals), part.substring(equals + 1));
        }
        return ranges;
    }
}
