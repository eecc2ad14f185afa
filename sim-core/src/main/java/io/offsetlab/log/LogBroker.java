package io.offsetlab.log;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * The one broker that leads all partitions: answers Fetch and ListOffsets. A fetch that finds
 * nothing waits until the next record is due or its wait is over.
 */
public final class LogBroker implements Connection.Endpoint, Fingerprinted {
    private static final Answer NOTHING = new Answer.Fetch(Errors.NONE, List.of());

    private final Simulation simulation;
    private final List<? extends Log> logs;
    private final int recordBytes;
    private final List<WaitingFetch> waiting = new ArrayList<>();
    private final List<FoundAt> foundAt = new ArrayList<>();

    /**
     * @param logs by number of partition; more may be added at any time
     * @param recordBytes the size of every record
     */
    public LogBroker(Simulation simulation, List<? extends Log> logs, int recordBytes) {
        this.simulation = simulation;
        this.logs = logs;
        this.recordBytes = recordBytes;
    }

    @Override
    public void receive(Request request, Origin origin, Connection.Reply reply) {
        if (request instanceof Request.Fetch fetch) {
            fetch(fetch, origin.member(), reply);
        } else if (request instanceof Request.ListOffsets listOffsets) {
            reply.answer(listOffsets(listOffsets));
        } else if (request instanceof Request.OffsetForLeaderEpoch ends) {
            reply.answer(endsOfEpochs(ends));
        } else if (request instanceof Request.Metadata) {
            reply.answer(new Answer.Metadata(Errors.NONE));
        } else {
            throw new IllegalArgumentException("a broker does not answer " + request.kind());
        }
    }

    /** When this fetch will find a record, {@link Long#MAX_VALUE} if nothing is due; 0 if there is one. */
    public long findsSomethingAt(Request.Fetch request) {
        Offsets positions = request.positions();
        long first = Long.MAX_VALUE;
        for (int i = 0; i < positions.size(); i++) {
            if (!exists(positions.partition(i))) {
                return 0;
            }
            Log log = logs.get(positions.partition(i));
            long position = positions.offset(i);
            boolean outOfRange = position < log.startOffset() || position > log.endOffset(simulation.now());
            long reached = request.readCommitted() ? log.stableBeyondAt(position) : log.reachesBeyondAt(position);
            first = Math.min(first, outOfRange ? 0 : reached);
        }
        return first;
    }

    /** As {@link #findsSomethingAt(Request.Fetch)}, remembered for each member as long as it sends the very same request. */
    @SuppressWarnings("ReferenceEquality") // an equal request that is another costs a look, no more
    public long findsSomethingAt(Request.Fetch request, int member) {
        while (foundAt.size() <= member) {
            foundAt.add(new FoundAt());
        }
        FoundAt known = foundAt.get(member);
        if (known.request != request) {
            known.request = request;
            known.at = findsSomethingAt(request);
        }
        return known.at;
    }

    /** Lets waiting fetches look again, because records came or went without a schedule. */
    public void contentChanged() {
        foundAt.clear();
        for (WaitingFetch fetch : new ArrayList<>(waiting)) {
            if (findsSomethingAt(fetch.request) <= simulation.now()) {
                fetch.reply.park(simulation.now(), fetch);
            }
        }
    }

    private void fetch(Request.Fetch request, int member, Connection.Reply reply) {
        long found = findsSomethingAt(request, member);
        if (found <= simulation.now()) {
            reply.answer(new Answer.Fetch(Errors.NONE, read(request)));
            return;
        }
        long deadline = simulation.now() + request.maxWaitMicros();
        WaitingFetch fetch = new WaitingFetch(request, member, reply, deadline);
        waiting.add(fetch);
        reply.park(Math.min(deadline, found), fetch);
    }

    private boolean exists(int partition) {
        return partition < logs.size() && logs.get(partition).exists();
    }

    private List<Answer.Block> read(Request.Fetch request) {
        List<Answer.Block> blocks = new ArrayList<>(request.positions().size());
        long now = simulation.now();
        long bytesLeft = request.maxBytes();
        for (int i = 0; i < request.positions().size(); i++) {
            int partition = request.positions().partition(i);
            long from = request.positions().offset(i);
            Errors error = obstacle(request, i);
            if (error != Errors.NONE) {
                blocks.add(failed(partition, error, from));
                continue;
            }
            Log log = logs.get(partition);
            long end = log.endOffset(now);
            if (from < log.startOffset() || from > end) {
                blocks.add(failed(partition, Errors.OFFSET_OUT_OF_RANGE, from));
                continue;
            }
            if (request.readCommitted()) {
                end = log.lastStableOffset(now);
            }
            if (from < end && (bytesLeft >= recordBytes || blocks.isEmpty())) {
                long maxRecords = Math.max(1, Math.min(request.maxPartitionBytes(), bytesLeft) / recordBytes);
                long next = Math.min(end, log.readEnd(from, maxRecords, now));
                log.tell(now);
                long[] runs = log.visible(from, next, request.readCommitted());
                blocks.add(new Answer.Block(
                        partition, Errors.NONE, from, next, runs, log.startOffset(), end, log.epochsOf(runs)));
                bytesLeft -= (next - from) * recordBytes;
            }
        }
        return blocks;
    }

