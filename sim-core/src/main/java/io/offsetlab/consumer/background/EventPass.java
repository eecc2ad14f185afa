package io.offsetlab.consumer.background;

import io.offsetlab.consumer.ClientContext;
import io.offsetlab.consumer.Upcall;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.trace.GroupFact;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The application's thread works off what the background thread wants from it, within one call
 * (AsyncKafkaConsumer.processBackgroundEvents): all that was there when it looked, even if some of it throws; the first exception is
 * the call's.
 */
final class EventPass implements Fingerprinted {
    private final BackgroundMembership membership;
    private final ClientContext context;
    private int left;
    private @Nullable BackgroundEvent running;
    private @Nullable RuntimeException firstError;

    EventPass(BackgroundMembership membership, ClientContext context) {
        this.membership = membership;
        this.context = context;
    }

    /** Looks what is there. */
    void begin() {
        left = membership.events().count();
    }

    /** Whether there is anything to work off. */
    boolean isEmpty() {
        return left == 0 && running == null;
    }

    /** The application code that ran last returned, or threw. */
    void returned(@Nullable RuntimeException thrown) {
        BackgroundEvent finished = running;
        running = null;
        if (finished != null) {
            RuntimeException wrapped = thrown == null ? null : wrap(thrown);
            note(wrapped);
            membership.completed(finished, wrapped);
        }
    }

    /**
     * The next application code that is due, or null if nothing is left.
     *
     * @param assigns whether assignments still take effect; they do not while the application unsubscribes
     */
    @Nullable
    Upcall next(boolean assigns) {
        while (left > 0) {
            left--;
            BackgroundEvent event = membership.events().next();
            if (event instanceof BackgroundEvent.Failed failed) {
                note(failed.exception());
            } else if (event instanceof BackgroundEvent.Assigned assigned && !assigns) {
                membership.completed(
                        assigned, new KafkaException("Assignment event skipped because consumer is unsubscribing"));
            } else if (event != null) {
                running = event;
                return upcall(event);
            }
        }
        return null;
    }

    private Upcall upcall(BackgroundEvent event) {
        if (event instanceof BackgroundEvent.Assigned assigned) {
            membership.apply(assigned);
            return new Upcall.Assigned(context.byName(assigned.added()));
        }
        BackgroundEvent.Removed removed = (BackgroundEvent.Removed) event;
        return removed(context, removed.lost(), removed.partitions());
    }

    /** Tells that partitions go. */
    static Upcall removed(ClientContext context, boolean lost, int[] partitions) {
        if (lost) {
            context.facts().accept(new GroupFact.Lost(context.now(), context.member(), partitions));
            return new Upcall.Lost(context.byName(partitions));
        }
        context.facts().accept(new GroupFact.Revoked(context.now(), context.member(), partitions));
        return new Upcall.Revoked(context.byName(partitions));
    }

    /** What the call throws, or null; asking takes it. */
    @Nullable
    RuntimeException takeError() {
        RuntimeException taken = firstError;
        firstError = null;
        return taken;
    }

    private void note(@Nullable RuntimeException thrown) {
        firstError = firstError == null ? thrown : firstError;
    }

    static RuntimeException wrap(RuntimeException thrown) {
        return thrown instanceof KafkaException
                ? thrown
                : new KafkaException("User rebalance callback throws an error", thrown);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(left).add(running != null).add(firstError != null);
        if (running != null) {
            ApplicationEvents.write(fingerprint, running);
        }
    }
}
