package io.offsetlab.trace;

/** What happened to the run as a whole. */
public sealed interface RunFact extends Fact {

    /** The fault at this place of the scenario's list happened. */
    record FaultFired(long at, int index) implements RunFact {
        @Override
        public int code() {
            return 60;
        }

        @Override
        public int lane() {
            return Lane.WORLD;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(index);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The fault at this place of the scenario's list never happened: its anchor was not reached, or its target was gone. */
    record FaultNotReached(long at, int index) implements RunFact {
        @Override
        public int code() {
            return 61;
        }

        @Override
        public int lane() {
            return Lane.WORLD;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(index);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** From here on nothing goes wrong; processes that were to restart have restarted. */
    record Healed(long at) implements RunFact {
        @Override
        public int code() {
            return 80;
        }

        @Override
        public int lane() {
            return Lane.WORLD;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** Nothing is left to do, or the bound of time for it is over. */
    record Quiet(long at, boolean complete) implements RunFact {
        @Override
        public int code() {
            return 81;
        }

        @Override
        public int lane() {
            return Lane.WORLD;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(complete ? 1 : 0);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The run is over. */
    record Ended(long at) implements RunFact {
        @Override
        public int code() {
            return 82;
        }

        @Override
        public int lane() {
            return Lane.WORLD;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }
}
