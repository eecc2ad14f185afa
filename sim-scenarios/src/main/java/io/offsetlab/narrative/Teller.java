package io.offsetlab.narrative;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.FactVisitor;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.Lane;
import io.offsetlab.trace.LogFact;
import io.offsetlab.trace.OffsetRanges;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.ResetCause;
import io.offsetlab.trace.RunFact;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns facts into steps: folds neighbours of a kind, leaves out what changes nothing, marks the bad step. */
final class Teller implements FactSink {
    private final Board board;
    private final Words words;
    private final Phrases phrases;
    private final @Nullable Finding finding;
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<Fold, Draft> open = new LinkedHashMap<>();
    private final Folds folds = new Folds();
    private List<PartitionOffsets> atFirstBad = List.of();
    private long factNumber;
    private boolean badSeen;
    private boolean handedOver;
    private boolean visibleSeen;

    Teller(RunHeader header, @Nullable Finding finding, List<String> faults) {
        board = new Board(header);
        words = board.words;
        phrases = new Phrases(board, faults);
        this.finding = finding;
    }

    /** Begins with the records that are there from the beginning; their facts come only when somebody looks. */
    void preload(List<Fact> facts) {
        StringBuilder ranges = new StringBuilder();
        for (Fact fact : facts) {
            if (fact instanceof LogFact.Appended there && there.lastAt() == 0) {
                there.accept(board);
                ranges.append(ranges.isEmpty() ? "" : ", ")
                        .append(words.range(there.partition(), there.from(), there.to()));
            }
        }
        if (!ranges.isEmpty()) {
            Draft draft = new Draft(0, Lane.WORLD, "the log holds " + ranges);
            draft.offsets = snapshots(new int[0]);
            drafts.add(draft);
        }
    }

    /** What must be equal for two ranges to become one step. */
    private record Fold(int code, int lane, int partition, long extra) {}

    @Override
    public void accept(Fact fact) {
        boolean bad = finding != null && factNumber == finding.factNumber();
        factNumber++;
        if (bad) {
            open.clear();
        }
        int before = drafts.size();
        if (fact instanceof ProcessFact) {
            tell(fact, bad);
            fact.accept(board);
            refresh(before);
        } else {
            fact.accept(board);
            tell(fact, bad);
        }
        if (bad) {
            markBad(fact, before);
        } else if (badSeen && !visibleSeen) {
            lookForHarm(fact);
        }
    }

    private void tell(Fact fact, boolean bad) {
        folds.told = false;
        fact.accept(folds);
        if (folds.told) {
            return;
        }
        String text = phrases.text(fact);
        if (text == null || isRoutine(fact) && !bad) {
            if (bad) {
                add(fact, "the run is judged as a whole", new int[0]);
            }
            return;
        }
        open.clear();
        add(fact, text, phrases.touched());
    }

    private static boolean isRoutine(Fact fact) {
        return fact instanceof RecordFact.Fetched || fact instanceof RecordFact.Started;
    }

    private static boolean isTurningPoint(Fact fact) {
        return fact instanceof ProcessFact
                || fact instanceof GroupFact
                || fact instanceof RunFact
                || fact instanceof CommitFact.CommitRefused
                || fact instanceof CommitFact.CommitUnknown
                || fact instanceof CommitFact.CommitRolledBack
                || fact instanceof CommitFact.OffsetsAltered
                || fact instanceof RecordFact.ResetExplicit;
    }

    private Draft add(Fact fact, String text, int[] touched) {
        Draft draft = new Draft(fact.at(), fact.lane(), text);
        draft.turningPoint = isTurningPoint(fact);
        drafts.add(draft);
        draft.offsets = snapshots(touched);
        return draft;
    }

    /** Of several partitions, the one that the story is about; it is the one to compare from row to row. */
    private List<PartitionOffsets> snapshots(int[] touched) {
        int focus = focus();
        boolean aboutFocus = touched.length == 0 || contains(touched, focus);
        return List.of(board.snapshot(aboutFocus ? focus : touched[0]));
    }

    private int focus() {
        return finding == null || finding.partition() < 0 ? 0 : finding.partition();
    }

    private static boolean contains(int[] array, int wanted) {
        for (int entry : array) {
            if (entry == wanted) {
                return true;
            }
        }
        return false;
    }

    private void refresh(int firstDraft) {
        for (Draft draft : drafts.subList(firstDraft, drafts.size())) {
            draft.offsets = snapshots(
                    draft.offsets.stream().mapToInt(PartitionOffsets::partition).toArray());
        }
    }

    private void markBad(Fact fact, int before) {
        if (drafts.size() == before) {
            add(fact, "the run is judged as a whole", new int[0]);
        }
        drafts.get(drafts.size() - 1).mark = Mark.FIRST_BAD;
        open.clear();
        badSeen = true;
        handedOver = fact instanceof RecordFact.ResetExplicit;
        atFirstBad = board.snapshots();
    }

    private void lookForHarm(Fact fact) {
        Finding about = finding;
        if (about == null || about.partition() < 0) {
            return;
        }
        if (fact instanceof GroupFact.Assigned assigned && contains(assigned.partitions(), about.partition())) {
            handedOver = true;
        }
        if (about.invariant() == InvariantName.LOSS ? isReadPast(fact, about) : isRepeated(fact, about)) {
            drafts.get(drafts.size() - 1).mark = Mark.VISIBLE;
            open.clear();
            visibleSeen = true;
        }
    }

