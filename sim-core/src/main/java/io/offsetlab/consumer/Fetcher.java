package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.ResetCause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * Fetches ahead and hands out what it holds, as Kafka's Fetcher and FetchCollector do: one fetch in flight, the next one only
 * when nothing is held, a held block emptied before the next, positions moved when records are taken out.
 */
public final class Fetcher implements Fingerprinted {
    private final ClientContext context;
    private final Positions positions;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private final List<Held> aside = new ArrayList<>();
    private final Batch.Builder batch = new Batch.Builder();
    private final FetchOrder order;
    private boolean inFlight;
    private boolean moved;
    /** How often the client had looked who leads the partitions when the latest fetch was made. */
    private int looks;

    private boolean attended;
    private Request.@Nullable Fetch latest;

    Fetcher(ClientContext context, Positions positions) {
        this.context = context;
        this.positions = positions;
        this.order = new FetchOrder(positions);
    }

    /** Sends a fetch for all fetchable partitions if nothing is held and none is under way. */
    public void maybeFetch() {
        if (inFlight) {
            attendToChange();
            return;
        }
        if (holdsFetchable()) {
            return;
        }
        if (latest == null || !isWanted(latest.positions()) || leadersMayHaveChanged()) {
            ClientConfig config = context.config();
            Offsets wanted = wanted();
            latest = new Request.Fetch(
                    wanted,
                    config.fetchMaxWaitMicros(),
                    config.maxPartitionFetchBytes(),
                    config.fetchMaxBytes(),
                    config.readCommitted(),
                    leaderEpochs(wanted));
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
            if (isFetched(partition)) {
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

    /** A partition that the client does not know has no leader to fetch from. */
    private boolean isFetched(int partition) {
        return positions.isFetchable(partition) && context.metadata().knows(partition);
    }

    private boolean leadersMayHaveChanged() {
        boolean changed =
                context.metadata().knowsLeaders() && looks != context.metadata().looks();
        looks = context.metadata().looks();
        return changed;
    }

    private int @Nullable [] leaderEpochs(Offsets wanted) {
        if (!context.metadata().knowsLeaders()) {
            return null;
        }
        int[] epochs = new int[wanted.size()];
        for (int i = 0; i < epochs.length; i++) {
            epochs[i] = context.metadata().leaderEpoch(wanted.partition(i));
        }
        return epochs;
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
            count += isFetched(partition) ? 1 : 0;
        }
        int[] partitions = new int[count];
        long[] offsets = new long[count];
        int i = 0;
        for (int partition : assigned) {
            if (isFetched(partition)) {
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
    public Batch collect() {
        moved = false;
        if (held.isEmpty()) {
            return Batch.EMPTY;
        }
        try {
            drain(context.config().maxPollRecords());
            return batch.build();
        } finally {
            batch.clear();
            held.addAll(aside);
            aside.clear();
        }
    }

    private void drain(int limit) {
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
            RuntimeException error = block.error;
            if (error != null) {
                if (!batch.isEmpty()) {
                    break;
                }
                held.remove();
                throw error;
            }
            block.drainInto(batch, limit);
            block.moveOn(positions);
            moved = true;
            batch.moved(block.partition);
            if (block.isEmpty()) {
                held.remove();
                order.moveToEnd(block.partition);
            }
        }
    }

    /** Whether something that could be handed out is held. */
    public boolean holdsSomething() {
        return holdsFetchable();
    }

    /** Whether blocks are held of which nothing was handed out so far (FetchBuffer.isEmpty looks at these only). */
    public boolean holdsUntouched() {
        for (Held block : held) {
            if (!block.isTouched()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the last look moved a position, be it only over what nobody is given (S1.10). */
    public boolean hasMoved() {
        return moved;
    }

    /**
     * Takes back what the application could not be given: of one run all from an offset on, and the runs behind it. They are
     * handed out again first, and the positions stand before them.
     */
    void handBack(Batch batch, int run, long offset) {
        for (int i = batch.runs() - 1; i >= run; i--) {
            int partition = batch.partition(i);
            long from = i == run ? offset : batch.from(i);
            held.addFirst(new Held(partition, from, batch.to(i), positions.position(partition)));
            positions.advance(partition, from);
            context.facts()
                    .accept(new RecordFact.ResetExplicit(
                            context.now(), context.member(), partition, batch.to(i), from, ResetCause.SEEK));
        }
    }

    /** Drops what is held of partitions that are no longer wanted. */
    void retain(IntPredicate wanted) {
        held.removeIf(block -> !wanted.test(block.partition));
    }

    /** Drops what is held. */
    public void clear() {
        held.clear();
    }

    private void take(Answer.Block block) {
        int partition = block.partition();
        if (!positions.hasPosition(partition) || positions.position(partition) != block.from()) {
            return;
        }
        if (block.error() != Errors.NONE) {
            onError(block);
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

    private void onError(Answer.Block block) {
        int partition = block.partition();
        if (block.error() != Errors.OFFSET_OUT_OF_RANGE) {
            context.metadata().look(context.now());
        } else if (context.config().resetPolicy() != ClientConfig.ResetPolicy.NONE) {
            positions.await(partition, Positions.FetchState.OUT_OF_RANGE);
        } else {
            TopicPartition name = context.partitions().get(partition);
            held.add(new Held(
                    block,
                    new OffsetOutOfRangeException(
                            "Fetch position " + block.from() + " is out of range for partition " + name,
                            Collections.singletonMap(name, block.from()))));
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(inFlight).add(moved).add(attended).add(held.size());
        for (Held block : held) {
            fingerprint.add(block.partition).add(block.position).add(block.next);
            fingerprint.add(block.error != null).add(block.isTouched());
        }
        fingerprint.add(order);
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
            for (int partition : order.partitions()) {
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
}
