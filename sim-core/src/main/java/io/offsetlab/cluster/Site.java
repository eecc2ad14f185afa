package io.offsetlab.cluster;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Surroundings;
import io.offsetlab.app.Workplace;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.ClientConfig;
import io.offsetlab.engine.Chance;
import io.offsetlab.log.PartitionLog;
import io.offsetlab.producer.Acks;
import io.offsetlab.producer.ProducerSettings;
import io.offsetlab.producer.TransactionalProducer;
import io.offsetlab.protocol.Origin;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Where a program runs: one life of a process, with all that the program may use. */
public interface Site extends Surroundings {

    World world();

    /** Which process, and which of its lives. */
    Origin origin();

    Client client();

    /**
     * Gives the process a new client, with settings of its own, in place of one that was never used or is closed.
     *
     * @param listener told what the client sends and is answered
     */
    Client connect(ClientConfig settings, TrafficListener listener);

    /**
     * A transactional producer with settings of its own, in place of one that the process had before. Its outputs are numbered as the
     * partitions that are read.
     */
    TransactionalProducer openProducer(ProducerSettings settings, Acks acks);

    /** All partitions by number. */
    List<TopicPartition> partitions();

    /** The topics, by name. */
    List<String> topics();

    PartitionLog log(int partition);

    Chance chance();

    /** What processing a record is like, and where effects end up. */
    Workplace workplace();

    /**
     * The process is gone without having closed its consumer.
     *
     * @param restartMicros how much later its supervisor starts it again, or {@link Handling#NEVER}
     */
    void broke(long restartMicros);
}
