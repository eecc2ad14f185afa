package io.offsetlab.narrative;

import com.google.common.base.Splitter;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactVisitor;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.LinkState;
import io.offsetlab.trace.LogFact;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.RunFact;
import io.offsetlab.trace.TransactionFact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** The sentence for a fact that stands by itself; facts that are folded are told by {@link Folds}. */
final class Phrases implements FactVisitor {
    private static final int[] NONE = {};

    private final Board board;
    private final Words words;
    private final List<String> faults;

    /** The partitions of each commit, by its member and number. */
    private final Map<List<Integer>, int[]> asked = new LinkedHashMap<>();

    private @Nullable String text;
    private int[] touched = NONE;

    Phrases(Board board, List<String> faults) {
        this.board = board;
        this.words = board.words;
        this.faults = faults;
    }

    /** What a fact says, or null if it is not worth a step. */
    @Nullable
    String text(Fact fact) {
        text = null;
        touched = NONE;
        fact.accept(this);
        return text;
    }

    /** The partitions that the last text was about. */
    int[] touched() {
        return touched;
    }

    private void say(String sentence, int... partitions) {
        text = sentence;
        touched = partitions;
    }

    @Override
    public void on(LogFact.Hidden fact) {
        say(words.range(fact.partition(), fact.from(), fact.to()) + " will never be read", fact.partition());
    }

    @Override
    public void on(LogFact.LogStartMoved fact) {
        say(words.partition(fact.partition()) + " now begins at " + fact.offset(), fact.partition());
    }

    @Override
    public void on(RecordFact.Fetched fact) {
        say("fetches " + words.range(fact.partition(), fact.from(), fact.to()), fact.partition());
    }

    @Override
    public void on(RecordFact.Started fact) {
        say("begins " + words.range(fact.partition(), fact.from(), fact.to()), fact.partition());
    }

    @Override
    public void on(RecordFact.ExternalStored fact) {
        say(
                "stores " + words.range(fact.partition(), fact.from(), fact.to()) + " and offset " + fact.to(),
                fact.partition());
    }

    @Override
    public void on(RecordFact.ExternalRefused fact) {
        String range = words.range(fact.partition(), fact.from(), fact.to());
        say("store refuses " + range + ": it holds " + PartitionOffsets.offset(fact.stored()), fact.partition());
    }

    @Override
    public void on(RecordFact.ResetExplicit fact) {
        String name = words.partition(fact.partition());
        String sentence = switch (fact.cause()) {
            case SEEK -> "seeks " + name + " to " + fact.to();
            case NOTHING_COMMITTED -> name + " has no committed offset: starts at " + fact.to();
            case OUT_OF_RANGE -> name + " out of range: resets to " + fact.to();
        };
        say(sentence, fact.partition());
    }

    @Override
    public void on(CommitFact.CommitAsked fact) {
        StringBuilder sentence =
                new StringBuilder("commit " + fact.commit() + " (" + Words.constant(fact.kind()) + ") sent: ");
        Offsets offsets = fact.offsets();
        int[] partitions = new int[offsets.size()];
        for (int i = 0; i < partitions.length; i++) {
            partitions[i] = offsets.partition(i);
            sentence.append(i == 0 ? "" : ", ")
                    .append(words.partition(partitions[i]))
                    .append(" = ")
                    .append(offsets.offset(i));
        }
        asked.put(List.of(fact.member(), fact.commit()), partitions);
        say(sentence.append(offsets.isEmpty() ? "nothing" : "").toString(), partitions);
    }

    @Override
    public void on(CommitFact.CommitApplied fact) {
        say(stored(fact) + moved(fact.partition(), fact.oldOffset(), fact.newOffset()), fact.partition());
    }

    /** How the sentence about a commit that was stored begins. */
    String stored(CommitFact.CommitApplied fact) {
        String by = fact.member() < 0 ? "" : "commit " + fact.commit() + " of ";
        return by + words.member(fact.member()) + " stored: ";
    }

    /** An offset and what it was before. */
    String moved(int partition, long from, long to) {
        return words.partition(partition) + " " + stored(from) + " -> " + stored(to);
    }

    private static String stored(long offset) {
        return offset < 0 ? "none" : Long.toString(offset);
    }

