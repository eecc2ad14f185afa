package io.offsetlab.narrative;

import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.Lane;
import io.offsetlab.trace.LogFact;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.RunFact;
import io.offsetlab.trace.RunHeader;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns facts into steps: folds neighbours of a kind, leaves out what changes nothing, marks the bad step. */
final class Teller implements FactSink {
    private final Board board;
    private final Drafts drafts;
    private final Phrases phrases;
    private final Folds folds;
    private final @Nullable Finding finding;
    private List<PartitionOffsets> atFirstBad = List.of();
    private long factNumber;
    private boolean faultSeen;
    private boolean badSeen;
    private boolean handedOver;
    private boolean visibleSeen;

    Teller(RunHeader header, @Nullable Finding finding, List<String> faults) {
        board = new Board(header);
        drafts = new Drafts(board, finding == null ? 0 : Math.max(0, finding.partition()));
        phrases = new Phrases(board, faults);
        folds = new Folds(drafts, board, phrases);
        this.finding = finding;
    }

    /** Begins with the records that are there from the beginning; their facts come only when somebody looks. */
    void preload(List<Fact> facts) {
        StringBuilder ranges = new StringBuilder();
        int first = -1;
        for (Fact fact : facts) {
            if (fact instanceof LogFact.Appended there && there.lastAt() == 0) {
                there.accept(board);
                first = first < 0 ? there.partition() : first;
                ranges.append(ranges.isEmpty() ? "" : ", ")
                        .append(board.words.range(there.partition(), there.from(), there.to()));
            }
        }
        if (!ranges.isEmpty()) {
            drafts.add(0, Lane.partition(first), "there from the beginning: " + ranges);
        }
    }

    @Override
    public void accept(Fact fact) {
        boolean bad = finding != null && factNumber == finding.factNumber();
        factNumber++;
        if (fact instanceof RunFact.Healed && !bad && !faultSeen) {
            return;
        }
        faultSeen |= fact instanceof RunFact.FaultFired;
        if (bad && !(fact instanceof CommitFact.CommitApplied)) {
            drafts.close();
        }
        int before = drafts.count();
        if (fact instanceof ProcessFact) {
            tellBeforehand(fact, bad);
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

    /** What a process has in work and owns can be said only before it is gone. */
    private void tellBeforehand(Fact fact, boolean bad) {
        tell(fact, bad);
        fact.accept(board);
        drafts.refresh(drafts.last(), drafts.last().offsets.get(0).partition());
    }

    private void tell(Fact fact, boolean bad) {
        if (folds.tell(fact)) {
            return;
        }
        String text = phrases.text(fact);
        if (text != null && (bad || !isRoutine(fact))) {
            drafts.close();
            drafts.add(fact, text, phrases.touched());
        }
    }

    private static boolean isRoutine(Fact fact) {
        return fact instanceof RecordFact.Fetched || fact instanceof RecordFact.Started;
    }

    private void markBad(Fact fact, int before) {
        boolean isCommit = fact instanceof CommitFact.CommitApplied;
        if (drafts.count() == before && !isCommit) {
            drafts.add(fact, "the run is judged as a whole");
        }
        drafts.last().mark = Mark.FIRST_BAD;
        if (!isCommit) {
            drafts.close();
        }
        badSeen = true;
        handedOver = fact instanceof RecordFact.ResetExplicit;
        atFirstBad = board.snapshots();
    }

    private void lookForHarm(Fact fact) {
        Finding about = finding;
        if (about == null || about.partition() < 0) {
            return;
        }
        if (fact instanceof GroupFact.Assigned assigned
                && Arrays.stream(assigned.partitions()).anyMatch(partition -> partition == about.partition())) {
            handedOver = true;
        }
        boolean shows = switch (about.invariant()) {
            case LOSS -> isReadPast(fact, about) || isLeftOut(fact, about);
            case REWIND -> isRepeated(fact, about);
            case FOREIGN, ATOMIC -> isRepeated(fact, about) || isReadPast(fact, about) || isLeftOut(fact, about);
            case BEYOND -> isReset(fact, about);
            // these are seen in the sink, or judged at the end: the bad step itself shows them
            case DUP, BOUND, ORDER, STUCK, RESIDUE, ENGINE -> false;
        };
        if (shows) {
            drafts.last().text += missing(fact, about);
            drafts.last().mark = Mark.VISIBLE;
            drafts.close();
            visibleSeen = true;
        }
    }

    /** Which records nobody will read any more. */
    private String missing(Fact fact, Finding about) {
        PartitionState state = board.partition(about.partition());
        long from = state.passable.firstMissing(state.logStart);
        if (fact instanceof RecordFact.Returned returned) {
            long to = Math.min(returned.from(), state.passable.firstPresent(from));
            return ", passing over " + board.words.range(about.partition(), from, to);
        }
        return fact instanceof RunFact.Quiet
                ? ", and nobody will read " + board.words.partition(about.partition()) + "@"
                        + Words.ranges(state.lost(board.external())) + " again"
                : "";
    }

    /** Whoever took over reads on above records that have no effect by then. */
    private boolean isReadPast(Fact fact, Finding about) {
        PartitionState state = board.partition(about.partition());
        return handedOver
                && fact instanceof RecordFact.Returned returned
                && returned.partition() == about.partition()
                && state.passable.firstMissing(state.logStart) < returned.from();
    }

    /** The run is quiet, and records below the resume point still have no effect. */
    private boolean isLeftOut(Fact fact, Finding about) {
        return fact instanceof RunFact.Quiet
                && !board.partition(about.partition()).lost(board.external()).isEmpty();
    }

    private static boolean isReset(Fact fact, Finding about) {
        return fact instanceof RecordFact.ResetExplicit reset && reset.partition() == about.partition();
    }

    private boolean isRepeated(Fact fact, Finding about) {
        return fact instanceof RecordFact.Effect effect
                && effect.partition() == about.partition()
                && !board.again().isEmpty();
    }

    Story story(RunHeader header) {
        return new Story(header, drafts.steps(finding), atFirstBad, board.snapshots());
    }
}
