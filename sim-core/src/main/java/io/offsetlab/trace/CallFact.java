package io.offsetlab.trace;

import org.apache.kafka.common.protocol.Errors;

/** What the application asked of its client. */
public sealed interface CallFact extends Fact {

    /** The application called the consumer. */
    record CallEntered(long at, int member, CallKind call) implements CallFact {
        @Override
        public int code() {
            return 70;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            out.number(call.ordinal());
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The call returned, or threw if {@code error} is not NONE. */
    record CallLeft(long at, int member, CallKind call, Errors error) implements CallFact {
        @Override
        public int code() {
            return 71;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            out.number(call.ordinal());
            out.number(error.code());
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** So many polls in a row returned nothing. */
    record EmptyPolls(long at, int member, long count) implements CallFact {
        @Override
        public int code() {
            return 72;
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
            out.number(member);
            out.number(count);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** So many heartbeats in a row changed nothing. */
    record Heartbeats(long at, int member, long count) implements CallFact {
        @Override
        public int code() {
            return 73;
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
            out.number(member);
            out.number(count);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }
}
