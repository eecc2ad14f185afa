package io.offsetlab.cluster;

import io.offsetlab.group.GroupCoordinator;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The metadata strings of a group's offsets, which nobody but a reader of the group's offsets ever sees. */
final class ScriptedMetadata implements FactSink {
    private final List<CommitFact.CommitAsked> asked = new ArrayList<>();
    private final Map<Integer, String> stored = new TreeMap<>();

    @Override
    public void accept(Fact fact) {
        if (fact instanceof CommitFact.CommitAsked commit) {
            if (hasMetadata(commit.offsets())) {
                asked.add(commit);
            }
        } else if (fact instanceof CommitFact.CommitApplied applied) {
            store(applied.partition(), metadataOf(applied));
        } else if (fact instanceof CommitFact.OffsetsAltered altered) {
            store(altered.partition(), "");
        }
    }

    private void store(int partition, String metadata) {
        if (!metadata.isEmpty()) {
            stored.put(partition, metadata);
        } else if (!stored.isEmpty()) {
            stored.remove(partition);
        }
    }

    private static boolean hasMetadata(Offsets offsets) {
        for (int i = 0; i < offsets.size(); i++) {
            if (!offsets.metadata(i).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private String metadataOf(CommitFact.CommitApplied applied) {
        for (CommitFact.CommitAsked commit : asked) {
            if (commit.member() == applied.member() && commit.commit() == applied.commit()) {
                return metadata(commit.offsets(), applied.partition());
            }
        }
        return "";
    }

    private static String metadata(Offsets offsets, int partition) {
        for (int i = 0; i < offsets.size(); i++) {
            if (offsets.partition(i) == partition) {
                return offsets.metadata(i);
            }
        }
        return "";
    }

    /** What the group has stored. */
    Offsets committed(int partitionCount, GroupCoordinator coordinator) {
        int count = 0;
        for (int partition = 0; partition < partitionCount; partition++) {
            count += coordinator.committed(partition) < 0 ? 0 : 1;
        }
        int[] partitions = new int[count];
        long[] offsets = new long[count];
        String[] metadata = new String[count];
        int i = 0;
        for (int partition = 0; partition < partitionCount; partition++) {
            if (coordinator.committed(partition) >= 0) {
                partitions[i] = partition;
                offsets[i] = coordinator.committed(partition);
                metadata[i++] = stored.getOrDefault(partition, "");
            }
        }
        return Offsets.of(partitions, offsets, metadata);
    }
}
