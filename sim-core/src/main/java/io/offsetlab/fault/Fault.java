package io.offsetlab.fault;

import io.offsetlab.protocol.Request;
import org.jspecify.annotations.Nullable;

/**
 * One thing that goes wrong once. What a field means depends on the kind; a field without a meaning for the kind is 0 or null.
 *
 * @param member the process it hits, numbered as in the run's header; -1 for none. A {@link FaultKind#JOIN} names the process
 *     that starts
 * @param durationMicros how long it lasts; {@link #FOREVER} where a process is never to start again
 * @param extraMicros by how much something takes longer
 * @param count how many messages
 * @param only the kind of request that counts, or null for any
 */
public record Fault(
        FaultKind kind,
        Anchor anchor,
        int member,
        long durationMicros,
        long extraMicros,
        int count,
        Request.@Nullable Kind only) {

    /** The process does not start again. */
    public static final long FOREVER = -1;

    public static Fault crash(Anchor anchor, int member, long restartAfterMicros) {
        return new Fault(FaultKind.CRASH, anchor, member, restartAfterMicros, 0, 0, null);
    }

    public static Fault pause(Anchor anchor, int member, long durationMicros) {
        return new Fault(FaultKind.PAUSE, anchor, member, durationMicros, 0, 0, null);
    }

    public static Fault slowProcessing(Anchor anchor, int member, long extraMicros) {
        return new Fault(FaultKind.SLOW_PROCESSING, anchor, member, 0, extraMicros, 0, null);
    }

    public static Fault leave(Anchor anchor, int member, long restartAfterMicros) {
        return new Fault(FaultKind.LEAVE, anchor, member, restartAfterMicros, 0, 0, null);
    }

    public static Fault join(Anchor anchor, int member) {
        return new Fault(FaultKind.JOIN, anchor, member, 0, 0, 0, null);
    }

    public static Fault answerDropped(Anchor anchor, int member, int count, Request.@Nullable Kind only) {
        return new Fault(FaultKind.ANSWER_DROPPED, anchor, member, 0, 0, count, only);
    }

    public static Fault requestSwallowed(Anchor anchor, int member, int count, Request.@Nullable Kind only) {
        return new Fault(FaultKind.REQUEST_SWALLOWED, anchor, member, 0, 0, count, only);
    }

    public static Fault connectionBroken(Anchor anchor, int member, long durationMicros) {
        return new Fault(FaultKind.CONNECTION_BROKEN, anchor, member, durationMicros, 0, 0, null);
    }

    public static Fault slow(Anchor anchor, int member, long durationMicros, long extraMicros) {
        return new Fault(FaultKind.SLOW, anchor, member, durationMicros, extraMicros, 0, null);
    }

    public static Fault coordinatorMoved(Anchor anchor, long durationMicros) {
        return new Fault(FaultKind.COORDINATOR_MOVED, anchor, -1, durationMicros, 0, 0, null);
    }
}
