package io.offsetlab.log;

import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.WallClock;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;

/**
 * What the broker does with the records of transactional producers: it asks the transaction coordinator once for each transaction
 * and partition, keeps the order of each producer and recognizes what comes again (Kafka's ReplicaManager.handleProduceAppend).
 */
public final class ProduceRequests implements Connection.Endpoint {
    private final Simulation simulation;
    private final List<WrittenLog> logs;
    private final long replicationMicros;
    private final Transactions transactions;
    private final Appended appended;

    /** The transaction coordinator, as a broker asks it. */
    public interface Transactions {
        /** Adds a partition to the producer's transaction; NONE if that may go on. */
        Errors add(Request.ProducerIdentity producer, int partition);
    }

    /** Told what was appended. */
    public interface Appended {
        void records(Request.Produce request, Origin origin, long firstOffset);
    }

    /** @param logs by number of partition; more may be added at any time */
    public ProduceRequests(
            Simulation simulation,
            List<WrittenLog> logs,
            long replicationMicros,
            Transactions transactions,
            Appended appended) {
        this.simulation = simulation;
        this.logs = logs;
        this.replicationMicros = replicationMicros;
        this.transactions = transactions;
        this.appended = appended;
    }

    /** @throws IllegalArgumentException for any other request than Produce */
    @Override
    public void receive(Request request, Origin origin, Connection.Reply reply) {
        if (!(request instanceof Request.Produce produce)) {
            throw new IllegalArgumentException("only Produce is for the leader of an output, not " + request.kind());
        }
        if (produce.partition() >= logs.size() || !logs.get(produce.partition()).exists()) {
            reply.answer(Answer.Produce.failed(Errors.UNKNOWN_TOPIC_OR_PARTITION));
            return;
        }
        WrittenLog log = logs.get(produce.partition());
        long duplicate = log.producers().duplicateOf(produce);
        if (duplicate >= 0) {
            reply.answerAfter(replicationMicros, new Answer.Produce(Errors.NONE, duplicate));
            return;
        }
        Errors error = obstacle(log, produce);
        if (error != Errors.NONE) {
            reply.answer(Answer.Produce.failed(error));
            return;
        }
        long now = simulation.now();
        long first = log.appendOpen(produce, WallClock.millis(now), now);
        appended.records(produce, origin, first);
        reply.answerAfter(replicationMicros, new Answer.Produce(Errors.NONE, first));
    }

    /** What was written in a transaction that is open needs no further look at the coordinator. */
    private Errors obstacle(WrittenLog log, Request.Produce produce) {
        if (!log.producers().hasOpen(produce.producer())) {
            Errors error = transactions.add(produce.producer(), produce.partition());
            if (error != Errors.NONE) {
                return asTold(error);
            }
        }
        return log.producers().obstacle(produce);
    }

    /** What a producer is told of the coordinator's error. */
    private static Errors asTold(Errors error) {
        return switch (error) {
            case PRODUCER_FENCED -> Errors.INVALID_PRODUCER_EPOCH;
            case COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_NOT_AVAILABLE, NOT_COORDINATOR -> Errors.NOT_ENOUGH_REPLICAS;
            default -> error;
        };
    }
}
