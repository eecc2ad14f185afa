package io.offsetlab.trace;

/** What happened to processes and their network. */
public sealed interface ProcessFact extends Fact {

    /** The process is gone. */
    record Crashed(long at, int member, int incarnation) implements ProcessFact {
        @Override
        public int code() {
            return 50;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            out.number(incarnation);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The process runs, for the first time or again. */
    record Restarted(long at, int member, int incarnation) implements ProcessFact {
        @Override
        public int code() {
            return 51;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            out.number(incarnation);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The process stands still. */
    record Paused(long at, int member) implements ProcessFact {
        @Override
        public int code() {
            return 52;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The process goes on. */
    record Resumed(long at, int member) implements ProcessFact {
        @Override
        public int code() {
            return 53;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The process ended by itself after closing its consumer. */
    record Stopped(long at, int member, int incarnation) implements ProcessFact {
        @Override
        public int code() {
            return 54;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            out.number(incarnation);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /**
     * Code of somebody's own came to its end without having been asked to, and with it its process.
     *
     * @param reason what it threw, or nothing if it returned
     */
    record Exited(long at, int member, int incarnation, String reason) implements ProcessFact {
        @Override
        public int code() {
            return 56;
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
            out.number(incarnation);
            out.number(reason.hashCode());
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The network of the process changed. */
    record LinkChanged(long at, int member, LinkState state) implements ProcessFact {
        @Override
        public int code() {
            return 55;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            out.number(state.ordinal());
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }
}
