package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.RecordFact;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * Fetches ahead and hands out what it holds, as Kafka's Fetcher and FetchCollector do: one fetch in flight, the next one only
 * when nothing is held, a held block emptied before the next, positions moved when records are taken out.
 */
final class Fetcher implements Fingerprinted {
    private final ClientContext context;
    private final Positions positions;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private int[] rotation = new int[0];
    private boolean inFlight;
    private boolean attended;
    private Request.@Nullable Fetch latest;
    private @Nullable OffsetOutOfRangeException outOfRange;

    Fetcher(ClientContext context, Positions positions) {
        this.context = context;
        this.positions = positions;
    }

    /** Sends a fetch for all fetchable partitions if nothing is held and none is under way. */
    void maybeFetch() {
        if (inFlight) {
            attendToChange();
            return;
        }
        if (holdsFetchable()) {
            return;
        }
        if (latest == null || !isWanted(latest.positions())) {
            ClientConfig config = context.config();
            latest = new Request.Fetch(
                    wanted(), config.fetchMaxWaitMicros(), config.maxPartitionFetchBytes(), config.fetchMaxBytes());
        }
        if (!latest.positions().isEmpty()) {
            inFlight = true;
            attended = false;
            context.sendToBroker(latest, new Fetched(latest.positions()));
        }
    }

    /** The next fetch will ask for other partitions and may find something at once, whatever the one on its way finds. */
    private void attendToChange() {
        if (context.folding() && !attended && latest != null && !isWanted(latest.positions())) {
            attended = true;
            context.attendToBroker();
        }
    }

    /** Whether these are the positions to fetch from now, as they mostly are while nothing arrives. */
    private boolean isWanted(Offsets wanted) {
        int i = 0;
        for (int partition : positions.assigned()) {
            if (positions.isFetchable(partition)) {
                if (i == wanted.size()
                        || wanted.partition(i) != partition
                        || wanted.offset(i) != positions.position(partition)) {
                    return false;
                }
                i++;
            }
        }
        return i == wanted.size();
    }

