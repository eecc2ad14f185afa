package io.offsetlab.protocol;

/** One client's ordered connection to one node: what is sent arrives in the order of sending, and so do the answers. */
public interface Connection {

    /** Sends a request. Exactly one of the handler's methods is called, later and once, unless the process dies first. */
    void send(Request request, Handler handler);

    /** Gives up the connection: every request in flight ends with {@link Handler#onDisconnect}. */
    void disconnect();

    /** What the answers on their way lead to may matter to others, so that none of them may be taken late. */
    default void attend() {}

    /** Takes what came back. */
    interface Handler {
        void onAnswer(Answer answer);

        /** The connection broke or the answer did not come within request.timeout.ms; whether the request arrived is unknown. */
        void onDisconnect();
    }

    /** A node of the cluster as a connection sees it. */
    interface Endpoint {
        void receive(Request request, Origin origin, Reply reply);
    }

    /** The way back for one answer, at any later time. */
    interface Reply {
        void answer(Answer answer);

        /** Answers after so much time; until then {@link #revise} can put another answer in its place. */
        void answerAfter(long delayMicros, Answer answer);

        /** Replaces an answer that has not left yet; does nothing if it has. */
        void revise(Answer answer);

        /** Asks to be called at that time instead of answering now; a later call of this method replaces the time. */
        void park(long until, Parked parked);
    }

    /** A request that waits at its endpoint. */
    interface Parked {
        void due();
    }

    /** The name of the connection's far end. */
    enum Node {
        COORDINATOR,
        BROKER,
        /** The brokers as a producer speaks to them, which has one connection to each. */
        PRODUCER
    }

    /** The handler that ignores what comes back. */
    Handler IGNORE = new Handler() {
        @Override
        public void onAnswer(Answer answer) {}

        @Override
        public void onDisconnect() {}
    };
}
