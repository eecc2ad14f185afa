package io.offsetlab.byo;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of a partition as code goes through them: a process that is gone gets none of them. */
final class RecordsInHand<K, V> extends AbstractList<ConsumerRecord<K, V>> implements RandomAccess {
    private final Hosted process;
    private final List<ConsumerRecord<K, V>> records;

    RecordsInHand(Hosted process, List<ConsumerRecord<K, V>> records) {
        this.process = process;
        this.records = records;
    }

    @Override
    public ConsumerRecord<K, V> get(int index) {
        process.hosting().checkAlive();
        return records.get(index);
    }

    @Override
    public int size() {
        return records.size();
    }
}
