package io.offsetlab.trace;

import io.offsetlab.protocol.Connection.Node;
import io.offsetlab.protocol.Request;
import org.apache.kafka.common.protocol.Errors;

/** What happened on the network. It only informs, and is told only if somebody {@linkplain FactSink#hearsMessages() asks}. */
public sealed interface MessageFact extends Fact {

    /**
     * A request, or the answer to one, came to the end of its way.
     *
     * @param at when it arrived or was lost
     * @param sentAt when it left
     * @param member the process that sent the request
     * @param node whom the request was sent to
     * @param request the kind of the request
     * @param answer whether it is the answer
     * @param arrived whether it arrived; otherwise it was lost on its way, or could not even be sent
     * @param commit the number of the commit that it carries or answers, or -1
     * @param telling whether it says more than that its sender is alive, as most heartbeats do not
     * @param error what an answer says, {@link Errors#NONE} for a request
     */
    record Traveled(
            long at,
            long sentAt,
            int member,
            Node node,
            Request.Kind request,
            boolean answer,
            boolean arrived,
            int commit,
            boolean telling,
            Errors error)
            implements MessageFact {
        @Override
        public int code() {
            return 75;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public boolean diagnostic() {
            return true;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(sentAt);
            out.number(member);
            out.number(node.ordinal());
            out.number(request.ordinal());
            out.number(answer ? 1 : 0);
            out.number(arrived ? 1 : 0);
            out.number(commit);
            out.number(telling ? 1 : 0);
            out.number(error.code());
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }
}
