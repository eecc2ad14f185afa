package io.offsetlab.scenario;

import io.offsetlab.log.LoadedContent;
import io.offsetlab.log.LoadedContent.Entry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dump of a topic: JSON lines, one record each, such as
 * {@code {"partition":0,"offset":17,"timestamp":1700000000000,"key":"a","value":"b"}}. Offsets of a partition ascend and may have
 * gaps; timestamp, key and value may be missing; further fields are not looked at.
 */
public final class Dump {
    private final String name;
    private final Map<Integer, List<Entry>> partitions = new TreeMap<>();
    private int line;
    private int records;

    private Dump(String name) {
        this.name = name;
    }

    /**
     * The records of each partition of the dump, by its number.
     *
     * @throws BadInput if the file cannot be read or is no dump
     */
    public static Map<Integer, LoadedContent> read(Path file) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(file.toString(), reader);
        } catch (MalformedInputException e) {
            throw new BadInput(file + ": the file is not text in UTF-8, allowed are JSON lines");
        } catch (IOException e) {
            throw new BadInput(file + ": the file cannot be read ("
                    + e.getClass().getSimpleName() + "), allowed is a readable file");
        }
    }

    /**
     * The records of each partition of the dump, by its number.
     *
     * @param name what messages call the dump
     * @throws BadInput if the text is no dump
     */
    public static Map<Integer, LoadedContent> read(String name, Reader reader) throws IOException {
        Dump dump = new Dump(name);
        BufferedReader lines = new BufferedReader(reader);
        for (String text = dump.next(lines); text != null; text = dump.next(lines)) {
            if (!text.isBlank()) {
                dump.add(text);
            }
        }
        if (dump.partitions.isEmpty()) {
            throw new BadInput(name + ": the dump has no record, allowed is one record in JSON on each line");
        }
        return dump.contents();
    }

    private Map<Integer, LoadedContent> contents() {
        Map<Integer, LoadedContent> contents = new TreeMap<>();
        partitions.forEach((partition, entries) -> contents.put(partition, new LoadedContent(entries)));
        return Collections.unmodifiableMap(contents);
    }

    /** A line without its end, or null after the last. */
    private @Nullable String next(BufferedReader lines) throws IOException {
        StringBuilder text = new StringBuilder();
        int c = lines.read();
        line++;
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = lines.read()) {
            if (text.length() == Limits.DUMP_LINE_CHARS) {
                throw wrong("the line is longer than " + Limits.DUMP_LINE_CHARS + " characters, which is the limit");
            }
            text.append((char) c);
        }
        return text.toString();
    }

    private void add(String text) {
        if (text.indexOf('\0') >= 0) {
            throw wrong("the file is binary, allowed are JSON lines");
        }
        if (!text.stripLeading().startsWith("{")) {
            throw wrong("found " + Quote.of(text) + ", allowed is a record in JSON");
        }
        if (++records > Limits.DUMP_RECORDS) {
            throw wrong("the dump has more than " + Limits.DUMP_RECORDS + " records, which is the limit");
        }
        DumpLine record = DumpLine.parse(this::wrong, text);
        if (record.partition() >= Limits.PARTITIONS) {
            throw wrong("found partition " + record.partition() + ", allowed is a partition from 0 to "
                    + (Limits.PARTITIONS - 1));
        }
        List<Entry> entries = partitions.computeIfAbsent((int) record.partition(), p -> new ArrayList<>());
        long previous = entries.isEmpty() ? -1 : entries.get(entries.size() - 1).offset();
        if (record.offset() <= previous) {
            throw wrong("offset " + record.offset() + " of partition " + record.partition() + " comes after " + previous
                    + ", offsets have to ascend");
        }
        entries.add(new Entry(record.offset(), record.timestampMillis(), record.key(), record.value()));
    }

    private BadInput wrong(String problem) {
        return new BadInput(name + ", line " + line + ": " + problem);
    }
}
