package io.offsetlab.protocol;

import java.util.function.Consumer;

/**
 * The way back to whoever asks an endpoint without a network between them: each answer is handed over at once, whatever delay it
 * was to have. Parking is refused: an endpoint that is asked so keeps what it parks.
 */
public record DirectReply(Consumer<Answer> action) implements Connection.Reply {
    @Override
    public void answer(Answer answer) {
        action.accept(answer);
    }

    @Override
    public void answerAfter(long delayMicros, Answer answer) {
        action.accept(answer);
    }

    @Override
    public void revise(Answer answer) {}

    @Override
    public void park(long until, Connection.Parked parked) {
        throw new UnsupportedOperationException("a coordinator keeps what it parks");
    }
}
