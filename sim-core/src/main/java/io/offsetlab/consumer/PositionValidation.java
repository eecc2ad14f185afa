package io.offsetlab.consumer;

import io.offsetlab.consumer.Positions.FetchState;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.ResetCause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Asks the leader of a partition whether its log still has what was read up to the position (OffsetsForLeaderEpochClient): S8.15.
 * Positions without a leader epoch are not asked for.
 */
final class PositionValidation implements Fingerprinted {
    private final ClientContext context;
    private final Positions positions;
    private int version = -1;
    private boolean asked;
    private long notBefore;
    private @Nullable RuntimeException error;

    PositionValidation(ClientContext context, Positions positions) {
        this.context = context;
        this.positions = positions;
    }

    boolean isUpToDate() {
        return !context.metadata().knowsLeaders()
                || version == context.metadata().looks();
    }

    /** Looks whether other brokers lead by now. */
    void followLeaders() {
        if (isUpToDate()) {
            return;
        }
        version = context.metadata().looks();
        for (int partition : positions.assigned()) {
            positions.leaderChanged(partition, context.metadata().leaderEpoch(partition));
        }
    }

    void ask() {
        if (asked || !positions.any(FetchState.AWAIT_VALIDATION)) {
            return;
        }
        if (context.now() < notBefore) {
            context.wakeAt(notBefore);
            return;
        }
        List<Integer> partitions = new ArrayList<>();
        List<Integer> epochs = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        for (int partition : positions.assigned()) {
            if (positions.state(partition) == FetchState.AWAIT_VALIDATION) {
                partitions.add(partition);
                epochs.add(positions.epochs().of(partition));
                offsets.add(positions.position(partition));
            }
        }
        asked = true;
        context.sendToBroker(new Request.OffsetForLeaderEpoch(partitions, epochs), new Answered(offsets));
    }

    /** An error that poll or position is to throw, or null; asking takes it. */
    @Nullable
    RuntimeException takeError() {
        RuntimeException taken = error;
        error = null;
        return taken;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(asked).addTime(Math.max(notBefore, context.now())).add(error != null);
        fingerprint.add(version == context.metadata().looks());
    }

    private final class Answered implements Connection.Handler {
        private final List<Long> offsets;
        private final Map<TopicPartition, Long> fetchOffsets = new LinkedHashMap<>();
        private final Map<TopicPartition, OffsetAndMetadata> divergent = new LinkedHashMap<>();

        Answered(List<Long> offsets) {
            this.offsets = offsets;
        }

        @Override
        public void onAnswer(Answer answer) {
            asked = false;
            Answer.OffsetForLeaderEpoch ends = (Answer.OffsetForLeaderEpoch) answer;
            for (int i = 0; i < ends.partitions().size(); i++) {
                int partition = ends.partitions().get(i);
                if (positions.state(partition) == FetchState.AWAIT_VALIDATION
                        && positions.position(partition) == offsets.get(i)) {
                    complete(partition, offsets.get(i), ends.ends().get(i));
                }
            }
            if (!fetchOffsets.isEmpty()) {
                error = new LogTruncationException(
                        "Detected log truncation with diverging offsets " + divergent, fetchOffsets, divergent);
                retryLater();
            }
        }

        private void complete(int partition, long position, Answer.EpochEnd end) {
            boolean unknown = end.endOffset() < 0;
            if (!unknown && end.endOffset() >= position) {
                positions.validated(partition);
            } else if (context.config().resetPolicy() == ClientConfig.ResetPolicy.NONE) {
                TopicPartition name = context.partitions().get(partition);
                fetchOffsets.put(name, position);
                if (!unknown) {
                    divergent.put(name, new OffsetAndMetadata(end.endOffset(), Optional.of(end.epoch()), ""));
                }
            } else if (unknown) {
                positions.await(partition, FetchState.OUT_OF_RANGE);
            } else {
                goBack(partition, position, end);
            }
        }

        /** What follows the end of the epoch was written again by another leader. */
        private void goBack(int partition, long position, Answer.EpochEnd end) {
            int leader = positions.epochs().leaderOf(partition);
            positions.seek(partition, end.endOffset(), end.epoch(), leader);
            positions.validated(partition);
            context.facts()
                    .accept(new RecordFact.ResetExplicit(
                            context.now(),
                            context.member(),
                            partition,
                            position,
                            end.endOffset(),
                            ResetCause.OUT_OF_RANGE));
        }

        @Override
        public void onDisconnect() {
            asked = false;
            retryLater();
        }

        private void retryLater() {
            notBefore = context.now() + context.config().retryBackoffMicros();
            context.wakeAt(notBefore);
        }
    }
}
