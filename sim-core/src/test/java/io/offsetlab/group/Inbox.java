package io.offsetlab.group;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection.Parked;
import io.offsetlab.protocol.Connection.Reply;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** Where the answer to one request of a test arrives, without any network in between. */
final class Inbox extends Event implements Reply {
    private final Simulation simulation;
    private @Nullable Answer underway;
    private @Nullable Answer arrived;

    Inbox(Simulation simulation) {
        this.simulation = simulation;
    }

    @Override
    public void answer(Answer answer) {
        if (arrived != null || underway != null) {
            throw new AssertionError("answered twice: " + answer + " after " + arrived + " and " + underway);
        }
        arrived = answer;
    }

    @Override
    public void answerAfter(long delayMicros, Answer answer) {
        underway = answer;
        simulation.schedule(simulation.now() + delayMicros, this);
    }

    @Override
    public void revise(Answer answer) {
        if (isScheduled()) {
            underway = answer;
        }
    }

    @Override
    public void park(long until, Parked parked) {
        throw new UnsupportedOperationException("a coordinator keeps what it parks");
    }

    @Override
    protected void run() {
        arrived = underway;
        underway = null;
    }

    boolean isEmpty() {
        return arrived == null;
    }

    Answer answer() {
        if (arrived == null) {
            throw new AssertionError("there is no answer yet");
        }
        return arrived;
    }

    Answer.JoinGroup joined() {
        return (Answer.JoinGroup) answer();
    }

    Answer.SyncGroup synced() {
        return (Answer.SyncGroup) answer();
    }

    Answer.OffsetCommit committed() {
        return (Answer.OffsetCommit) answer();
    }

    Answer.OffsetFetch fetched() {
        return (Answer.OffsetFetch) answer();
    }

    Errors error() {
        return answer().error();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(underway != null);
    }
}
