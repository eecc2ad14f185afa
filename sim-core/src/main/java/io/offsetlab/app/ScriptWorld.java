package io.offsetlab.app;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.FactSink;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;

/** The simulated cluster that a {@link Script} runs on: topics, one group, and processes that are made by hand. */
public interface ScriptWorld {

    /** Virtual time in microseconds. */
    long now();

    /** Lets so much virtual time pass. */
    void advance(long micros);

    /** Every partition that the run will ever speak of, by number. */
    List<TopicPartition> partitions();

    /** From now on these partitions exist, empty. */
    void create(List<TopicPartition> added);

    /** Appends records and returns the offset of the first. */
    long produce(int partition, long records);

    /** Deletes the records below an offset, as Admin.deleteRecords. */
    void deleteRecords(int partition, long before);

    /** The offset behind the last record. */
    long endOffset(int partition);

    /** As Admin.alterConsumerGroupOffsets. */
    Errors alterOffsets(Offsets offsets);

    /** As Admin.deleteConsumerGroupOffsets. */
    Errors deleteOffsets(int[] deleted);

    /** As Admin.deleteConsumerGroups. */
    Errors deleteGroup();

    /** What the group has stored, with metadata. */
    Offsets committed();

    /** How many members the group has. */
    int memberCount();

    /**
     * Starts a process with a consumer.
     *
     * @param settings by Kafka's keys
     * @throws org.apache.kafka.common.config.ConfigException if Kafka refuses them
     */
    ScriptProcess start(String name, Map<String, String> settings);

    FactSink facts();
}
