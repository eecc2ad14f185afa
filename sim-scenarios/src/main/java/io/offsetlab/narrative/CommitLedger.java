package io.offsetlab.narrative;

import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactVisitor;
import io.offsetlab.trace.RunHeader;
import io.offsetlab.trace.TransactionFact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** All commits of a run: who sent which offset in which generation, how it ended, and what was processed at that moment. */
public final class CommitLedger {
    private static final String NEVER_LEARNED = ", which the member never learned";

    private final Board board;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Sent, List<Entry>> sent = new LinkedHashMap<>();
    private boolean bad;

    private CommitLedger(RunHeader header) {
        board = new Board(header);
    }

    /**
     * Reads the commits of a run, in the order in which they were sent.
     *
     * @param finding whose commit is marked, or null
     */
    public static List<CommitLine> of(RunHeader header, List<Fact> facts, @Nullable Finding finding) {
        CommitLedger ledger = new CommitLedger(header);
        Entries reader = ledger.new Entries();
        for (int i = 0; i < facts.size(); i++) {
            ledger.bad = finding != null && finding.factNumber() == i;
            facts.get(i).accept(ledger.board);
            facts.get(i).accept(reader);
        }
        return ledger.entries.stream().map(Entry::toLine).toList();
    }

    private record Sent(int member, int commit) {}

    private static final class Entry {
        private final int member;
        private final int commit;
        private final @Nullable CommitKind kind;
        private final int generation;
        private final int partition;
        private final long offset;
        private long at;
        private String outcome = "on its way";
        private boolean settled;
        private boolean unknown;
        private long processedTo;
        private String processed = "";
        private boolean firstBad;

        Entry(Sent sent, @Nullable CommitKind kind, int generation, int partition, long offset) {
            this.member = sent.member();
            this.commit = sent.commit();
            this.kind = kind;
            this.generation = generation;
            this.partition = partition;
            this.offset = offset;
        }

        CommitLine toLine() {
            return new CommitLine(
                    at, member, commit, kind, generation, partition, offset, outcome, processedTo, processed, firstBad);
        }
    }

    private final class Entries implements FactVisitor {

        @Override
        public void on(CommitFact.CommitAsked fact) {
            Sent key = new Sent(fact.member(), fact.commit());
            List<Entry> ofCommit = new ArrayList<>();
            for (int i = 0; i < fact.offsets().size(); i++) {
                int partition = fact.offsets().partition(i);
                Entry entry = new Entry(
                        key,
                        fact.kind(),
                        fact.generation(),
                        partition,
                        fact.offsets().offset(i));
                moment(entry, fact.at());
                ofCommit.add(entry);
            }
            entries.addAll(ofCommit);
            sent.put(key, ofCommit);
        }

        @Override
        public void on(CommitFact.CommitApplied fact) {
            Entry entry = find(fact.member(), fact.commit(), fact.partition());
            if (entry == null) {
                Sent key = new Sent(fact.member(), fact.commit());
                entry = new Entry(key, null, fact.generation(), fact.partition(), fact.newOffset());
                entries.add(entry);
            }
            settle(entry, fact.at(), "applied");
            entry.firstBad = bad;
        }

        @Override
        public void on(TransactionFact.OffsetsPending fact) {
            Entry entry = find(fact.member(), fact.commit(), fact.partition());
            if (entry != null) {
                moment(entry, fact.at());
                entry.outcome = "pending";
            }
        }

        @Override
        public void on(TransactionFact.OffsetsMoved fact) {
            Entry entry = find(fact.member(), fact.commit(), fact.partition());
            if (entry != null) {
                settle(entry, fact.at(), "applied with its transaction");
                entry.firstBad = bad;
            }
        }

        @Override
        public void on(TransactionFact.Ended fact) {
            for (Entry entry : entries) {
                if (entry.member == fact.member() && entry.outcome.equals("pending")) {
                    String how = fact.committed() ? "overtaken by a later one" : "dropped with its transaction";
                    settle(entry, fact.at(), how);
                }
            }
        }

        @Override
        public void on(CommitFact.CommitRefused fact) {
            for (Entry entry : sent.getOrDefault(new Sent(fact.member(), fact.commit()), List.of())) {
                if (fact.partition() < 0 || fact.partition() == entry.partition) {
                    settle(entry, fact.at(), "refused: " + fact.error().name());
                }
            }
        }

        @Override
        public void on(CommitFact.CommitAnswered fact) {
            for (Entry entry : sent.getOrDefault(new Sent(fact.member(), fact.commit()), List.of())) {
                if (!entry.settled && fact.error() != Errors.NONE) {
                    settle(entry, fact.at(), "failed: " + fact.error().name());
                }
            }
        }

        @Override
        public void on(CommitFact.CommitUnknown fact) {
            for (Entry entry : sent.getOrDefault(new Sent(fact.member(), fact.commit()), List.of())) {
                entry.outcome = entry.settled ? entry.outcome + NEVER_LEARNED : "unknown to the member, not stored";
                entry.unknown = true;
            }
        }

        @Override
        public void on(CommitFact.CommitRolledBack fact) {
            for (Entry entry : entries) {
                if (entry.partition == fact.partition()
                        && entry.offset == fact.fromOffset()
                        && entry.outcome.equals("applied")) {
                    entry.outcome = "applied, then unknown to the new coordinator";
                }
            }
        }

        @Override
        public void on(CommitFact.OffsetsAltered fact) {
            Entry entry = new Entry(new Sent(-1, -1), null, -1, fact.partition(), fact.newOffset());
            settle(entry, fact.at(), "altered by hand or expiry");
            entry.firstBad = bad;
            entries.add(entry);
        }

        private @Nullable Entry find(int member, int commit, int partition) {
            for (Entry entry : sent.getOrDefault(new Sent(member, commit), List.of())) {
                if (entry.partition == partition) {
                    return entry;
                }
            }
            return null;
        }

        private void settle(Entry entry, long at, String outcome) {
            moment(entry, at);
            entry.outcome = entry.unknown ? outcome + NEVER_LEARNED : outcome;
            entry.settled = true;
        }

        private void moment(Entry entry, long at) {
            entry.at = at;
            entry.processedTo = board.partition(entry.partition).prefix();
            entry.processed = Words.ranges(board.partition(entry.partition).processed);
        }
    }
}
