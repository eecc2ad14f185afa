package io.offsetlab.trace;

/** What happened to membership and ownership. */
public sealed interface GroupFact extends Fact {

    /** The coordinator took a process in as a member. */
    record Joined(long at, int member, int incarnation) implements GroupFact {
        @Override
        public int code() {
            return 40;
        }

        @Override
        public int lane() {
            return Lane.COORDINATOR;
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

    /** The assignment of a generation was stored. {@code partitions[i]} are those of {@code members[i]}, ascending. */
    record GenerationFormed(long at, int generation, int[] members, int[][] partitions) implements GroupFact {
        @Override
        public int code() {
            return 41;
        }

        @Override
        public int lane() {
            return Lane.COORDINATOR;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(generation);
            Numbers.array(out, members);
            for (int[] owned : partitions) {
                Numbers.array(out, owned);
            }
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The coordinator removed a member that did not go by itself. */
    record Evicted(long at, int member, EvictionCause cause) implements GroupFact {
        @Override
        public int code() {
            return 42;
        }

        @Override
        public int lane() {
            return Lane.COORDINATOR;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            out.number(cause.ordinal());
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** A member left the group. */
    record Left(long at, int member) implements GroupFact {
        @Override
        public int code() {
            return 43;
        }

        @Override
        public int lane() {
            return Lane.COORDINATOR;
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

    /** Another broker took over the group; it answers from {@code readyAt} on. */
    record CoordinatorMoved(long at, long readyAt) implements GroupFact {
        @Override
        public int code() {
            return 44;
        }

        @Override
        public int lane() {
            return Lane.COORDINATOR;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(readyAt);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The client owns these further partitions now; with an eager protocol, these are all. */
    record Assigned(long at, int member, int generation, int[] partitions) implements GroupFact {
        @Override
        public int code() {
            return 45;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            out.number(generation);
            Numbers.array(out, partitions);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The client gives up these partitions; its listener was told. */
    record Revoked(long at, int member, int[] partitions) implements GroupFact {
        @Override
        public int code() {
            return 46;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            Numbers.array(out, partitions);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /** The client found out that it no longer owns these partitions. */
    record Lost(long at, int member, int[] partitions) implements GroupFact {
        @Override
        public int code() {
            return 47;
        }

        @Override
        public int lane() {
            return member;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            Numbers.array(out, partitions);
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /**
     * The coordinator shared out the partitions anew (consumer protocol): members come to this one by one. {@code partitions[i]} are
     * those of {@code members[i]}, ascending.
     *
     * @param epoch the assignment epoch: the group's epoch by now
     */
    record TargetAssignment(long at, int epoch, int[] members, int[][] partitions) implements GroupFact {
        @Override
        public int code() {
            return 48;
        }

        @Override
        public int lane() {
            return Lane.COORDINATOR;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(epoch);
            Numbers.array(out, members);
            for (int[] owned : partitions) {
                Numbers.array(out, owned);
            }
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }

    /**
     * Where a member of a group of the consumer protocol stands from now on. Its partitions are ascending, and each has the epoch in which the
     * member was given it.
     *
     * @param epoch the member's epoch; {@link #GONE} for one that is no member any more, {@link #AWAY} for a static one that left for
     *     now
     * @param assigned what it may own
     * @param pending what it is to give up and has not given up yet
     * @param place 0; another number for a member of the classic protocol whose process is, in the same life, a member under another
     *     id, too (S5.23)
     */
    record CurrentAssignment(
            long at,
            int member,
            int incarnation,
            int epoch,
            int[] assigned,
            int[] assignedEpochs,
            int[] pending,
            int[] pendingEpochs,
            int place)
            implements GroupFact {
        public static final int GONE = -1;
        public static final int AWAY = -2;

        /** Of the only member that a life of a process is. */
        public CurrentAssignment(
                long at,
                int member,
                int incarnation,
                int epoch,
                int[] assigned,
                int[] assignedEpochs,
                int[] pending,
                int[] pendingEpochs) {
            this(at, member, incarnation, epoch, assigned, assignedEpochs, pending, pendingEpochs, 0);
        }

        /** Of a member that is gone. */
        public static CurrentAssignment gone(long at, int member, int incarnation, int place) {
            int[] none = {};
            return new CurrentAssignment(at, member, incarnation, GONE, none, none, none, none, place);
        }

        /** Of the only member that a life of a process was. */
        public static CurrentAssignment gone(long at, int member, int incarnation) {
            return gone(at, member, incarnation, 0);
        }

        @Override
        public int code() {
            return 49;
        }

        @Override
        public int lane() {
            return Lane.COORDINATOR;
        }

        @Override
        public void numbers(Numbers out) {
            out.number(at);
            out.number(member);
            out.number(incarnation);
            out.number(epoch);
            Numbers.array(out, assigned);
            Numbers.array(out, assignedEpochs);
            Numbers.array(out, pending);
            Numbers.array(out, pendingEpochs);
            if (place != 0) {
                out.number(place);
            }
        }

        @Override
        public void accept(FactVisitor visitor) {
            visitor.on(this);
        }
    }
}