    /** Why a partition is not read at all: it is gone, or the client has not heard of its latest leader. */
    private Errors obstacle(Request.Fetch request, int i) {
        int partition = request.positions().partition(i);
        if (!exists(partition)) {
            return Errors.UNKNOWN_TOPIC_OR_PARTITION;
        }
        int[] known = request.leaderEpochs();
        boolean fenced =
                known != null && known[i] >= 0 && known[i] < logs.get(partition).leaderEpoch();
        return fenced ? Errors.FENCED_LEADER_EPOCH : Errors.NONE;
    }

    private Answer.Block failed(int partition, Errors error, long from) {
        boolean there = exists(partition);
        long start = there ? logs.get(partition).startOffset() : -1;
        long end = there ? logs.get(partition).endOffset(simulation.now()) : -1;
        return new Answer.Block(partition, error, from, from, new long[0], start, end, null);
    }

    private Answer.ListOffsets listOffsets(Request.ListOffsets request) {
        List<Answer.Found> found = new ArrayList<>(request.partitions().size());
        for (int i = 0; i < request.partitions().size(); i++) {
            int partition = request.partitions().get(i);
            found.add(
                    exists(partition)
                            ? find(logs.get(partition), request.timestamps().get(i), request.readCommitted())
                            : Answer.Found.failed(Errors.UNKNOWN_TOPIC_OR_PARTITION));
        }
        return new Answer.ListOffsets(Errors.NONE, request.partitions(), found);
    }

    private Answer.Found find(Log log, long timestamp, boolean readCommitted) {
        long now = simulation.now();
        log.tell(now);
        if (timestamp == Request.ListOffsets.EARLIEST) {
            return Answer.Found.at(log.startOffset(), -1, log.leaderEpoch());
        } else if (timestamp == Request.ListOffsets.LATEST) {
            long latest = readCommitted ? log.lastStableOffset(now) : log.endOffset(now);
            return Answer.Found.at(latest, -1, log.leaderEpoch());
        }
        Answer.Found found = log.firstNotBefore(timestamp, now);
        boolean open = readCommitted && found.offset() >= log.lastStableOffset(now);
        return open ? Answer.Found.NOTHING : found;
    }

    private Answer.OffsetForLeaderEpoch endsOfEpochs(Request.OffsetForLeaderEpoch request) {
        List<Answer.EpochEnd> ends = new ArrayList<>(request.partitions().size());
        for (int i = 0; i < request.partitions().size(); i++) {
            int partition = request.partitions().get(i);
            ends.add(
                    exists(partition)
                            ? logs.get(partition).endOfEpoch(request.epochs().get(i), simulation.now())
                            : Answer.EpochEnd.UNDEFINED);
        }
        return new Answer.OffsetForLeaderEpoch(Errors.NONE, request.partitions(), ends);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        for (Log log : logs) {
            fingerprint.add(log);
        }
        fingerprint.add(waiting.size());
        for (WaitingFetch fetch : waiting) {
            fingerprint.addTime(fetch.deadline);
        }
    }

    /** When a member's latest fetch finds something. */
    private static final class FoundAt {
        private Request.@Nullable Fetch request;
        private long at;
    }

    /** A fetch that found nothing yet. */
    private final class WaitingFetch implements Connection.Parked {
        private final Request.Fetch request;
        private final int member;
        private final Connection.Reply reply;
        private final long deadline;

        WaitingFetch(Request.Fetch request, int member, Connection.Reply reply, long deadline) {
            this.request = request;
            this.member = member;
            this.reply = reply;
            this.deadline = deadline;
        }

        @Override
        public void due() {
            long found = findsSomethingAt(request, member);
            if (found > simulation.now() && simulation.now() < deadline) {
                reply.park(Math.min(deadline, found), this);
                return;
            }
            waiting.remove(this);
            reply.answer(found > simulation.now() ? NOTHING : new Answer.Fetch(Errors.NONE, read(request)));
        }
    }
}
