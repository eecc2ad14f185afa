package io.offsetlab.trace;

import org.apache.kafka.common.protocol.Errors;

/** What happened to transactions. */
public sealed interface TransactionFact extends Fact {

    /** A broker appended what a member produced in its transaction: so many records of an output partition. */
    record Written(long at, int member, int output, long from, long to) implements TransactionFact {
        @Override
        public int code() {
            return 90;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            out.number(output);
            out.number(from);
            out.number(to);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The coordinator holds an offset that counts once the member's transaction is committed (S7.11). */
    record OffsetsPending(long at, int partition, long offset, int member, int generation, int commit)
            implements TransactionFact {
        @Override
        public int code() {
            return 91;
        }

        @Override
        public int lane() {
            return Lane.COORDINATOR;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(partition);
            out.number(offset);
            out.number(member);
            out.number(generation);
            out.number(commit);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** A pending offset became the committed one, because its transaction is committed; {@code oldOffset} is -1 if there was none. */
    record OffsetsMoved(long at, int partition, long oldOffset, long newOffset, int member, int commit)
            implements TransactionFact {
        @Override
        public int code() {
            return 92;
        }

        @Override
        public int lane() {
            return Lane.COORDINATOR;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(partition);
            out.number(oldOffset);
            out.number(newOffset);
            out.number(member);
            out.number(commit);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The markers of a member's transaction are written: all that belongs to it is visible from now on, or never. */
    record Ended(long at, int member, boolean committed, TransactionEnd why) implements TransactionFact {
        @Override
        public int code() {
            return 93;
        }

        @Override
        public int lane() {
            return Lane.COORDINATOR;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            out.number(committed ? 1 : 0);
            out.number(why.ordinal());
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The producer learned whether the coordinator took the offsets that it sent; what becomes of them is for the end to say. */
    record OffsetsAnswered(long at, int member, int commit, Errors error) implements TransactionFact {
        @Override
        public int code() {
            return 94;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            out.number(commit);
            out.number(error.code());
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }
}
