package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Request;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.jspecify.annotations.Nullable;

/**
 * The consumer of one life of a process. Its methods start {@link Call}s, which events advance; it never runs application code.
 * Calls nest: one that stops for an upcall may have others run inside of it.
 */
public final class Client implements Fingerprinted {
    private final ClientContext context;
    private final Driver driver;
    private final Positions positions;
    private final CoordinatorLookup lookup;
    private final Commits commits;
    private final PositionFinder finder;
    private final Fetcher fetcher;
    private final LogEnds logEnds;
    private final Membership membership;
    private final Subscription subscription;
    private final Guard guard;
    private final Seeks seeks;
    private final Signals signals = new Signals();
    private final CallStack stack;
    private final Calls calls;

    /** Whoever drives the member: told when the innermost call has news. */
    public interface Driver {
        void news();
        /** A poll was over in vain, untold: who only polls again may do so before anything else of this instant, as if folded. */
        default void polledInVain() {
            news();
        }
    }

    /** @param protocol makes the membership of this client, by group.protocol */
    public Client(ClientContext context, Driver driver, Function<Client, Membership> protocol) {
        this.context = context;
        this.driver = driver;
        context.client(this);
        stack = new CallStack(context, driver);
        positions = new Positions(
                context.partitions().size(), () -> context.actor().backlog().surface());
        lookup = new CoordinatorLookup(context);
        commits = new Commits(context, lookup, positions);
        finder = new PositionFinder(context, positions, lookup);
        fetcher = new Fetcher(context, positions);
        logEnds = new LogEnds(context, positions);
        membership = protocol.apply(this);
        calls = membership.calls(this);
        subscription = new Subscription(this);
        guard = new Guard(context, positions, subscription);
        seeks = new Seeks(context, positions, guard);
    }

    public ClientContext context() {
        return context;
    }

    public Positions positions() {
        return positions;
    }

    public CoordinatorLookup lookup() {
        return lookup;
    }

    public Commits commits() {
        return commits;
    }

    public Membership membership() {
        return membership;
    }

    public Fetcher fetcher() {
        return fetcher;
    }

    public PositionFinder finder() {
        return finder;
    }

    /** The innermost call that has not been finished, or null. */
    public @Nullable Call call() {
        return stack.top();
    }

    /** Whether the application is inside the client's code, and not inside its own that an upcall runs. */
    public boolean isInCall() {
        return stack.isInCall();
    }

    /** Whether the application waits inside poll; no other call puts max.poll.interval.ms off. */
    public boolean isPolling() {
        return stack.isPolling();
    }

    /**
     * Subscribes to topics; the next poll joins the group.
     *
     * @throws org.apache.kafka.common.errors.InvalidGroupIdException without a group
     * @throws IllegalStateException if a pattern or partitions are in force
     */
    public void subscribe(List<String> topics) {
        guard.group();
        subscription.toTopics(topics);
    }

    /**
     * Subscribes to all topics that match, now or later; the next poll joins the group.
     *
     * @throws org.apache.kafka.common.errors.InvalidGroupIdException without a group
     * @throws IllegalStateException if topics or partitions are in force
     */
    public void subscribe(Predicate<String> pattern) {
        guard.group();
        subscription.toPattern(pattern);
    }

    /**
     * Subscribes to all topics that match a RE2/J pattern, which the coordinator resolves; the next poll joins the group.
     *
     * @throws UnsupportedOperationException with the classic protocol
     * @throws org.apache.kafka.common.errors.InvalidGroupIdException without a group
     * @throws IllegalStateException if topics, partitions or a pattern of the client's are in force
     */
    public void subscribeToRegex(String regex) {
        guard.group();
        subscription.toRegex(regex);
    }

    /**
     * Takes partitions by hand, without becoming a member of the group.
     *
     * @param partitions in the order in which they are to be walked over
     * @throws IllegalStateException if topics or a pattern are in force
     */
    public void assign(int[] partitions) {
        guard.open();
        calls.beforeAssign();
        subscription.toPartitions(partitions);
    }

    /** Moves the position of an assigned partition (S8.6). */
    public void seek(int partition, long offset) {
        seek(partition, offset, -1);
    }

    /**
     * As above, to an offset that comes with a leader epoch; with -1 none is known and nothing is validated (S8.15).
     *
     * @throws IllegalArgumentException if the offset is negative
     * @throws IllegalStateException if the partition is not assigned
     */
    public void seek(int partition, long offset, int leaderEpoch) {
        guard.open();
        seeks.to(partition, offset, leaderEpoch);
    }

    /** Marks partitions to be reset to the log start, or to its end; carried out by poll or position. */
    public void seekToEnds(int[] partitions, boolean beginning) {
        guard.open();
        seeks.toEnds(partitions, beginning);
    }

    /** Nothing of these assigned partitions is handed out until they are resumed. */
    public void pause(int[] partitions) {
        setPaused(partitions, true);
    }

    public void resume(int[] partitions) {
        setPaused(partitions, false);
    }

    private void setPaused(int[] partitions, boolean paused) {
        guard.open();
        for (int partition : partitions) {
            guard.assigned(partition);
            positions.setPaused(partition, paused);
        }
    }

