package io.offsetlab.scenario;

import io.offsetlab.app.RecordId;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Anchor.Step;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/** Anchors as words: {@code 12s}, {@code orders-0@42}, {@code group 500}, {@code member-1#0 commit-sent 3}. */
record AnchorText(List<String> members, List<TopicPartition> partitions) {
    static final String ALLOWED = "allowed is a time such as 12s, a record such as orders-0@42, group 500,"
            + " or a step such as member-1#0 commit-sent 3";

    private static final Pattern RECORD = Pattern.compile("(.+)@([0-9]{1,18})");
    private static final Pattern GROUP = Pattern.compile("group ([0-9]{1,18})");
    private static final Pattern PLACE = Pattern.compile("(\\S+)#([0-9]{1,9}) (\\S+) ([0-9]{1,9})");
    private static final Pattern TIME = Pattern.compile("[0-9]+[a-z]{1,2}");

    Anchor parse(FieldPath path, String text) {
        if (RECORD.matcher(text).matches()) {
            RecordId record = record(path, text);
            return new Anchor.RecordFinished(record.partition(), record.offset());
        }
        Matcher group = GROUP.matcher(text);
        if (group.matches()) {
            return new Anchor.GroupFinished(Long.parseLong(group.group(1)));
        }
        Matcher place = PLACE.matcher(text);
        if (place.matches()) {
            return new Anchor.Place(
                    member(path, place.group(1)),
                    Integer.parseInt(place.group(2)),
                    Words.parse(path, place.group(3), Step.class),
                    Integer.parseInt(place.group(4)));
        }
        if (!TIME.matcher(text).matches()) {
            throw BadInput.at(path, "found " + Quote.of(text) + ", " + ALLOWED);
        }
        return new Anchor.AtTime(Durations.parse(path, text));
    }

    String text(Anchor anchor) {
        if (anchor instanceof Anchor.AtTime time) {
            return Durations.text(time.micros());
        }
        if (anchor instanceof Anchor.RecordFinished record) {
            return text(new RecordId(record.partition(), record.offset()));
        }
        if (anchor instanceof Anchor.GroupFinished group) {
            return "group " + group.records();
        }
        Anchor.Place place = (Anchor.Place) anchor;
        return members.get(place.member()) + "#" + place.incarnation() + " " + Words.of(place.step()) + " "
                + place.number();
    }

    /** A record such as {@code orders-0@42}. */
    RecordId record(FieldPath path, String text) {
        Matcher record = RECORD.matcher(text);
        if (!record.matches()) {
            throw BadInput.at(path, "found " + Quote.of(text) + ", allowed is a record such as orders-0@42");
        }
        return new RecordId(partition(path, record.group(1)), Long.parseLong(record.group(2)));
    }

    String text(RecordId record) {
        return partitions.get(record.partition()) + "@" + record.offset();
    }

    int member(FieldPath path, String name) {
        int number = members.indexOf(name);
        if (number < 0) {
            throw BadInput.at(
                    path,
                    "found " + Quote.of(name) + ", allowed is a member: " + some(members)
                            + Nearest.hint(name, members));
        }
        return number;
    }

    private int partition(FieldPath path, String name) {
        List<String> names = partitions.stream().map(TopicPartition::toString).toList();
        int number = names.indexOf(name);
        if (number < 0) {
            throw BadInput.at(
                    path,
                    "found " + Quote.of(name) + ", allowed is a partition: " + some(names) + Nearest.hint(name, names));
        }
        return number;
    }

    private static String some(List<String> names) {
        int shown = Math.min(8, names.size());
        return String.join(", ", names.subList(0, shown)) + (shown < names.size() ? ", ..." : "");
    }
}
