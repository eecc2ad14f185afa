package io.offsetlab.narrative;

import io.offsetlab.narrative.Drafts.Fold;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactVisitor;
import io.offsetlab.trace.LogFact;
import io.offsetlab.trace.OffsetRanges;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.ResetCause;
import java.util.TreeSet;

/** Tells the facts that grow together with their neighbours: ranges that touch, and what one request did to several partitions. */
final class Folds implements FactVisitor {
    static final String NOTHING_COMMITTED = "nothing committed: ";

    private final Drafts drafts;
    private final Board board;
    private final Phrases phrases;
    private boolean told;

    Folds(Drafts drafts, Board board, Phrases phrases) {
        this.drafts = drafts;
        this.board = board;
        this.phrases = phrases;
    }

    /** Whether the fact is one of these; then it is told. */
    boolean tell(Fact fact) {
        told = false;
        fact.accept(this);
        return told;
    }

    private Draft grown(Fact fact, int partition, long from, long to, long extra) {
        told = true;
        Fold fold = new Fold(fact.code(), fact.lane(), partition, extra);
        Draft draft = drafts.open(fold);
        if (draft == null || draft.to != from) {
            draft = drafts.open(fold, fact, "", partition);
            draft.from = from;
        }
        drafts.extend(draft, partition, to);
        return draft;
    }

    /** The log's growth shows in the offsets of every step. */
    @Override
    public void on(LogFact.Appended fact) {
        told = true;
    }

    @Override
    public void on(RecordFact.ResetExplicit fact) {
        if (fact.cause() == ResetCause.SEEK) {
            told = true;
            drafts.close();
            String target = board.words.partition(fact.partition()) + " to " + fact.to();
            drafts.add(fact, target, fact.partition()).verb = "seeks ";
        }
        if (fact.cause() != ResetCause.NOTHING_COMMITTED) {
            return;
        }
        told = true;
        Fold fold = new Fold(fact.code(), fact.lane(), 0, 0);
        Draft draft = drafts.open(fold);
        if (draft == null || draft != drafts.last() || draft.at != fact.at()) {
            drafts.close();
            draft = drafts.open(fold, fact, "", fact.partition());
            draft.verb = NOTHING_COMMITTED;
        }
        draft.starts.computeIfAbsent(fact.to(), offset -> new TreeSet<>()).add(fact.partition());
        draft.text = board.words.starts(draft.starts);
    }

    @Override
    public void on(RecordFact.Returned fact) {
        Draft draft = grown(fact, fact.partition(), fact.from(), fact.to(), 0);
        draft.at = fact.at();
        draft.verb = "poll returns ";
        draft.text = range(fact.partition(), draft);
    }

    @Override
    public void on(RecordFact.Effect fact) {
        Draft draft = grown(fact, fact.partition(), fact.from(), fact.to(), fact.extra());
        draft.at = fact.lastAt();
        addAgain(draft);
        String worker = fact.worker() > 0 ? " (worker " + fact.worker() + ")" : "";
        draft.verb = verb(fact.outcome());
        draft.text = range(fact.partition(), draft) + worker + repeated(draft);
    }

    @Override
    public void on(RecordFact.Durable fact) {
        Draft draft = grown(fact, fact.partition(), fact.from(), fact.to(), 0);
        draft.at = fact.at();
        addAgain(draft);
        draft.verb = "sink makes durable ";
        draft.text = range(fact.partition(), draft) + repeated(draft);
    }

    @Override
    public void on(RecordFact.Stored fact) {
        Draft draft = grown(fact, fact.partition(), fact.offset() - 1, fact.offset(), 0);
        draft.at = fact.at();
        draft.text = "marks " + board.words.partition(fact.partition()) + " = " + fact.offset() + " to be committed";
    }

    /** Keys matter to the judge only. */
    @Override
    public void on(RecordFact.Keyed fact) {
        told = true;
    }

    private String range(int partition, Draft draft) {
        return board.words.range(partition, draft.from, draft.to);
    }

    private void addAgain(Draft draft) {
        OffsetRanges again = board.again();
        for (int i = 0; i < again.ranges(); i++) {
            draft.again.add(again.from(i), again.to(i));
        }
    }

    private static String verb(Outcome outcome) {
        return switch (outcome) {
            case DONE -> "processes ";
            case SKIPPED -> "skips ";
            case REFUSED -> "is told that it is done already: ";
            case FAILED -> "fails to process ";
            case DEAD_LETTERED -> "sends to the dead-letter topic ";
            case ACCEPTED -> "sink accepts, not yet durable: ";
        };
    }

    private static String repeated(Draft draft) {
        if (draft.again.isEmpty()) {
            return "";
        }
        boolean all = draft.again.size() == draft.to - draft.from;
        return all ? Scenes.AGAIN : " (" + Words.ranges(draft.again) + " again)";
    }

    @Override
    public void on(CommitFact.CommitApplied fact) {
        told = true;
        Fold fold = new Fold(fact.code(), fact.member(), fact.commit(), 0);
        Draft before = fact.member() < 0 ? null : drafts.open(fold);
        if (before != null && before == drafts.last()) {
            before.text += ", " + phrases.moved(fact.partition(), fact.oldOffset(), fact.newOffset());
            drafts.refresh(before, before.offsets.get(0).partition(), fact.partition());
            return;
        }
        drafts.close();
        String moved = phrases.moved(fact.partition(), fact.oldOffset(), fact.newOffset());
        drafts.open(fold, fact, moved, fact.partition()).verb = phrases.stored(fact);
    }
}
