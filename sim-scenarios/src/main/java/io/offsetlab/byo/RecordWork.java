package io.offsetlab.byo;

import io.offsetlab.app.RecordEffects;
import io.offsetlab.cluster.Site;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Outcome;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What the code of one life does with records, through its {@link Effects} or its {@link ExternalStore}. */
final class RecordWork implements Fingerprinted {
    private final Hosted process;
    private final Site site;
    private final boolean isPlain;
    private final RecordEffects records;
    private final RecordEffects stored;
    private final RecordEffects produced;
    private final Set<Integer> awaited = new TreeSet<>();

    RecordWork(Hosted process) {
        this.process = process;
        this.site = process.site();
        this.isPlain = site.workplace().application().isPlain();
        this.records = effects(false);
        this.stored = effects(true);
        this.produced = new RecordEffects(site.client().context(), site.workplace(), new OutputSink(process));
    }

    private RecordEffects effects(boolean storeIsResumePoint) {
        return new RecordEffects(
                site.client().context(), site.workplace(), storeIsResumePoint, (partition, from, to) -> {});
    }

    Effects effects() {
        return new ToSink();
    }

    ExternalStore store() {
        return new ToStore();
    }

    /** How much longer a record takes than others. */
    long slowMicros(int partition, long offset) {
        return isPlain ? 0 : site.workplace().slowMicros(partition, offset);
    }

    /** Whether nothing of this process waits to become durable, and no commit waits for that. */
    boolean isSettled() {
        awaited.removeIf(partition -> !site.client().positions().isAssigned(partition));
        return awaited.isEmpty() && records.isSettled();
    }

    /** The code polls again though nothing came; unless more becomes durable it will not commit. */
    void polledInVain() {
        if (records.isSettled()) {
            awaited.clear();
        }
    }

    private Strand enterToWork() {
        try {
            return process.hosting().enter(process);
        } catch (ProcessKilled gone) {
            process.hosting().effectDropped();
            throw gone;
        }
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private int number(TopicPartition partition) {
        return process.hosting().contents(site).names().number(partition);
    }

    /** Works on a record that may fail. */
    private Outcome work(RecordEffects through, ConsumerRecord<?, ?> record) {
        Strand me = enterToWork();
        me.applied().through(through);
        process.work(me, number(partition(record)), record.offset());
        if (me.applied().outcome() == Outcome.FAILED) {
            me.justFailed = true;
            throw new ProcessingFailed(partition(record), record.offset());
        }
        return me.applied().outcome();
    }

    /** Leaves a record to a dead-letter topic, or out; false if the store did not take it. */
    private boolean instead(RecordEffects through, ConsumerRecord<?, ?> record, boolean deadLetter) {
        Strand me = enterToWork();
        process.settleToWork(me);
        int number = number(partition(record));
        int worker = me.applied().worker();
        Outcome outcome = deadLetter
                ? through.deadLetter(number, record.offset(), worker)
                : through.skip(number, record.offset(), worker);
        return outcome != Outcome.REFUSED;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(records).add(stored).add(awaited.size());
        awaited.forEach(fingerprint::add);
    }

    /** Effects and nothing else. */
    private final class ToSink implements Effects {
        @Override
        public void apply(ConsumerRecord<?, ?> record) {
            if (process.producing().isInTransaction()) {
                work(produced, record);
            } else if (isPlain) {
                Strand me = enterToWork();
                me.applied().plain();
                process.work(me, number(partition(record)), record.offset());
            } else {
                work(records, record);
            }
        }

        @Override
        public void skip(ConsumerRecord<?, ?> record) {
            instead(records, record, false);
        }

        @Override
        public void deadLetter(ConsumerRecord<?, ?> record) {
            instead(records, record, true);
        }

        @Override
        public void flush() {
            process.settle(enterToWork());
            records.flush();
        }

        @Override
        public long durableUpTo(TopicPartition partition, long offset) {
            process.settle(process.hosting().enter(process));
            int number = number(partition);
            long durable = records.durableUpTo(number, offset);
            if (durable < offset) {
                awaited.add(number);
            } else {
                awaited.remove(number);
            }
            return durable;
        }
    }

    /** Effects together with offsets. */
    private final class ToStore implements ExternalStore {
        @Override
        public long offset(TopicPartition partition) {
            process.settle(process.hosting().enter(process));
            int number = number(partition);
            site.beforeLookingAt(new int[] {number});
            return stored.resume(number);
        }

        @Override
        public boolean write(ConsumerRecord<?, ?> record) {
            return work(stored, record) != Outcome.REFUSED;
        }

        @Override
        public boolean skip(ConsumerRecord<?, ?> record) {
            return instead(stored, record, false);
        }

        @Override
        public boolean deadLetter(ConsumerRecord<?, ?> record) {
            return instead(stored, record, true);
        }
    }
}
