package io.offsetlab.cluster;

import io.offsetlab.group.GroupCoordinator;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactSink;
import java.util.ArrayList;
import java.util.List;

/** The metadata strings of the group's offsets, which nobody but a reader of the group's offsets ever sees. */
final class ScriptedMetadata implements FactSink {
    private final List<CommitFact.CommitAsked> asked = new ArrayList<>();
    private final String[] stored;

    ScriptedMetadata(int partitions) {
        stored = new String[partitions];
    }

    @Override
    public void accept(Fact fact) {
        if (fact instanceof CommitFact.CommitAsked commit) {
            asked.add(commit);
        } else if (fact instanceof CommitFact.CommitApplied applied) {
            stored[applied.partition()] = metadataOf(applied);
        } else if (fact instanceof CommitFact.OffsetsAltered altered) {
            stored[altered.partition()] = "";
        }
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
    Offsets committed(GroupCoordinator coordinator) {
        int count = 0;
        for (int partition = 0; partition < stored.length; partition++) {
            count += coordinator.committed(partition) < 0 ? 0 : 1;
        }
        int[] partitions = new int[count];
        long[] offsets = new long[count];
        String[] metadata = new String[count];
        int i = 0;
        for (int partition = 0; partition < stored.length; partition++) {
            if (coordinator.committed(partition) >= 0) {
                partitions[i] = partition;
                offsets[i] = coordinator.committed(partition);
                metadata[i++] = stored[partition];
            }
        }
        return Offsets.of(partitions, offsets, metadata);
    }
}
