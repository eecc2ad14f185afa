package io.offsetlab.network;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Request;
import org.jspecify.annotations.Nullable;

/** One request and its answer. The same event object travels there, waits if the endpoint wants that, and travels back. */
final class Exchange extends Event implements Connection.Reply {
    private static final long RECONNECT_BACKOFF_MICROS = 50_000;

    private final Link link;
    private final Request request;
    private final Connection.Handler handler;
    private final long identity;
    private final int counter;
    private boolean quiet;
    private boolean attended;
    final long deadline;
    private Stage stage = Stage.SWALLOWED;
    private boolean lost;
    private @Nullable Answer answer;
    private final long sentAt;
    private long answerLeavesAt;
    private Connection.@Nullable Parked parked;

    private enum Stage {
        SWALLOWED,
        THERE,
        AT_ENDPOINT,
        PARKED,
        BACK,
        FAILING,
        OVER
    }

    Exchange(
            Link link,
            Request request,
            Connection.Handler handler,
            int number,
            int counter,
            boolean quiet,
            long deadline) {
        this.link = link;
        this.request = request;
        this.handler = handler;
        this.identity = ((long) number << 8) + (request.kind().ordinal() << 3);
        this.counter = counter;
        this.quiet = quiet;
        this.deadline = deadline;
        this.sentAt = link.actor().now();
    }

    Request request() {
        return request;
    }

    Connection.Handler handler() {
        return handler;
    }

    /** Whether it changes nothing that others look at; such a request is answered, it cannot time out. */
    boolean isQuiet() {
        return quiet;
    }

    void noLongerQuiet() {
        quiet = false;
    }

    /** It stays quiet, but what it ends with may not be taken late any more. */
    void attend() {
        attended = true;
    }

    /** What draws for one leg of this exchange are keyed by: the kind of request and its number, never a common counter. */
    long identity(int leg) {
        return identity + leg;
    }

    void travelThere(long arrival) {
        stage = Stage.THERE;
        schedule(arrival);
    }

    /** The node cannot be reached: the request fails once the client has tried to connect. */
    void failSoon() {
        stage = Stage.FAILING;
        link.actor().scheduleMessage(link.actor().now() + RECONNECT_BACKOFF_MICROS, counter, false, this);
    }

    /** The connection is gone: an answer will not arrive, and the request perhaps neither. */
    void lose() {
        lost = true;
        boolean arrives = stage == Stage.THERE && link.survivesBreak(this);
        if (!arrives && stage != Stage.AT_ENDPOINT && stage != Stage.PARKED) {
            if (stage == Stage.THERE || stage == Stage.BACK) {
                tell(false);
            }
            link.actor().backlog().cancel(this);
            stage = Stage.OVER;
        }
    }

    @Override
    protected void run() {
        switch (stage) {
            case THERE -> {
                tell(true);
                stage = Stage.AT_ENDPOINT;
                link.endpoint().receive(request, link.origin(), this);
            }
            case PARKED -> {
                stage = Stage.AT_ENDPOINT;
                if (parked != null) {
                    parked.due();
                }
            }
            case BACK, FAILING -> deliver();
            default -> throw new IllegalStateException("a request in stage " + stage + " has nothing to do");
        }
    }

    /** How the message that is on its way ends. */
    private void tell(boolean arrived) {
        boolean back = stage == Stage.BACK;
        link.tell(request, back ? answer : null, back ? answerLeavesAt : sentAt, arrived);
    }

    private void deliver() {
        if (link.actor().isStopped()) {
            if (stage == Stage.BACK) {
                tell(false);
            }
            return;
        }
        if (link.actor().isFrozen()) {
            link.actor().scheduleMessage(link.actor().frozenUntil(), counter, false, this);
            return;
        }
        link.actor().backlog().catchUp();
        if (link.isAwaited(this)) {
            if (stage == Stage.BACK) {
                tell(true);
            }
            stage = stage == Stage.FAILING ? Stage.FAILING : Stage.OVER;
            if (stage == Stage.FAILING || answer == null) {
                handler.onDisconnect();
            } else {
                handler.onAnswer(answer);
            }
        }
    }

    @Override
    public void answer(Answer what) {
        answerAfter(0, what);
    }

    @Override
    public void answerAfter(long delayMicros, Answer what) {
        link.actor().backlog().catchUp();
        answer = what;
        quiet = quiet && link.isQuiet(what);
        if (lost || link.actor().isStopped()) {
            stage = Stage.OVER;
            link.tell(request, what, link.actor().now(), false);
            return;
        }
        answerLeavesAt = link.actor().now() + delayMicros;
        long arrival = link.arrivalHere(this, answerLeavesAt);
        if (arrival < 0) {
            stage = Stage.SWALLOWED;
            link.tell(request, what, answerLeavesAt, false);
            return;
        }
        if (isScheduled()) {
            link.actor().backlog().cancel(this);
        }
        stage = Stage.BACK;
        schedule(arrival);
    }

    @Override
    public void revise(Answer what) {
        if (stage == Stage.BACK && link.actor().now() < answerLeavesAt) {
            answer = what;
        }
    }

    @Override
    public void park(long until, Connection.Parked waiting) {
        if (link.actor().isStopped()) {
            return;
        }
        parked = waiting;
        if (isScheduled()) {
            link.actor().backlog().cancel(this);
        }
        stage = Stage.PARKED;
        schedule(until);
    }

    private void schedule(long at) {
        link.actor().scheduleMessage(at, counter, quiet && !attended, this);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(stage.ordinal()).add(lost).add(quiet).add(attended).addTime(deadline);
        fingerprint.addTime(
                stage == Stage.BACK ? Math.max(answerLeavesAt, link.actor().now()) : Long.MAX_VALUE);
        Contents.write(fingerprint, request);
        if (stage == Stage.BACK && answer != null) {
            Contents.write(fingerprint, answer);
        }
    }
}
