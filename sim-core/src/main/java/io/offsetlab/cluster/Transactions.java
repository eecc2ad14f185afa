package io.offsetlab.cluster;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.log.ProduceRequests;
import io.offsetlab.log.WrittenLog;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.Request.Output;
import io.offsetlab.protocol.WallClock;
import io.offsetlab.sink.Effects;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.TransactionFact;
import io.offsetlab.transaction.Markers;
import io.offsetlab.transaction.Participant;
import io.offsetlab.transaction.TransactionConfig;
import io.offsetlab.transaction.TransactionCoordinator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run has of transactions: their coordinator, and the output topic, which has as many partitions as there are to read. A
 * record has its effect when the output that was produced for it becomes visible to readers of committed records.
 */
final class Transactions implements Markers, Connection.Endpoint, Fingerprinted {
    private final Run run;
    private final TransactionCoordinator coordinator;
    private final List<WrittenLog> outputs = new ArrayList<>();
    private final ProduceRequests produce;
    /** By output partition and producer: what was produced in the transaction that is open there. */
    private final Map<Integer, Map<Long, List<Produced>>> open = new TreeMap<>();

    /** An output that nobody can see yet. */
    private record Produced(int member, int partition, long offset) {}

    Transactions(Run run) {
        this.run = run;
        String group = String.valueOf(run.clientConfig().groupId());
        long replication = run.world().groupConfig().replicationMicros();
        coordinator = new TransactionCoordinator(
                run.simulation(),
                TransactionConfig.of(replication, run.world().latency().baseMicros()),
                this,
                run.facts());
        for (int partition = 0; partition < run.partitionCount(); partition++) {
            // what happens to outputs is told by facts about transactions: the run's partitions are those that are read
            outputs.add(new WrittenLog(partition, fact -> {}));
        }
        produce = new ProduceRequests(
                run.simulation(),
                outputs,
                replication,
                (producer, partition) -> coordinator.add(producer, Participant.ofPartition(partition)),
                this::produced);
        run.coordinator().transactions(producer -> coordinator.add(producer, Participant.ofGroup(group)));
    }

    /** What a producer asks of any broker. */
    @Override
    public void receive(Request request, Origin origin, Connection.Reply reply) {
        if (request instanceof Request.Produce) {
            produce.receive(request, origin, reply);
        } else if (request instanceof Request.TxnOffsetCommit
                || (request instanceof Request.FindCoordinatorOf of && of.group())) {
            run.coordinator().receive(request, origin, reply);
        } else {
            coordinator.receive(request, origin, reply);
        }
    }

    void move(long loadMicros) {
        coordinator.move(loadMicros);
    }

    private void produced(Request.Produce request, Origin origin, long first) {
        List<Produced> in = open.computeIfAbsent(request.partition(), p -> new TreeMap<>())
                .computeIfAbsent(request.producer().id(), id -> new ArrayList<>());
        for (Output output : request.records()) {
            if (output.partition() >= 0) {
                in.add(new Produced(origin.member(), output.partition(), output.offset()));
            }
        }
        run.facts()
                .accept(new TransactionFact.Written(
                        run.simulation().now(),
                        origin.member(),
                        request.partition(),
                        first,
                        first + request.records().size()));
    }

    @Override
    public void write(Participant where, long producerId, int epoch, boolean commit) {
        if (where.isGroup()) {
            run.coordinator().endTransaction(producerId, commit);
            return;
        }
        long now = run.simulation().now();
        outputs.get(where.partition()).endTransaction(producerId, epoch, commit, WallClock.millis(now), now);
        Map<Long, List<Produced>> here = open.get(where.partition());
        List<Produced> ended = here == null ? null : here.remove(producerId);
        if (commit && ended != null) {
            becomeVisible(ended, now);
        }
    }

    /** Tells of effects in ranges, as far as outputs stand in the order of what they were made of. */
    private void becomeVisible(List<Produced> outputsOfOne, long now) {
        Effects effects = run.effects();
        int i = 0;
        while (i < outputsOfOne.size()) {
            Produced first = outputsOfOne.get(i);
            long to = first.offset() + 1;
            i++;
            while (i < outputsOfOne.size()
                    && outputsOfOne.get(i).partition() == first.partition()
                    && outputsOfOne.get(i).offset() == to) {
                to++;
                i++;
            }
            effects.add(first.partition(), first.offset(), to);
            run.facts().accept(new RecordFact.Durable(now, first.member(), first.partition(), first.offset(), to));
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(coordinator);
        outputs.forEach(fingerprint::add);
        open.forEach((partition, here) -> here.forEach((producer, produced) -> {
            fingerprint.add(partition).add(producer).add(produced.size());
            for (Produced each : produced) {
                fingerprint.add(each.member()).add(each.partition()).add(each.offset());
            }
        }));
    }
}
