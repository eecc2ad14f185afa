package io.offsetlab.cli;

import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Anchor.GroupFinished;
import io.offsetlab.fault.Anchor.RecordFinished;
import io.offsetlab.fault.Fault;
import io.offsetlab.log.Arrivals;
import io.offsetlab.log.LoadedContent;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.Scenario.Topic;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** A topic that holds the records of a dump from the beginning. */
final class DumpedTopic {
    private static final String NAME = "dump";

    private final Map<Integer, LoadedContent> content;
    private final int partitions;
    private final long records;

    /** @param content by partition, at least one */
    DumpedTopic(Map<Integer, LoadedContent> content) {
        this.content = content;
        this.partitions =
                content.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
        this.records = content.values().stream()
                .mapToLong(part -> part.records().size())
                .sum();
    }

    /** The scenario with this topic instead of its own; faults that name a record keep their share of the way. */
    Scenario into(Scenario scenario) {
        Map<TopicPartition, LoadedContent> loaded = new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
        for (int p = 0; p < partitions; p++) {
            loaded.put(new TopicPartition(NAME, p), content.getOrDefault(p, new LoadedContent(List.of())));
        }
        List<Fault> faults =
                scenario.faults().stream().map(fault -> moved(fault, scenario)).toList();
        return scenario.toBuilder()
                .topics(List.of(new Topic(NAME, partitions, Arrivals.burst(records))))
                .loaded(loaded)
                .faults(faults)
                .build();
    }

    private Fault moved(Fault fault, Scenario scenario) {
        return new Fault(
                fault.kind(),
                moved(fault.anchor(), scenario),
                fault.member(),
                fault.durationMicros(),
                fault.extraMicros(),
                fault.count(),
                fault.only());
    }

    private Anchor moved(Anchor anchor, Scenario scenario) {
        if (anchor instanceof GroupFinished group) {
            return new GroupFinished(share(group.records(), scenario));
        }
        if (anchor instanceof RecordFinished record) {
            long finished = (record.offset() + 1) * scenario.partitions().size();
            return new GroupFinished(share(finished, scenario));
        }
        return anchor;
    }

    private long share(long finished, Scenario scenario) {
        double part = (double) finished / Math.max(1, scenario.records());
        return Math.max(1, Math.min(records, Math.round(part * records)));
    }
}
