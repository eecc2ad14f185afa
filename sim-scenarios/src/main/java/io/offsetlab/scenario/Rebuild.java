package io.offsetlab.scenario;

import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.log.LoadedContent;
import io.offsetlab.scenario.Scenario.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Fits faults to a scenario that has lost members, partitions or records: numbers follow names, what has no place is dropped. */
final class Rebuild {
    private final Scenario before;
    private final List<MemberSpec> members;
    private final List<TopicPartition> partitions;
    private final List<Long> ends;
    private final long records;

    private Rebuild(Scenario before, Scenario shape) {
        this.before = before;
        members = shape.members();
        partitions = shape.partitions();
        ends = shape.ends();
        records = shape.records();
    }

    /**
     * The scenario with fewer members, topics, partitions, records or faults.
     *
     * @throws BadInput if what is left is no scenario
     */
    static Scenario with(Scenario before, List<MemberSpec> members, List<Topic> topics, List<Fault> faults) {
        return with(before, members, topics, faults, existing(before, topics));
    }

    static Scenario with(
            Scenario before,
            List<MemberSpec> members,
            List<Topic> topics,
            List<Fault> faults,
            Map<TopicPartition, LoadedContent> loaded) {
        List<MemberSpec> kept = started(before, members, faults);
        ScenarioCheck.between(FieldPath.of("members"), kept.size(), 1, Limits.MEMBERS);
        List<MemberSpec> starting = kept.stream()
                .map(member -> member.startingAt(Math.max(0, member.startMicros())))
                .toList();
        ScenarioBuilder builder =
                before.toBuilder().topics(topics).loaded(loaded).faults(List.of());
        builder.application(ApplicationReductions.fitted(
                before.application(), before.partitions(), Scenario.partitions(topics), Loads.ends(topics, loaded)));
        Rebuild rebuild = new Rebuild(before, builder.members(starting).build());
        return builder.members(kept).faults(rebuild.faults(faults)).build();
    }

    private static Map<TopicPartition, LoadedContent> existing(Scenario before, List<Topic> topics) {
        Map<TopicPartition, LoadedContent> loaded = new TreeMap<>(Scenario.BY_NAME);
        loaded.putAll(before.loaded());
        loaded.keySet().retainAll(Scenario.partitions(topics));
        return loaded;
    }

    /** Without those whose JOIN is gone. */
    private static List<MemberSpec> started(Scenario before, List<MemberSpec> members, List<Fault> faults) {
        List<MemberSpec> joining = faults.stream()
                .filter(fault -> fault.kind() == FaultKind.JOIN)
                .map(fault -> before.members().get(fault.member()))
                .toList();
        return members.stream()
                .filter(member -> member.startMicros() != MemberSpec.STARTS_BY_FAULT || joining.contains(member))
                .toList();
    }

    private List<Fault> faults(List<Fault> faults) {
        List<Fault> fitted = new ArrayList<>();
        for (Fault fault : faults) {
            Anchor anchor = anchor(fault.anchor());
            int member = fault.kind().hasTarget() ? member(fault.member()) : -1;
            if (anchor != null && (member >= 0 || !fault.kind().hasTarget())) {
                fitted.add(new Fault(
                        fault.kind(),
                        anchor,
                        member,
                        fault.durationMicros(),
                        fault.extraMicros(),
                        fault.count(),
                        fault.only()));
            }
        }
        return fitted;
    }

    /** The new number, or -1. */
    private int member(int number) {
        List<String> names = FaultText.names(members);
        return names.indexOf(before.members().get(number).name());
    }

    private @Nullable Anchor anchor(Anchor anchor) {
        if (anchor instanceof Anchor.RecordFinished record) {
            int partition = partition(before.partitions().get(record.partition()));
            long end = ends.get(partition);
            return end == 0 ? null : new Anchor.RecordFinished(partition, Math.min(record.offset(), end - 1));
        }
        if (anchor instanceof Anchor.GroupFinished group) {
            return records == 0 ? null : new Anchor.GroupFinished(Math.min(group.records(), records));
        }
        if (anchor instanceof Anchor.Place place) {
            int member = member(place.member());
            return member < 0 ? null : new Anchor.Place(member, place.incarnation(), place.step(), place.number());
        }
        return anchor;
    }

    /** The same partition, else the last of its topic, else the first of all. */
    private int partition(TopicPartition name) {
        int last = 0;
        for (int i = 0; i < partitions.size(); i++) {
            if (partitions.get(i).equals(name)) {
                return i;
            }
            last = partitions.get(i).topic().equals(name.topic()) ? i : last;
        }
        return last;
    }
}
