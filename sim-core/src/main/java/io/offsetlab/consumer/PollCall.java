package io.offsetlab.consumer;

import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CallKind;
import io.offsetlab.trace.RecordFact;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * poll(Duration) in the order of ClassicKafkaConsumer: callbacks of commits, the coordinator's part, auto-commit, positions, then
 * records. A poll of an idle loop stands for all the empty ones that would follow it: one is over and the next begins before
 * anything else of that instant, so that their number is a function of time.
 */
final class PollCall extends Call {
    private static final int DEADLINE = 13;

    private final Client client;
    private final ClientContext context;
    private final long timeoutMicros;
    private final boolean idle;
    private boolean folded;
    private long startedAt;
    private @Nullable Deadline deadline;
    private @Nullable RuntimeException thrown;
    private boolean told;
    private boolean overdue;
    /** Whether this step has looked after the network before it looks for records. */
    private boolean networked;

    PollCall(Client client, long timeoutMicros, boolean idle) {
        super(CallKind.POLL);
        this.client = client;
        this.context = client.context();
        this.timeoutMicros = timeoutMicros;
        this.idle = idle;
        enter();
    }

    private void enter() {
        startedAt = context.now();
        deadline = null;
        client.membership().onPollEntered(startedAt);
        folded = idle && timeoutMicros > 0 && context.folding();
        if (!folded) {
            armDeadline();
        }
    }

    private void armDeadline() {
        if (deadline == null && timeoutMicros > 0) {
            deadline = new Deadline();
            context.actor().scheduleFirst(startedAt + timeoutMicros, DEADLINE, deadline);
        }
    }

    @Override
    protected void advance() {
        RuntimeException byCallback = commitCallbackException();
        if (byCallback != null) {
            endWith(byCallback);
            return;
        }
        if (client.signals().takeWakeup()) {
            endWith(new WakeupException());
            return;
        }
        RuntimeException fenced = client.commits().fencedForGood();
        if (fenced != null) {
            endWith(fenced);
            return;
        }
        Upcall callback = client.commits().nextCallback();
        if (callback != null) {
            stopForApplication(callback);
            return;
        }
        followMetadata();
        networked = false;
        if (coordinate()) {
            client.finder().followLeaders();
            if (!client.positions().allValid()) {
                networked = true;
                client.finder().update();
            }
        }
        if (hasNews() || failedByPosition() || (networked && interrupted())) {
            return;
        }
        collectOrWait();
    }

    private void followMetadata() {
        long next = context.metadata().lookIfDue(context.now(), context.config());
        if (next < Long.MAX_VALUE) {
            context.wakeAt(next);
            client.subscription().follow();
        }
    }

    /** The coordinator's part; false if application code is due, or positions have to wait for a rebalance to be over. */
    private boolean coordinate() {
        Membership membership = client.membership();
        RuntimeException taken = takeCallbackException();
        thrown = thrown == null ? taken : thrown;
        if (thrown != null && !membership.hasMoreToTell()) {
            endWith(membership.callbackThrew(thrown));
            return false;
        }
        if (membership.isSubscribed()) {
            Membership.Step step = membership.step(this);
            if (hasNews()) {
                tellEntered();
                armDeadline();
                return false;
            }
            RuntimeException failure = membership.takeFailure();
            if (failure != null) {
                endWith(failure);
                return false;
            }
            client.commits().sendWaiting();
            if (step != Membership.Step.READY) {
                networked = true;
                return false;
            }
            if (client.lookup().isKnown()) {
                networked = client.commits().maybeAutoCommit();
            }
        } else {
            networked = context.config().groupId() != null;
            if (context.config().autoCommit() && client.lookup().ensureKnown()) {
                client.commits().maybeAutoCommit();
            }
        }
        client.commits().sendWaiting();
        return true;
    }

    private boolean failedByPosition() {
        RuntimeException error = client.finder().takeError();
        if (error != null) {
            endWith(error);
        }
        return error != null;
    }

