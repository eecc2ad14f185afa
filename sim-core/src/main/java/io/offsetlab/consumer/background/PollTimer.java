package io.offsetlab.consumer.background;

import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.ClientContext;
import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;

/**
 * Watches over max.poll.interval.ms (S5.17). It looks twice at the instant at which it is over, so that an application that is about
 * to poll again at this very instant counts as polling.
 */
final class PollTimer implements Fingerprinted {
    private static final int POLL_WATCH = 6;

    private final Client client;
    private final ClientContext context;
    private final Runnable tooLate;
    private final Watch watch;
    private long lastPollAt;
    private boolean expired;

    /** @param tooLate runs when the interval is over */
    PollTimer(Client client, Runnable tooLate) {
        this.client = client;
        this.context = client.context();
        this.tooLate = tooLate;
        this.watch = new Watch();
    }

    boolean isExpired() {
        return expired;
    }

    /** The application polls, or did so until now. */
    void reset(long at) {
        lastPollAt = Math.max(lastPollAt, at);
        expired = false;
        if (!watch.isScheduled()) {
            watch.lookedTwice = false;
            watch.schedule();
        }
    }

    void stop() {
        context.actor().cancel(watch);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.addTime(lastPollAt).add(expired).add(watch.lookedTwice);
    }

    private final class Watch extends ActorEvent {
        private boolean lookedTwice;

        Watch() {
            super(context.actor());
        }

        private void schedule() {
            context.actor().scheduleFirst(lastPollAt + context.config().maxPollIntervalMicros(), POLL_WATCH, this);
        }

        @Override
        protected void act() {
            if (isScheduled()) {
                return; // the application polled in what was caught up with just now
            }
            if (client.isPolling()) {
                lastPollAt = context.now();
            }
            if (context.now() < lastPollAt + context.config().maxPollIntervalMicros()) {
                lookedTwice = false;
                schedule();
            } else if (!lookedTwice) {
                lookedTwice = true;
                context.actor().schedule(context.now(), this);
            } else {
                lookedTwice = false;
                expired = true;
                tooLate.run();
            }
        }
    }
}