    @Override
    public void on(CommitFact.CommitRefused fact) {
        String who = "commit " + fact.commit() + " of " + words.member(fact.member()) + " refused: "
                + fact.error().name();
        if (fact.partition() < 0) {
            say(who);
        } else {
            say(who + " for " + words.partition(fact.partition()), fact.partition());
        }
    }

    @Override
    public void on(CommitFact.CommitAnswered fact) {
        String end = fact.error() == Errors.NONE
                ? " confirmed"
                : " failed: " + fact.error().name();
        say("commit " + fact.commit() + end, partitionsOf(fact.member(), fact.commit()));
    }

    private int[] partitionsOf(int member, int commit) {
        return asked.getOrDefault(List.of(member, commit), NONE);
    }

    @Override
    public void on(CommitFact.CommitUnknown fact) {
        say(
                "commit " + fact.commit() + ": will never know whether it was stored",
                partitionsOf(fact.member(), fact.commit()));
    }

    @Override
    public void on(LogFact.LastStableMoved fact) {
        say(words.partition(fact.partition()) + " is stable below " + fact.offset(), fact.partition());
    }

    @Override
    public void on(TransactionFact.Written fact) {
        say("output " + fact.output() + " holds " + Words.range(fact.from(), fact.to())
                + ", invisible until the commit");
    }

    @Override
    public void on(TransactionFact.OffsetsPending fact) {
        say(
                "commit " + fact.commit() + " of " + words.member(fact.member()) + " pending: "
                        + words.partition(fact.partition()) + " = " + fact.offset(),
                fact.partition());
    }

    @Override
    public void on(TransactionFact.OffsetsAnswered fact) {
        String end = fact.error() == Errors.NONE
                ? " taken"
                : " failed: " + fact.error().name();
        say("commit " + fact.commit() + end, partitionsOf(fact.member(), fact.commit()));
    }

    @Override
    public void on(TransactionFact.OffsetsMoved fact) {
        say(
                "commit " + fact.commit() + " of " + words.member(fact.member()) + " stored with its transaction: "
                        + moved(fact.partition(), fact.oldOffset(), fact.newOffset()),
                fact.partition());
    }

    @Override
    public void on(TransactionFact.Ended fact) {
        String by = switch (fact.why()) {
            case PRODUCER -> "";
            case FENCED -> ", fenced by a newer producer";
            case TIMED_OUT -> ", transaction.timeout.ms is over";
        };
        say("transaction of " + words.member(fact.member()) + (fact.committed() ? " committed" : " aborted") + by);
    }

    @Override
    public void on(CommitFact.CommitRolledBack fact) {
        say(
                "new coordinator does not know a commit: "
                        + moved(fact.partition(), fact.fromOffset(), fact.toOffset()),
                fact.partition());
    }

    @Override
    public void on(CommitFact.OffsetsAltered fact) {
        say(
                "committed offset altered: " + moved(fact.partition(), fact.oldOffset(), fact.newOffset()),
                fact.partition());
    }

    @Override
    public void on(GroupFact.Joined fact) {
        say(words.member(fact.member()) + " joins");
    }

    @Override
    public void on(GroupFact.GenerationFormed fact) {
        say("generation " + fact.generation() + ":" + shares(fact.members(), " gets ", fact.partitions()));
    }

    private String shares(int[] members, String verb, int[][] partitions) {
        StringBuilder shares = new StringBuilder();
        for (int i = 0; i < members.length; i++) {
            shares.append(i == 0 ? " " : "; ")
                    .append(words.member(members[i]))
                    .append(verb)
                    .append(words.partitions(partitions[i]));
        }
        return shares.toString();
    }

    @Override
    public void on(GroupFact.TargetAssignment fact) {
        say("target of epoch " + fact.epoch() + ":" + shares(fact.members(), " is to have ", fact.partitions()));
    }

    @Override
    public void on(GroupFact.CurrentAssignment fact) {
        String who = words.member(fact.member());
        switch (fact.epoch()) {
            case GroupFact.CurrentAssignment.GONE -> {}
            case GroupFact.CurrentAssignment.AWAY ->
                say(who + " leaves for now; kept for it: " + words.partitions(fact.assigned()), fact.assigned());
            default -> {
                String rest = fact.pending().length == 0 ? "" : ", is to give up " + words.partitions(fact.pending());
                say(
                        who + " in epoch " + fact.epoch() + " may own " + words.partitions(fact.assigned()) + rest,
                        fact.assigned());
            }
        }
    }

