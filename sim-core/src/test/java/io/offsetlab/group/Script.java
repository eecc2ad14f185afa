package io.offsetlab.group;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection.Parked;
import io.offsetlab.protocol.Connection.Reply;
import io.offsetlab.protocol.Origin;
import java.util.function.Consumer;

/** Small stand-ins around a coordinator. */
final class Script {
    static final QuietMembers NOBODY_IS_QUIET = new QuietMembers() {
        @Override
        public void beforeSessionCheck(Origin member) {}

        @Override
        public void beforeChange() {}
    };

    private Script() {}

    /** Hands over each answer at once. */
    record Mailbox(Consumer<Answer> action) implements Reply {
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
        public void park(long until, Parked parked) {
            throw new UnsupportedOperationException("a coordinator keeps what it parks");
        }
    }
}
