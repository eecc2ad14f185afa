package io.offsetlab.trace;

/** What happened in a partition's log. */
public sealed interface LogFact extends Fact {

    /** Records came into being at their own times from {@code at} to {@code lastAt}. */
    record Appended(long at, long lastAt, int partition, long from, long to) implements LogFact, RangeFact {
        @Override
        public int code() {
            return 1;
        }

        @Override
        public int lane() {
            return Lane.partition(partition);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** Offsets that no consumer will ever be given: a gap in a loaded dump. */
    record Hidden(long at, int partition, long from, long to) implements LogFact {
        @Override
        public int code() {
            return 2;
        }

        @Override
        public int lane() {
            return Lane.partition(partition);
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(partition);
            out.number(from);
            out.number(to);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** Everything below {@code offset} is gone. */
    record LogStartMoved(long at, int partition, long offset) implements LogFact {
        @Override
        public int code() {
            return 3;
        }

        @Override
        public int lane() {
            return Lane.partition(partition);
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(partition);
            out.number(offset);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** No open transaction has a record below {@code offset}: so far do consumers with isolation.level=read_committed read (S8.17). */
    record LastStableMoved(long at, int partition, long offset) implements LogFact {
        @Override
        public int code() {
            return 4;
        }

        @Override
        public int lane() {
            return Lane.partition(partition);
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(partition);
            out.number(offset);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }
}
