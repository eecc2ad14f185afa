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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * Finds first positions: the committed offset, or what auto.offset.reset says, or the ends that the application sought
 * (KafkaConsumer's updateFetchPositions, OffsetFetcher).
 */
public final class PositionFinder implements Fingerprinted {
    private final ClientContext context;
    private final Positions positions;
    private final CoordinatorLookup lookup;
    private final ResetTimes times;
    private final PositionValidation validation;
    private boolean fetchingCommitted;
    private final boolean[] resetAsked = new boolean[FetchState.values().length];
    private long notBefore;
    private int failures;
    private int requests;
    private @Nullable RuntimeException error;

    PositionFinder(ClientContext context, Positions positions, CoordinatorLookup lookup) {
        this.context = context;
        this.positions = positions;
        this.lookup = lookup;
        this.times = new ResetTimes(context);
        this.validation = new PositionValidation(context, positions);
    }

    /** Positions are checked against leaders that changed (S8.15). */
    public void followLeaders() {
        validation.followLeaders();
    }

    /** Whether positions were checked against the leaders that are known. */
    public boolean knowsLeaders() {
        return validation.isUpToDate();
    }

    /** Sends what has to be asked. */
    public void update() {
        if (context.now() < notBefore) {
            context.wakeAt(notBefore);
            return;
        }
        if (positions.any(FetchState.INITIALIZING)) {
            fetchCommitted();
        }
        reset(FetchState.AWAIT_EARLIEST, Request.ListOffsets.EARLIEST);
        reset(FetchState.AWAIT_LATEST, Request.ListOffsets.LATEST);
        if (context.config().resetPolicy() != ClientConfig.ResetPolicy.NONE) {
            long timestamp = times.byPolicy();
            reset(FetchState.AWAIT_RESET, timestamp);
            reset(FetchState.OUT_OF_RANGE, timestamp);
        }
        validation.ask();
    }

    /** An error that poll or position is to throw, or null; asking takes it. */
    public @Nullable RuntimeException takeError() {
        RuntimeException taken = error;
        error = null;
        return taken == null ? validation.takeError() : taken;
    }

    private void fetchCommitted() {
        if (context.config().groupId() == null) {
            List<Integer> all = inState(FetchState.INITIALIZING);
            List<Answer.@Nullable Stored> nothing = new ArrayList<>();
            all.forEach(partition -> nothing.add(null));
            resolve(all, nothing);
        } else if (!fetchingCommitted && lookup.ensureKnown()) {
            fetchingCommitted = true;
            requests++;
            Membership.CommitIdentity asking = context.client().membership().fetchIdentity();
            context.sendToCoordinator(
                    new Request.OffsetFetch(inState(FetchState.INITIALIZING), asking.memberId(), asking.generation()),
                    new CommittedFetched());
        }
    }

    private void reset(FetchState state, long timestamp) {
        if (!resetAsked[state.ordinal()] && positions.any(state)) {
            List<Integer> due = times.due(inState(state));
            if (!due.isEmpty()) {
                resetAsked[state.ordinal()] = true;
                requests++;
                context.sendToBroker(
                        Request.ListOffsets.of(due, timestamp, context.config().readCommitted()),
                        new EndsListed(state));
            }
        }
    }

    private List<Integer> inState(FetchState state) {
        List<Integer> partitions = new ArrayList<>();
        for (int partition : positions.assigned()) {
            if (positions.state(partition) == state && positions.isLookedFor(partition)) {
                partitions.add(partition);
            }
        }
        return partitions;
    }

    private void retryLater() {
        notBefore = context.now() + context.backoffMicros(failures++, requests);
        context.wakeAt(notBefore);
    }

    private void resolve(List<Integer> partitions, List<Answer.@Nullable Stored> stored) {
        Set<TopicPartition> missing = new LinkedHashSet<>();
        for (int i = 0; i < partitions.size(); i++) {
            int partition = partitions.get(i);
            if (!positions.isAssigned(partition) || positions.state(partition) != FetchState.INITIALIZING) {
                continue;
            }
            Answer.Stored found = stored.get(i);
            if (found != null) {
                int leader = context.metadata().leaderEpoch(partition);
                positions.seek(partition, found.offset(), found.leaderEpoch(), leader);
            } else if (context.config().resetPolicy() == ClientConfig.ResetPolicy.NONE) {
                missing.add(context.partitions().get(partition));
            } else {
                positions.await(partition, FetchState.AWAIT_RESET);
            }
        }
        if (!missing.isEmpty()) {
            error = new NoOffsetForPartitionException(missing);
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(fetchingCommitted).add(failures).addTime(Math.max(notBefore, context.now()));
        for (boolean asked : resetAsked) {
            fingerprint.add(asked);
        }
        fingerprint.add(times).add(validation).add(error != null);
    }

    private final class CommittedFetched implements Connection.Handler {
        @Override
        public void onAnswer(Answer answer) {
            fetchingCommitted = false;
            Answer.OffsetFetch fetched = (Answer.OffsetFetch) answer;
            if (fetched.error() == Errors.NONE) {
                failures = 0;
                resolve(fetched.partitions(), fetched.stored());
            } else {
                if (CommitErrors.coordinatorIsGone(fetched.error())) {
                    lookup.markUnknown();
                }
                error = context.client().membership().onOffsetFetchError(fetched.error());
                retryLater();
            }
        }

        @Override
        public void onDisconnect() {
            fetchingCommitted = false;
            lookup.markUnknown();
            retryLater();
        }
    }

    private final class EndsListed implements Connection.Handler {
        private final FetchState state;
        private final long askedAt = context.now();

        EndsListed(FetchState state) {
            this.state = state;
        }

        @Override
        public void onAnswer(Answer answer) {
            resetAsked[state.ordinal()] = false;
            Answer.ListOffsets listed = (Answer.ListOffsets) answer;
            for (int i = 0; i < listed.partitions().size(); i++) {
                int partition = listed.partitions().get(i);
                Answer.Found found = listed.found().get(i);
                if (!positions.isAssigned(partition) || positions.state(partition) != state) {
                    continue;
                }
                if (found.offset() >= 0) {
                    seek(partition, found.offset());
                } else {
                    times.unresolved(partition, askedAt, found.error());
                }
            }
        }

        private void seek(int partition, long offset) {
            context.facts()
                    .accept(new RecordFact.ResetExplicit(
                            context.now(), context.member(), partition, -1, offset, cause()));
            positions.seek(partition, offset);
        }

        private ResetCause cause() {
            return switch (state) {
                case AWAIT_RESET -> ResetCause.NOTHING_COMMITTED;
                case OUT_OF_RANGE -> ResetCause.OUT_OF_RANGE;
                default -> ResetCause.SEEK;
            };
        }

        @Override
        public void onDisconnect() {
            resetAsked[state.ordinal()] = false;
            retryLater();
        }
    }
}