    private void collectOrWait() {
        Batch batch;
        try {
            batch = client.fetcher().collect();
        } catch (OffsetOutOfRangeException outOfRange) {
            endWith(outOfRange);
            return;
        }
        client.fetcher().maybeFetch();
        if (!batch.isEmpty() || client.fetcher().hasMoved()) {
            tellEntered();
            for (int run = 0; run < batch.runs(); run++) {
                context.facts()
                        .accept(new RecordFact.Returned(
                                context.now(), context.member(), batch.partition(run), batch.from(run), batch.to(run)));
            }
            endWith(batch);
        } else if (interrupted()) {
            return;
        } else if (timeoutMicros == 0 || overdue) {
            endEmpty();
        }
    }

    /** Records that are there already are returned to an interrupted thread: only who looks after the network notices (S10.5). */
    private boolean interrupted() {
        RuntimeException interruption = client.signals().interruptionWithoutWakeup();
        if (interruption != null) {
            endWith(interruption);
        }
        return interruption != null;
    }

    private void stopForApplication(Upcall due) {
        tellEntered();
        armDeadline();
        stopFor(due);
    }

    private void endWith(Batch batch) {
        tellLeft(Errors.NONE);
        end(batch);
    }

    private void endWith(RuntimeException thrown) {
        tellEntered();
        tellLeft(Errors.forException(thrown));
        fail(thrown);
    }

    private void endEmpty() {
        if (told) {
            tellLeft(Errors.NONE);
        } else {
            context.facts().accept(new CallFact.EmptyPolls(context.now(), context.member(), 1));
        }
        end(Batch.EMPTY);
    }

    private void tellDriver() {
        if (told) {
            client.driver().news();
        } else {
            client.driver().polledInVain();
        }
    }

    /** Tells of the call once it turns out to be more than an empty poll, whose number only is told. */
    private void tellEntered() {
        if (!told) {
            catchUp();
            told = true;
            context.facts().accept(new CallFact.CallEntered(context.now(), context.member(), CallKind.POLL));
        }
    }

    private void tellLeft(Errors error) {
        if (deadline != null) {
            context.actor().cancel(deadline);
        }
        context.facts().accept(new CallFact.CallLeft(context.now(), context.member(), CallKind.POLL, error));
    }

    /** Counts the empty polls that were over by now, if they are folded; from then on this call is the one that followed. */
    void catchUp() {
        if (!folded || told) {
            return;
        }
        long over = (context.now() - startedAt) / timeoutMicros;
        if (over > 0 && !context.actor().hasPassed(startedAt + over * timeoutMicros, DEADLINE)) {
            over--;
        }
        if (over > 0) {
            startedAt += over * timeoutMicros;
            client.membership().onPollEntered(startedAt);
            context.facts().accept(new CallFact.EmptyPolls(startedAt, context.member(), over));
        }
    }

    /** The process stands still: this poll is carried out after all, and over when its process goes on if not before. */
    void freeze() {
        if (folded && !told) {
            catchUp();
            folded = false;
            armDeadline();
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint
                .add(timeoutMicros)
                .add(idle)
                .add(folded)
                .add(told)
                .add(overdue)
                .add(networked)
                .add(thrown != null);
        if (folded) {
            fingerprint.add((context.now() - startedAt) % timeoutMicros);
        }
    }

    /** The time-out of a poll that is carried out. */
    private final class Deadline extends ActorEvent {
        Deadline() {
            super(context.actor());
        }

        @Override
        protected void act() {
            if (isDone()) {
                return;
            }
            if (upcall() != null || client.call() != PollCall.this) {
                overdue = true;
            } else if (idle && !told) {
                context.facts().accept(new CallFact.EmptyPolls(context.now(), context.member(), 1));
                enter();
                client.progress();
            } else {
                endEmpty();
                tellDriver();
            }
        }
    }
}
