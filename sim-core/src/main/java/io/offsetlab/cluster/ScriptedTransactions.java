package io.offsetlab.cluster;

import io.offsetlab.log.ProduceRequests;
import io.offsetlab.log.WrittenLog;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.WallClock;
import io.offsetlab.transaction.Markers;
import io.offsetlab.transaction.Participant;
import io.offsetlab.transaction.TransactionConfig;
import io.offsetlab.transaction.TransactionCoordinator;
import java.util.List;

/** What a {@link ScriptedCluster} has of transactions: any topic can be written to, any group's offsets can belong to one. */
final class ScriptedTransactions implements Markers, Connection.Endpoint {
    private final ScriptedCluster cluster;
    private final List<WrittenLog> logs;
    private final TransactionCoordinator coordinator;
    private final ProduceRequests produce;

    ScriptedTransactions(ScriptedCluster cluster, List<WrittenLog> logs, long replicationMicros) {
        this.cluster = cluster;
        this.logs = logs;
        coordinator = new TransactionCoordinator(
                cluster.simulation(),
                TransactionConfig.of(replicationMicros, cluster.latency().baseMicros()),
                this,
                cluster.facts());
        produce = new ProduceRequests(
                cluster.simulation(),
                logs,
                replicationMicros,
                (producer, partition) -> coordinator.add(producer, Participant.ofPartition(partition)),
                (request, origin, first) -> cluster.appended(request));
    }

    /** Lets a group's offsets belong to transactions. */
    void join(String groupId, ScriptedGroup group) {
        group.coordinator().transactions(producer -> coordinator.add(producer, Participant.ofGroup(groupId)));
    }

    /** What a producer asks of any broker. */
    @Override
    public void receive(Request request, Origin origin, Connection.Reply reply) {
        if (request instanceof Request.Produce) {
            produce.receive(request, origin, reply);
        } else if (request instanceof Request.TxnOffsetCommit commit) {
            cluster.group(commit.groupId()).coordinator().receive(commit, origin, reply);
        } else if (request instanceof Request.FindCoordinatorOf of && of.group()) {
            cluster.group(of.key()).coordinator().receive(of, origin, reply);
        } else {
            coordinator.receive(request, origin, reply);
        }
    }

    void move(long loadMicros) {
        coordinator.move(loadMicros);
    }

    @Override
    public void write(Participant where, long producerId, int epoch, boolean commit) {
        if (where.isGroup()) {
            cluster.group(where.group()).coordinator().endTransaction(producerId, commit);
        } else if (logs.get(where.partition()).exists()) {
            long now = cluster.now();
            logs.get(where.partition()).endTransaction(producerId, epoch, commit, WallClock.millis(now), now);
            cluster.marked(where.partition());
        }
    }
}