    @Override
    public void on(GroupFact.Evicted fact) {
        say(words.member(fact.member()) + " evicted: " + Words.constant(fact.cause()), board.ownedBy(fact.member()));
    }

    @Override
    public void on(GroupFact.Left fact) {
        // whoever closes its consumer or unsubscribes has given up everything before
        boolean standsInWork = board.ownedBy(fact.member()).length > 0;
        say(words.member(fact.member()) + " leaves the group"
                + (standsInWork ? ": no poll for max.poll.interval.ms" : ""));
    }

    @Override
    public void on(GroupFact.CoordinatorMoved fact) {
        say("the group moves to another broker, which answers from " + Words.seconds(fact.readyAt()) + " s on");
    }

    @Override
    public void on(GroupFact.Assigned fact) {
        say(
                "owns " + words.partitions(fact.partitions()) + " (" + words.generation(fact.generation()) + ")",
                fact.partitions());
    }

    @Override
    public void on(GroupFact.Revoked fact) {
        say("gives up " + words.partitions(fact.partitions()), fact.partitions());
    }

    @Override
    public void on(GroupFact.Lost fact) {
        say("learns that it lost " + words.partitions(fact.partitions()), fact.partitions());
    }

    @Override
    public void on(ProcessFact.Crashed fact) {
        String open = board.inWork(fact.member());
        say("crashes" + (open.isEmpty() ? "" : " with " + open + " in work"), board.ownedBy(fact.member()));
    }

    @Override
    public void on(ProcessFact.Restarted fact) {
        say(fact.incarnation() == 0 ? "starts" : "starts again (life " + (fact.incarnation() + 1) + ")");
    }

    @Override
    public void on(ProcessFact.Paused fact) {
        String open = board.inWork(fact.member());
        say("stands still" + (open.isEmpty() ? "" : " with " + open + " in work"), board.ownedBy(fact.member()));
    }

    @Override
    public void on(ProcessFact.Resumed fact) {
        say("goes on", board.ownedBy(fact.member()));
    }

    @Override
    public void on(ProcessFact.Stopped fact) {
        say("closes its consumer and ends", board.ownedBy(fact.member()));
    }

    @Override
    public void on(ProcessFact.Exited fact) {
        say(fact.reason().isEmpty() ? "its code returns, unasked" : "its code throws " + fact.reason());
    }

    @Override
    public void on(ProcessFact.LinkChanged fact) {
        say("network: " + link(fact.state()));
    }

    private static String link(LinkState state) {
        return switch (state) {
            case HEALTHY -> "healthy again";
            case BROKEN -> "connections broken";
            case SLOW -> "every message is slow";
            case DROPS_ANSWERS -> "answers get lost";
            case SWALLOWS_REQUESTS -> "requests get lost";
        };
    }

    @Override
    public void on(CallFact.CallLeft fact) {
        if (fact.error() != Errors.NONE) {
            // Kafka has error codes for what a broker answers, not for what the client itself throws
            boolean hasCode = fact.error() != Errors.UNKNOWN_SERVER_ERROR;
            say(call(fact) + " throws "
                    + (hasCode ? fact.error().name() : "an exception of the client's own, such as WakeupException"));
        }
    }

    /** The method of the consumer: {@code commitSync}. */
    private static String call(CallFact.CallLeft fact) {
        StringBuilder name = new StringBuilder();
        for (String word : Splitter.on('_').split(fact.call().name().toLowerCase(Locale.ROOT))) {
            name.append(name.isEmpty() ? word.charAt(0) : Character.toUpperCase(word.charAt(0)))
                    .append(word, 1, word.length());
        }
        return name.toString();
    }

    @Override
    public void on(RunFact.FaultFired fact) {
        String what = fact.index() < faults.size() ? ": " + faults.get(fact.index()) : "";
        say("fault " + (fact.index() + 1) + what);
    }

    @Override
    public void on(RunFact.Healed fact) {
        say("healed: nothing goes wrong from here on");
    }

    @Override
    public void on(RunFact.Quiet fact) {
        say(fact.complete() ? "quiet: nothing is left to do" : "not quiet when its time was over");
    }
}