    /** Blocks of paused partitions wait aside and keep nobody from fetching (S1.11, S1.12). */
    private boolean holdsFetchable() {
        for (Held block : held) {
            if (!isAside(block)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAside(Held block) {
        return positions.isAssigned(block.partition)
                && positions.isPaused(block.partition)
                && positions.hasPosition(block.partition)
                && positions.position(block.partition) == block.position;
    }

    private Offsets wanted() {
        int[] assigned = positions.assigned();
        int count = 0;
        for (int partition : assigned) {
            count += positions.isFetchable(partition) ? 1 : 0;
        }
        int[] partitions = new int[count];
        long[] offsets = new long[count];
        int i = 0;
        for (int partition : assigned) {
            if (positions.isFetchable(partition)) {
                partitions[i] = partition;
                offsets[i++] = positions.position(partition);
            }
        }
        return Offsets.of(partitions, offsets);
    }

    /**
     * Takes out up to max.poll.records records and moves the positions behind them.
     *
     * @throws OffsetOutOfRangeException if a position is out of range and auto.offset.reset is none
     */
    Batch collect() {
        if (held.isEmpty()) {
            return Batch.EMPTY;
        }
        Batch.Builder batch = new Batch.Builder();
        List<Held> aside = new ArrayList<>();
        int limit = context.config().maxPollRecords();
        while (batch.records() < limit) {
            Held block = held.peek();
            if (block == null) {
                break;
            }
            if (isAside(block)) {
                aside.add(held.remove());
                continue;
            }
            if (!positions.isFetchable(block.partition) || block.position != positions.position(block.partition)) {
                held.remove();
                continue;
            }
            block.drainInto(batch, limit);
            positions.advance(block.partition, block.position);
            if (block.isEmpty()) {
                held.remove();
                moveToEnd(block.partition);
            }
        }
        held.addAll(aside);
        return batch.build();
    }

    /** Holds records again that were taken out, ahead of everything else. */
    void putBack(int partition, long from, long to) {
        held.addFirst(new Held(partition, from, positions.position(partition), new long[] {from, to}));
        positions.advance(partition, from);
    }

    /** Drops what is held. */
    void clear() {
        held.clear();
    }

    private void moveToEnd(int partition) {
        int[] order = order();
        int at = 0;
        while (at < order.length && order[at] != partition) {
            at++;
        }
        if (at < order.length) {
            System.arraycopy(order, at + 1, order, at, order.length - at - 1);
            order[order.length - 1] = partition;
        }
    }

    /** The assigned partitions, those that yielded records latest at the end. */
    private int[] order() {
        int[] assigned = positions.assigned();
        if (rotation.length != assigned.length || !containsAll(assigned)) {
            rotation = context.byName(assigned.clone());
        }
        return rotation;
    }

    private boolean containsAll(int[] assigned) {
        for (int partition : rotation) {
            if (Arrays.binarySearch(assigned, partition) < 0) {
                return false;
            }
        }
        return true;
    }

    private void take(Answer.Block block) {
        int partition = block.partition();
        if (!positions.hasPosition(partition) || positions.position(partition) != block.from()) {
            return;
        }
        if (block.error() == Errors.OFFSET_OUT_OF_RANGE) {
            onOutOfRange(partition, block.from());
            return;
        }
        for (int i = 0; i < block.visible().length; i += 2) {
            context.facts()
                    .accept(new RecordFact.Fetched(
                            context.now(), context.member(), partition, block.visible()[i], block.visible()[i + 1]));
        }
        positions.sawLogEnd(partition, block.logEnd());
        held.add(new Held(block));
    }

    private void onOutOfRange(int partition, long position) {
        if (context.config().resetPolicy() == ClientConfig.ResetPolicy.NONE) {
            TopicPartition name = context.partitions().get(partition);
            outOfRange = new OffsetOutOfRangeException(Collections.singletonMap(name, position));
        } else {
            positions.await(partition, Positions.FetchState.OUT_OF_RANGE);
        }
    }

    /** An error that the next poll is to throw, or null; asking takes it. */
    @Nullable
    RuntimeException takeError() {
        RuntimeException error = outOfRange;
        outOfRange = null;
        return error;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(inFlight).add(attended).add(held.size());
        for (Held block : held) {
            fingerprint.add(block.partition).add(block.position).add(block.next);
        }
        for (int partition : rotation) {
            fingerprint.add(partition);
        }
    }

    private final class Fetched implements Connection.Handler {
        private final Offsets wanted;

        Fetched(Offsets wanted) {
            this.wanted = wanted;
        }

        @Override
        public void onAnswer(Answer answer) {
            inFlight = false;
            List<Answer.Block> blocks = ((Answer.Fetch) answer).blocks();
            if (blocks.isEmpty()) {
                for (int i = 0; i < wanted.size(); i++) {
                    if (positions.isAssigned(wanted.partition(i))) {
                        positions.sawLogEnd(wanted.partition(i), wanted.offset(i));
                    }
                }
                return;
            }
            for (int partition : order()) {
                for (Answer.Block block : blocks) {
                    if (block.partition() == partition) {
                        take(block);
                    }
                }
            }
        }

        @Override
        public void onDisconnect() {
            inFlight = false;
        }
    }

    /** What a fetch brought of one partition and is not handed out yet. */
    private static final class Held {
        private final int partition;
        private final long next;
        private final long[] visible;
        private int run;
        private long position;

        Held(Answer.Block block) {
            this(block.partition(), block.from(), block.next(), block.visible().clone());
        }

        Held(int partition, long position, long next, long[] visible) {
            this.partition = partition;
            this.position = position;
            this.next = next;
            this.visible = visible;
        }

        boolean isEmpty() {
            return position == next;
        }

        void drainInto(Batch.Builder batch, int limit) {
            while (run < visible.length && batch.records() < limit) {
                long from = Math.max(position, visible[run]);
                long to = Math.min(visible[run + 1], from + limit - batch.records());
                batch.add(partition, from, to);
                position = to;
                if (to == visible[run + 1]) {
                    run += 2;
                }
            }
            if (run == visible.length) {
                position = next;
            }
        }
    }
}