    /** currentLag: how far the position lies behind the log end that was seen last, -1 as long as none was seen. */
    public long lag(int partition) {
        guard.open();
        guard.assigned(partition);
        logEnds.learn(partition);
        return positions.lag(partition);
    }

    /** The next poll joins the group anew. */
    public void enforceRebalance() {
        guard.rebalanced();
        membership.enforceRebalance();
    }

    /**
     * poll(Duration). Its value is a {@link Batch}.
     *
     * @param idle whether the application would do nothing but poll again when nothing comes; such polls may be counted instead
     *     of carried out
     */
    public Call poll(long timeoutMicros, boolean idle) {
        guard.subscribed();
        return start(calls.poll(timeoutMicros, idle));
    }

    /**
     * Takes back what a poll returned and the application could not be given (S1.13): of one run of the batch all from an offset
     * on, and the runs behind it. The positions stand before them again, and the next poll hands them out without fetching.
     */
    public void handBack(Batch batch, int run, long offset) {
        guard.open();
        fetcher.handBack(batch, run, offset);
    }

    /** commitSync: of these offsets, or of all positions if null. */
    public Call commitSync(@Nullable Offsets offsets, long timeoutMicros) {
        guard.group();
        return start(calls.commitSync(offsets, timeoutMicros));
    }

    /** commitAsync: of these offsets, or of all positions if null; the callback comes as an upcall with the tag. */
    public Call commitAsync(@Nullable Offsets offsets, Object tag) {
        guard.group();
        return start(calls.commitAsync(offsets, tag));
    }

    /** position(TopicPartition). Its value is a Long. */
    public Call position(int partition, long timeoutMicros) {
        guard.positioned(partition);
        return start(new PositionCall(this, partition, timeoutMicros));
    }

    /** committed(partitions). Its value is a list of {@link Answer.Stored} in their order, null where nothing is committed. */
    public Call committed(List<Integer> partitions, long timeoutMicros) {
        guard.group();
        return start(new CommittedCall(this, partitions, timeoutMicros));
    }

    /** beginningOffsets or endOffsets. Its value is a list of {@link Answer.Found} in the order of the partitions. */
    public Call ends(List<Integer> partitions, boolean beginning, long timeoutMicros) {
        long timestamp = beginning ? Request.ListOffsets.EARLIEST : Request.ListOffsets.LATEST;
        return start(
                new OffsetsCall(this, Request.ListOffsets.of(partitions, timestamp, readCommitted()), timeoutMicros));
    }

    /**
     * offsetsForTimes. Its value is a list of {@link Answer.Found} in the order of the partitions.
     *
     * @param timestamps of the partitions in their order, in milliseconds since 1970
     */
    public Call offsetsForTimes(List<Integer> partitions, List<Long> timestamps, long timeoutMicros) {
        return start(
                new OffsetsCall(this, new Request.ListOffsets(partitions, timestamps, readCommitted()), timeoutMicros));
    }

    private boolean readCommitted() {
        return context.config().readCommitted();
    }

    /** partitionsFor and listTopics: asks what is there. Its value is an int[] of all partitions by topic and partition. */
    public Call partitions(long timeoutMicros) {
        return start(new MetadataCall(this, timeoutMicros));
    }

    /** unsubscribe(): gives everything up and leaves the group, without a commit (S2.10). */
    public Call unsubscribe() {
        return start(calls.unsubscribe());
    }

    /** close(Duration): auto-commit, callbacks, leave. */
    public Call close(long timeoutMicros) {
        return close(timeoutMicros, GroupMembershipOperation.DEFAULT);
    }

    /** close(CloseOptions), which says whether the group is left. */
    public Call close(long timeoutMicros, GroupMembershipOperation operation) {
        return start(calls.close(timeoutMicros, operation));
    }

    /** Makes the next blocking point throw WakeupException (S10.2). */
    public void wakeup() {
        signals.wakeup();
        progress();
    }

    /** The application's thread was interrupted: what looks after the network next throws InterruptException (S10.5). */
    public void interrupt() {
        signals.interrupt();
        progress();
    }

    /** What is to end a call from outside. */
    public Signals signals() {
        return signals;
    }

    public Subscription subscription() {
        return subscription;
    }

    public void closed() {
        guard.close();
    }

    public boolean isClosed() {
        return guard.isClosed();
    }

    private Call start(Call call) {
        guard.open();
        return stack.start(call);
    }

    /** The driver saw how the innermost call ended, and forgets it. */
    public void finish(Call call) {
        stack.finish(call);
    }

    /** Goes on with the innermost call, if it waits for anything but its driver. */
    public void progress() {
        stack.progress();
    }

    public Driver driver() {
        return driver;
    }

    /** Counts the empty polls that were over by now. */
    public void catchUpPolls() {
        stack.catchUpPolls();
    }

    /** The process stands still from now on: a poll that is over meanwhile ends when it goes on. */
    public void freezePolls() {
        stack.freezePolls();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(signals).add(guard).add(stack).add(subscription);
        fingerprint.add(positions).add(lookup).add(commits).add(finder);
        fingerprint.add(fetcher).add(logEnds).add(membership).add(context).add(context.metadata());
    }
}
