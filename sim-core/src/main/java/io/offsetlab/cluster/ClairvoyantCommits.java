package io.offsetlab.cluster;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.ProcessFact;
import java.util.Arrays;

/**
 * The bound that is no policy: whenever partitions are about to change hands, what their owner has processed is committed, at
 * once and without fail. Each such commit counts as one request.
 */
final class ClairvoyantCommits {
    private ClairvoyantCommits() {}

    /** Commits what a fact makes it the last moment for. */
    static void before(Run run, Fact fact) {
        if (fact instanceof GroupFact.Revoked revoked) {
            commit(run, revoked.member(), revoked.partitions());
        } else if (fact instanceof GroupFact.Evicted evicted) {
            commitOwned(run, evicted.member());
        } else if (fact instanceof GroupFact.Left left) {
            commitOwned(run, left.member());
        } else if (fact instanceof ProcessFact.Crashed crashed) {
            commitOwned(run, crashed.member());
        } else if (fact instanceof GroupFact.GenerationFormed formed) {
            for (int i = 0; i < formed.members().length; i++) {
                commit(run, formed.members()[i], formed.partitions()[i]);
            }
        } else if (fact instanceof GroupFact.CurrentAssignment current) {
            commit(run, current.member(), current.assigned());
        }
    }

    private static void commitOwned(Run run, int member) {
        Life life = run.lifeOf(member);
        if (life != null) {
            commit(run, member, life.client().positions().assigned());
        }
    }

    private static void commit(Run run, int member, int[] partitions) {
        int[] ahead = new int[partitions.length];
        long[] offsets = new long[partitions.length];
        int count = 0;
        for (int partition : partitions) {
            run.catchUpWorkOn(partition);
            long committed = Math.max(0, run.coordinator().committed(partition));
            long processed = run.effects().firstMissing(partition, committed);
            if (processed > committed) {
                ahead[count] = partition;
                offsets[count++] = processed;
            }
        }
        if (count == 0) {
            return;
        }
        Offsets commit = Offsets.of(Arrays.copyOf(ahead, count), Arrays.copyOf(offsets, count));
        run.facts()
                .accept(new CommitFact.CommitAsked(
                        run.simulation().now(),
                        member,
                        -1,
                        CommitKind.CLAIRVOYANT,
                        run.coordinator().currentGeneration(),
                        commit));
        for (int i = 0; i < count; i++) {
            run.coordinator().commitDirectly(ahead[i], offsets[i], member);
        }
    }
}
