package io.offsetlab.trace;

import io.offsetlab.protocol.Offsets;
import org.apache.kafka.common.protocol.Errors;

/** What happened to commits. */
public sealed interface CommitFact extends Fact {

    /** The client sent a commit. */
    record CommitAsked(long at, int member, int commit, CommitKind kind, int generation, Offsets offsets)
            implements CommitFact {
        @Override
        public int code() {
            return 20;
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
            out.number(kind.ordinal());
            out.number(generation);
            Numbers.offsets(out, offsets);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The coordinator stored an offset; {@code oldOffset} is -1 if none was stored before, {@code member} -1 for an administrator. */
    record CommitApplied(long at, int partition, long oldOffset, long newOffset, int member, int generation, int commit)
            implements CommitFact {
        @Override
        public int code() {
            return 21;
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
            out.number(generation);
            out.number(commit);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The coordinator refused a commit, for one partition or, with partition -1, all of it. */
    record CommitRefused(long at, int partition, int member, int generation, int commit, Errors error)
            implements CommitFact {
        @Override
        public int code() {
            return 22;
        }

        @Override
        public int lane() {
            return Lane.COORDINATOR;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(partition);
            out.number(member);
            out.number(generation);
            out.number(commit);
            out.number(error.code());
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The client learned how a commit ended. */
    record CommitAnswered(long at, int member, int commit, Errors error) implements CommitFact {
        @Override
        public int code() {
            return 23;
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

    /** The client will not learn whether a commit was stored. */
    record CommitUnknown(long at, int member, int commit) implements CommitFact {
        @Override
        public int code() {
            return 24;
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
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** A coordinator that took over does not know an unacknowledged commit; {@code toOffset} is -1 if nothing is stored now. */
    record CommitRolledBack(long at, int partition, long fromOffset, long toOffset) implements CommitFact {
        @Override
        public int code() {
            return 25;
        }

        @Override
        public int lane() {
            return Lane.COORDINATOR;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(partition);
            out.number(fromOffset);
            out.number(toOffset);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** An administrator or the expiry of offsets changed what is stored; -1 is nothing. */
    record OffsetsAltered(long at, int partition, long oldOffset, long newOffset) implements CommitFact {
        @Override
        public int code() {
            return 26;
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
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }
}
