package io.offsetlab.scenario;

import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.protocol.Request;
import java.util.List;

/** The order of faults from harmless to harsh: a delay, a lost answer, a lost request, a broken connection, a pause, an end. */
final class Strength {
    private static final List<FaultKind> ORDER = List.of(
            FaultKind.JOIN,
            FaultKind.SLOW,
            FaultKind.SLOW_PROCESSING,
            FaultKind.ANSWER_DROPPED,
            FaultKind.REQUEST_SWALLOWED,
            FaultKind.COORDINATOR_MOVED,
            FaultKind.CONNECTION_BROKEN,
            FaultKind.PAUSE,
            FaultKind.LEAVE,
            FaultKind.CRASH);

    private static final long SECOND = 1_000_000;

    private Strength() {}

    static int of(FaultKind kind) {
        return ORDER.indexOf(kind);
    }

    /** The kinds that are weaker and hit a member, the weakest first. */
    static List<FaultKind> weaker(FaultKind kind) {
        if (!kind.hasTarget()) {
            return List.of();
        }
        return ORDER.subList(0, of(kind)).stream()
                .filter(weaker -> weaker.hasTarget() && weaker != FaultKind.JOIN)
                .toList();
    }

    /** A fault of another kind at the same place, about as long. */
    static Fault as(FaultKind kind, Fault fault) {
        long micros = Math.max(fault.durationMicros(), fault.extraMicros());
        long duration = micros > 0 ? micros : 10 * SECOND;
        int count = Math.max(1, fault.count());
        Request.Kind only = fault.kind().isCounted() ? fault.only() : Request.Kind.OFFSET_COMMIT;
        return switch (kind) {
            case SLOW -> Fault.slow(fault.anchor(), fault.member(), duration, SECOND);
            case SLOW_PROCESSING -> Fault.slowProcessing(fault.anchor(), fault.member(), duration);
            case ANSWER_DROPPED -> Fault.answerDropped(fault.anchor(), fault.member(), count, only);
            case REQUEST_SWALLOWED -> Fault.requestSwallowed(fault.anchor(), fault.member(), count, only);
            case CONNECTION_BROKEN -> Fault.connectionBroken(fault.anchor(), fault.member(), duration);
            case PAUSE -> Fault.pause(fault.anchor(), fault.member(), duration);
            case LEAVE -> Fault.leave(fault.anchor(), fault.member(), fault.durationMicros());
            default -> throw new IllegalArgumentException("no fault is weakened to " + kind);
        };
    }
}
