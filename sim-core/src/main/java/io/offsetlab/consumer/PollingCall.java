package io.offsetlab.consumer;

import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CallKind;
import io.offsetlab.trace.RecordFact;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * What poll(Duration) is in both clients: its time-out and how it is told of. A poll of an idle loop stands for all the empty ones
 * that would follow it: one is over and the next begins before anything else of that instant, so that their number is a function
 * of time.
 */
public abstract class PollingCall extends Call {
    private static final int DEADLINE = 13;

    private final Client client;
    private final ClientContext context;
    private final long timeoutMicros;
    private final boolean idle;
    private boolean folded;
    private long startedAt;
    private @Nullable Deadline deadline;
    private boolean told;
    private boolean overdue;

    protected PollingCall(Client client, long timeoutMicros, boolean idle) {
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

    /** From here on the end of this poll is an event. */
    protected final void armDeadline() {
        if (deadline == null && timeoutMicros > 0) {
            deadline = new Deadline();
            context.actor().scheduleFirst(startedAt + timeoutMicros, DEADLINE, deadline);
        }
    }

    /** Whether there is no time left to wait in. */
    protected final boolean isOver() {
        return timeoutMicros == 0 || overdue;
    }

    protected final void stopForApplication(Upcall due) {
        tellEntered();
        armDeadline();
        stopFor(due);
    }

    /** Ends with what is handed out. */
    protected final void endWith(Batch batch) {
        tellEntered();
        for (int run = 0; run < batch.runs(); run++) {
            context.facts()
                    .accept(new RecordFact.Returned(
                            context.now(), context.member(), batch.partition(run), batch.from(run), batch.to(run)));
        }
        tellLeft(Errors.NONE);
        end(batch);
    }

    protected final void endWith(RuntimeException thrown) {
        tellEntered();
        tellLeft(Errors.forException(thrown));
        fail(thrown);
    }

    protected final void endEmpty() {
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
    protected final void tellEntered() {
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
    final void catchUp() {
        if (!folded || told) {
            return;
        }
        long over = (context.now() - startedAt) / timeoutMicros;
        if (over > 0 && !context.actor().hasPassed(startedAt + over * timeoutMicros, DEADLINE)) {
            over--;
        }
        if (over > 0) {
            startedAt += over * timeoutMicros;
            client.membership().onPollsCounted(startedAt);
            context.facts().accept(new CallFact.EmptyPolls(startedAt, context.member(), over));
        }
    }

    /** The process stands still: this poll is carried out after all, and over when its process goes on if not before. */
    final void freeze() {
        if (folded && !told) {
            catchUp();
            folded = false;
            armDeadline();
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(timeoutMicros).add(idle).add(folded).add(told).add(overdue);
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
        @SuppressWarnings("ReferenceEquality") // a call is one going on, whatever it equals
        protected void act() {
            if (isDone()) {
                return;
            }
            if (upcall() != null || client.call() != PollingCall.this) {
                overdue = true;
            } else if (idle && !told) {
                context.facts().accept(new CallFact.EmptyPolls(context.now(), context.member(), 1));
                enter();
                client.progress();
            } else {
                client.membership().onPollLeft(context.now());
                endEmpty();
                tellDriver();
            }
        }
    }
}
