package io.offsetlab.fault;

import io.offsetlab.protocol.Request;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The moment at which a fault happens, the same for every policy that runs in the same world. */
public sealed interface Anchor {

    /** At a virtual time in microseconds since the start of the run. */
    record AtTime(long micros) implements Anchor {}

    /** When anybody finishes this record for the first time. */
    record RecordFinished(int partition, long offset) implements Anchor {}

    /** When the group has finished so many different records. */
    record GroupFinished(long records) implements Anchor {}

    /**
     * Just after the {@code number}-th step (from 1) of a kind in one life of a process, before anything else of that instant. A
     * fault of the network that is anchored to a request of its own member hits that very request.
     *
     * @param incarnation 0 for the first life of the process
     */
    record Place(int member, int incarnation, Step step, int number) implements Anchor {}

    /** The kinds of steps that a {@link Place} can name. */
    enum Step {
        CALL_ENTERED,
        CALL_LEFT,
        RECORD_STARTED,
        EFFECT,
        COMMIT_SENT,
        COMMIT_ANSWERED,
        ASSIGNED,
        REVOKED,
        LOST,
        JOIN_GROUP_SENT(Request.Kind.JOIN_GROUP, true),
        JOIN_GROUP_ANSWERED(Request.Kind.JOIN_GROUP, false),
        SYNC_GROUP_SENT(Request.Kind.SYNC_GROUP, true),
        SYNC_GROUP_ANSWERED(Request.Kind.SYNC_GROUP, false),
        /** Of heartbeats, only those count that can change something: in a stable group nobody sees them. */
        HEARTBEAT_SENT(Request.Kind.HEARTBEAT, true),
        HEARTBEAT_ANSWERED(Request.Kind.HEARTBEAT, false),
        LEAVE_GROUP_SENT(Request.Kind.LEAVE_GROUP, true),
        LEAVE_GROUP_ANSWERED(Request.Kind.LEAVE_GROUP, false),
        OFFSET_COMMIT_SENT(Request.Kind.OFFSET_COMMIT, true),
        OFFSET_COMMIT_ANSWERED(Request.Kind.OFFSET_COMMIT, false),
        OFFSET_FETCH_SENT(Request.Kind.OFFSET_FETCH, true),
        OFFSET_FETCH_ANSWERED(Request.Kind.OFFSET_FETCH, false),
        /** The heartbeat of the consumer protocol, of which the same holds. */
        CONSUMER_GROUP_HEARTBEAT_SENT(Request.Kind.CONSUMER_GROUP_HEARTBEAT, true),
        CONSUMER_GROUP_HEARTBEAT_ANSWERED(Request.Kind.CONSUMER_GROUP_HEARTBEAT, false),
        INIT_PRODUCER_ID_SENT(Request.Kind.INIT_PRODUCER_ID, true),
        INIT_PRODUCER_ID_ANSWERED(Request.Kind.INIT_PRODUCER_ID, false),
        PRODUCE_SENT(Request.Kind.PRODUCE, true),
        PRODUCE_ANSWERED(Request.Kind.PRODUCE, false),
        TXN_OFFSET_COMMIT_SENT(Request.Kind.TXN_OFFSET_COMMIT, true),
        TXN_OFFSET_COMMIT_ANSWERED(Request.Kind.TXN_OFFSET_COMMIT, false),
        END_TXN_SENT(Request.Kind.END_TXN, true),
        END_TXN_ANSWERED(Request.Kind.END_TXN, false);

        private static final Map<Request.Kind, Step> SENT = new EnumMap<>(Request.Kind.class);
        private static final Map<Request.Kind, Step> ANSWERED = new EnumMap<>(Request.Kind.class);

        static {
            for (Step step : values()) {
                if (step.request != null) {
                    (step.sent ? SENT : ANSWERED).put(step.request, step);
                }
            }
        }

        private final Request.@Nullable Kind request;
        private final boolean sent;

        Step() {
            this(null, false);
        }

        Step(Request.@Nullable Kind request, boolean sent) {
            this.request = request;
            this.sent = sent;
        }

        /** The kind of request to the coordinator that it is a step of, or null. */
        public Request.@Nullable Kind request() {
            return request;
        }

        /** Whether it is the sending of a request; what ends a request is its answer or the end of the connection. */
        public boolean isSent() {
            return sent;
        }

        /** The sending of such a request, or null for requests that are no steps. */
        public static @Nullable Step sent(Request.Kind kind) {
            return SENT.get(kind);
        }

        /** The end of such a request, or null for requests that are no steps. */
        public static @Nullable Step answered(Request.Kind kind) {
            return ANSWERED.get(kind);
        }
    }
}