    private boolean isReadPast(Fact fact, Finding about) {
        return handedOver
                && fact instanceof RecordFact.Returned returned
                && returned.partition() == about.partition()
                && returned.from() > about.from();
    }

    private boolean isRepeated(Fact fact, Finding about) {
        return (about.invariant() == InvariantName.REWIND || about.invariant() == InvariantName.FOREIGN)
                && fact instanceof RecordFact.Effect effect
                && effect.partition() == about.partition()
                && !board.again().isEmpty();
    }

    Story story(RunHeader header) {
        List<Step> steps = new ArrayList<>();
        for (Draft draft : drafts) {
            steps.add(draft.toStep(steps.size() + 1));
        }
        return new Story(header, List.copyOf(steps), atFirstBad, board.snapshots());
    }

    /** The facts that grow together with their neighbours. */
    private final class Folds implements FactVisitor {
        private boolean told;

        private @Nullable Draft grow(Fact fact, int partition, long from, long extra) {
            told = true;
            Draft draft = open.get(new Fold(fact.code(), fact.lane(), partition, extra));
            return draft != null && draft.to == from ? draft : null;
        }

        private Draft begin(Fact fact, int partition, long from, long extra) {
            Draft draft = add(fact, "", new int[] {partition});
            draft.from = from;
            open.put(new Fold(fact.code(), fact.lane(), partition, extra), draft);
            return draft;
        }

        /** What grows moves to the end: there it stands among what happened when its last part did. */
        private void extend(Draft draft, int partition, long to) {
            draft.to = to;
            draft.offsets = snapshots(new int[] {partition});
            if (draft != drafts.get(drafts.size() - 1)) {
                drafts.remove(drafts.lastIndexOf(draft));
                drafts.add(draft);
            }
        }

        /** The log's growth shows in the offsets of every step. */
        @Override
        public void on(LogFact.Appended fact) {
            told = true;
        }

        @Override
        public void on(RecordFact.ResetExplicit fact) {
            Draft before = drafts.isEmpty() ? null : drafts.get(drafts.size() - 1);
            String start = words.partition(fact.partition()) + " starts at " + fact.to();
            Fold key = new Fold(fact.code(), fact.lane(), 0, fact.cause().ordinal());
            if (fact.cause() != ResetCause.NOTHING_COMMITTED) {
                return;
            }
            told = true;
            if (before != null && before == open.get(key) && before.at == fact.at()) {
                before.text += ", " + start;
                return;
            }
            open.clear();
            open.put(key, add(fact, "nothing committed: " + start, new int[] {fact.partition()}));
        }

        @Override
        public void on(RecordFact.Returned fact) {
            Draft draft = grow(fact, fact.partition(), fact.from(), 0);
            if (draft == null) {
                draft = begin(fact, fact.partition(), fact.from(), 0);
            }
            extend(draft, fact.partition(), fact.to());
            draft.at = fact.at();
            draft.text = "poll returns " + words.range(fact.partition(), draft.from, draft.to) + since(draft);
        }

        @Override
        public void on(RecordFact.Effect fact) {
            Draft draft = grow(fact, fact.partition(), fact.from(), fact.extra());
            if (draft == null) {
                draft = begin(fact, fact.partition(), fact.from(), fact.extra());
            }
            extend(draft, fact.partition(), fact.to());
            draft.at = fact.lastAt();
            OffsetRanges again = board.again();
            for (int i = 0; i < again.ranges(); i++) {
                draft.again.add(again.from(i), again.to(i));
            }
            draft.text = effect(fact, draft);
        }

        private String effect(RecordFact.Effect fact, Draft draft) {
            String range = words.range(fact.partition(), draft.from, draft.to);
            String worker = fact.worker() > 0 ? " (worker " + fact.worker() + ")" : "";
            return verb(fact.outcome()) + range + worker + repeated(draft) + since(draft);
        }

        private static String since(Draft draft) {
            return draft.at > draft.firstAt ? " since " + Words.seconds(draft.firstAt) : "";
        }

        private static String verb(Outcome outcome) {
            return switch (outcome) {
                case DONE -> "processes ";
                case SKIPPED -> "skips ";
                case REFUSED -> "sink refuses ";
                case FAILED -> "fails to process ";
            };
        }

        private static String repeated(Draft draft) {
            if (draft.again.isEmpty()) {
                return "";
            }
            boolean all = draft.again.size() == draft.to - draft.from;
            return all ? " again" : " (" + Words.ranges(draft.again) + " again)";
        }

        @Override
        public void on(CommitFact.CommitApplied fact) {
            Draft draft = drafts.isEmpty() ? null : drafts.get(drafts.size() - 1);
            boolean same = draft != null && open.get(commit(fact)) == draft;
            if (!same || fact.member() < 0) {
                open.clear();
                draft = add(fact, String.valueOf(phrases.text(fact)), new int[] {fact.partition()});
                open.put(commit(fact), draft);
            } else {
                draft.text += ", " + phrases.moved(fact.partition(), fact.oldOffset(), fact.newOffset());
                draft.offsets = snapshots(new int[] {draft.offsets.get(0).partition(), fact.partition()});
            }
            told = true;
        }

        private Fold commit(CommitFact.CommitApplied fact) {
            return new Fold(fact.code(), fact.member(), fact.commit(), 0);
        }
    }
}
