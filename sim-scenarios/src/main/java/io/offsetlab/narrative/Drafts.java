package io.offsetlab.narrative;

import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.RunFact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The steps of a story while it is being told; some of them may still grow. */
final class Drafts {
    private final Board board;
    private final int focus;
    private final List<Draft> list = new ArrayList<>();
    private final Map<Fold, Draft> open = new LinkedHashMap<>();

    /** @param focus the partition that the story is about */
    Drafts(Board board, int focus) {
        this.board = board;
        this.focus = focus;
    }

    /** What must be equal for two facts to become one step. */
    record Fold(int code, int lane, int partition, long extra) {}

    int count() {
        return list.size();
    }

    /** @throws IndexOutOfBoundsException if nothing was told yet */
    Draft last() {
        return list.get(list.size() - 1);
    }

    Draft add(Fact fact, String text, int... touched) {
        Draft draft = add(fact.at(), fact.lane(), text, touched);
        draft.turningPoint = isTurningPoint(fact);
        draft.fact = fact;
        return draft;
    }

    Draft add(long at, int lane, String text, int... touched) {
        Draft draft = new Draft(at, lane, text);
        draft.offsets = snapshots(touched);
        list.add(draft);
        return draft;
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

    /** No step told so far grows any more. */
    void close() {
        open.clear();
    }

    /** The step that this fact can be added to, or null. */
    @Nullable
    Draft open(Fold fold) {
        return open.get(fold);
    }

    /** A step that facts of a kind can be added to. */
    Draft open(Fold fold, Fact fact, String text, int partition) {
        Draft draft = add(fact, text, partition);
        open.put(fold, draft);
        return draft;
    }

    /** What grows moves to the end: there it stands among what happened when its last part did. */
    void extend(Draft draft, int partition, long to) {
        draft.to = to;
        refresh(draft, partition);
        if (draft != last()) {
            list.remove(list.lastIndexOf(draft));
            list.add(draft);
        }
    }

    /** The offsets as they are now. */
    void refresh(Draft draft, int... touched) {
        draft.offsets = snapshots(touched);
    }

    /** Of several partitions, the one that the story is about; it is the one to compare from row to row. */
    private List<PartitionOffsets> snapshots(int... touched) {
        boolean aboutFocus = touched.length == 0;
        for (int partition : touched) {
            aboutFocus |= partition == focus;
        }
        return List.of(board.snapshot(aboutFocus ? focus : touched[0]));
    }

    /** What was told, neighbours that a reader takes for one thing as one step, and what only repeats itself once. */
    List<Step> steps(@Nullable Finding finding) {
        Causes.mark(list, finding);
        List<Step> steps = new ArrayList<>();
        for (Draft draft : Repeats.folded(Scenes.of(Repeats.counted(list), board.words, focus))) {
            steps.add(draft.toStep(steps.size() + 1));
        }
        return List.copyOf(steps);
    }
}
