package io.offsetlab.trace;

import io.offsetlab.protocol.Outcome;

/** What happened to records inside a member, as ranges of offsets. */
public sealed interface RecordFact extends Fact {

    /** A fetch brought records into the client's buffer. */
    record Fetched(long at, int member, int partition, long from, long to) implements RecordFact, RangeFact {
        @Override
        public int code() {
            return 10;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public long lastAt() {
            return at;
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** A poll handed out records; the position is now at least {@code to}. */
    record Returned(long at, int member, int partition, long from, long to) implements RecordFact {
        @Override
        public int code() {
            return 11;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            out.number(partition);
            out.number(from);
            out.number(to);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** Processing of records began, of the first at {@code at}, of the last at {@code lastAt}. */
    record Started(long at, long lastAt, int member, int partition, long from, long to)
            implements RecordFact, RangeFact {
        @Override
        public int code() {
            return 12;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** Processing of records ended, of the first at {@code at}, of the last at {@code lastAt}. */
    record Effect(long at, long lastAt, int member, int partition, long from, long to, Outcome outcome, int worker)
            implements RecordFact, RangeFact {
        @Override
        public int code() {
            return 13;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public long extra() {
            return outcome.ordinal() * 1000L + worker;
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The external store took effects and offset in one write a record; its offset is now {@code to}. */
    record ExternalStored(long at, long lastAt, int member, int partition, long from, long to)
            implements RecordFact, RangeFact {
        @Override
        public int code() {
            return 14;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The external store refused to write these records for a writer that believed it stood at {@code expected}. */
    record ExternalRefused(
            long at, long lastAt, int member, int partition, long from, long to, long expected, long stored)
            implements RecordFact, RangeFact {
        @Override
        public int code() {
            return 15;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public long extra() {
            return expected << 1 ^ stored;
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** A position moved otherwise than by reading; {@code from} is -1 where there was none. */
    record ResetExplicit(long at, int member, int partition, long from, long to, ResetCause cause)
            implements RecordFact {
        @Override
        public int code() {
            return 16;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            out.number(partition);
            out.number(from);
            out.number(to);
            out.number(cause.ordinal());
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** What the sink had accepted of these records, it now holds for certain: they have their effect. */
    record Durable(long at, int member, int partition, long from, long to) implements RecordFact {
        @Override
        public int code() {
            return 17;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            out.number(partition);
            out.number(from);
            out.number(to);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The application marked an offset as the one that its next commit is to carry. */
    record Stored(long at, int member, int partition, long offset) implements RecordFact {
        @Override
        public int code() {
            return 18;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            out.number(partition);
            out.number(offset);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** A record that is about to have its effect has this key, within which order is kept. */
    record Keyed(long at, int member, int partition, long offset, long key) implements RecordFact {
        @Override
        public int code() {
            return 19;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            out.number(partition);
            out.number(offset);
            out.number(key);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }
}
