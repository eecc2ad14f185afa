package io.offsetlab.byo.loops;

import io.offsetlab.byo.Member;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** commitAsync() whose callback sends a failed commit again as it was, whatever has been committed since: the classic mistake. */
final class NaiveRetryLoop {
    private static final int MOST_TRIES = 4;

    private final Member member;
    private final Consumer<String, String> consumer;
    private long sent;
    private boolean uncommitted;

    private NaiveRetryLoop(Member member) {
        this.member = member;
        this.consumer = member.consumer(new StringDeserializer(), new StringDeserializer());
    }

    static void run(Member member) {
        new NaiveRetryLoop(member).run();
    }

    private void run() {
        try {
            consumer.subscribe(member.topics());
            while (!member.isStopping()) {
                ConsumerRecords<String, String> records = consumer.poll(member.pollTimeout());
                for (ConsumerRecord<String, String> record : records) {
                    member.effects().apply(record);
                }
                if (!records.isEmpty() || (uncommitted && !member.isStopping())) {
                    uncommitted = false;
                    consumer.commitAsync(new Again(++sent, 1));
                }
            }
        } catch (WakeupException stopped) {
            // asked to end
        } finally {
            consumer.close();
        }
    }

    private final class Again implements OffsetCommitCallback {
        private final long number;
        private final int tries;

        Again(long number, int tries) {
            this.number = number;
            this.tries = tries;
        }

        @Override
        public void onComplete(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
            if (failure instanceof RetriableCommitFailedException && tries < MOST_TRIES) {
                consumer.commitAsync(offsets, new Again(number, tries + 1));
            } else if (failure != null && number == sent) {
                uncommitted = true;
            }
        }
    }
}
