package io.offsetlab.network;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Request;
import org.jspecify.annotations.Nullable;

/** What the network does to one process at the moment; both of its connections obey it. Times are microseconds. */
public final class LinkFaults implements Fingerprinted {
    private long brokenUntil;
    private long slowUntil;
    private long extraMicros;
    private int answersToDrop;
    private Request.@Nullable Kind dropOnly;
    private int requestsToSwallow;
    private Request.@Nullable Kind swallowOnly;

    /** Connections cannot be made until then. */
    public void breakUntil(long until) {
        brokenUntil = Math.max(brokenUntil, until);
    }

    /** Every message that leaves before then takes longer by so much. */
    public void slowUntil(long until, long extra) {
        slowUntil = until;
        extraMicros = extra;
    }

    /** The next answers of a coordinator, or to a producer, of one kind or any, are dropped. */
    public void dropAnswers(int count, Request.@Nullable Kind only) {
        answersToDrop = count;
        dropOnly = only;
    }

    /** The next requests to a coordinator, or of a producer, of one kind or any, are swallowed. */
    public void swallowRequests(int count, Request.@Nullable Kind only) {
        requestsToSwallow = count;
        swallowOnly = only;
    }

    /** Ends everything. */
    public void heal() {
        brokenUntil = 0;
        slowUntil = 0;
        answersToDrop = 0;
        requestsToSwallow = 0;
    }

    /** Whether messages pass as usual, now and without an end in sight. */
    public boolean isHealthy(long now) {
        return now >= brokenUntil && now >= slowUntil && answersToDrop == 0 && requestsToSwallow == 0;
    }

    boolean isBroken(long now) {
        return now < brokenUntil;
    }

    long extraMicros(long now) {
        return now < slowUntil ? extraMicros : 0;
    }

    boolean dropsAnswerTo(Request request) {
        if (answersToDrop == 0 || (dropOnly != null && dropOnly != request.kind())) {
            return false;
        }
        answersToDrop--;
        return true;
    }

    boolean swallows(Request request) {
        if (requestsToSwallow == 0 || (swallowOnly != null && swallowOnly != request.kind())) {
            return false;
        }
        requestsToSwallow--;
        return true;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.addEnd(brokenUntil).addEnd(slowUntil).add(extraMicros);
        fingerprint.add(answersToDrop).add(dropOnly == null ? -1 : dropOnly.ordinal());
        fingerprint.add(requestsToSwallow).add(swallowOnly == null ? -1 : swallowOnly.ordinal());
    }
}
