package io.offsetlab.narrative;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.CommitFact.CommitAnswered;
import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.CommitFact.CommitRefused;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact.Assigned;
import io.offsetlab.trace.GroupFact.Evicted;
import io.offsetlab.trace.GroupFact.GenerationFormed;
import io.offsetlab.trace.GroupFact.Joined;
import io.offsetlab.trace.GroupFact.Left;
import io.offsetlab.trace.Lane;
import io.offsetlab.trace.LogFact;
import io.offsetlab.trace.RecordFact.Effect;
import io.offsetlab.trace.RecordFact.ExternalStored;
import io.offsetlab.trace.RecordFact.ResetExplicit;
import io.offsetlab.trace.RecordFact.Returned;
import io.offsetlab.trace.RunFact;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells the steps that may have led to the bad step, or from it to what made it visible, from those that cannot have: something can
 * only have an influence through the history of its own member, or through a message from there. What is not sure counts as a cause.
 */
final class Causes {
    private final List<Draft> drafts;
    private final Finding finding;

    /** Up to which step the history of a lane matters. */
    private final Map<Integer, Integer> matters = new TreeMap<>();

    private Causes(List<Draft> drafts, Finding finding) {
        this.drafts = drafts;
        this.finding = finding;
    }

    /** Marks the steps of a story about something that was found; without a bad step, all of them stay causes. */
    static void mark(List<Draft> drafts, @Nullable Finding finding) {
        if (finding == null) {
            return;
        }
        Causes causes = new Causes(drafts, finding);
        int bad = causes.place(Mark.FIRST_BAD);
        if (bad >= 0 && drafts.get(bad).lane != Lane.WORLD) {
            causes.mark(bad, causes.place(Mark.VISIBLE));
        }
    }

    private int place(Mark mark) {
        for (int i = 0; i < drafts.size(); i++) {
            if (drafts.get(i).mark == mark) {
                return i;
            }
        }
        return -1;
    }

    private void mark(int bad, int visible) {
        for (int i = drafts.size() - 1; i >= 0; i--) {
            Draft draft = drafts.get(i);
            draft.led = i == bad || i == visible || mayMatter(i, draft, bad);
            if (draft.led) {
                follow(i, draft);
            }
        }
    }

    private boolean mayMatter(int place, Draft draft, int bad) {
        if (place > bad && drafts.get(drafts.size() - 1).mark == Mark.VISIBLE) {
            // what nobody did until the end has no cause of its own
            return false;
        }
        Fact fact = draft.fact;
        boolean reached = matters.getOrDefault(draft.lane, -1) >= place;
        if (place < bad) {
            boolean log = fact instanceof LogFact log0 && Lane.isPartition(log0.lane());
            reached |= fact == null || fact instanceof RunFact.FaultFired || log || isOfTheRecords(fact);
        }
        return reached;
    }

    /** Whether it gave lost records to somebody, or gave records of the partition their effect. */
    private boolean isOfTheRecords(@Nullable Fact fact) {
        if (fact instanceof Returned returned) {
            return finding.invariant() == InvariantName.LOSS
                    && returned.partition() == finding.partition()
                    && returned.from() < finding.to()
                    && returned.to() > finding.from();
        }
        return fact instanceof Effect effect
                && effect.partition() == finding.partition()
                && effect.outcome() != Outcome.REFUSED;
    }

    /** What a step that matters can have heard of. */
    private void follow(int place, Draft draft) {
        Fact fact = draft.fact;
        reach(draft.lane, place);
        if (fact instanceof Assigned || fact instanceof ResetExplicit || fact instanceof CommitAnswered) {
            reach(Lane.COORDINATOR, place);
        } else if (fact instanceof CommitApplied applied) {
            reach(applied.member(), place);
        } else if (fact instanceof CommitRefused refused) {
            reach(refused.member(), place);
        } else if (fact instanceof Joined joined) {
            reach(joined.member(), place);
        } else if (fact instanceof Left left) {
            reach(left.member(), place);
        } else if (fact instanceof Evicted evicted) {
            reach(evicted.member(), place);
        } else if (fact instanceof GenerationFormed formed) {
            for (int member : formed.members()) {
                reach(member, place);
            }
        }
        if (fact instanceof ResetExplicit || (fact instanceof Effect effect && effect.outcome() == Outcome.REFUSED)) {
            reachWritersOfTheSink(place);
        }
    }

    /** Whoever wrote to a store or a table before may have changed what is found there. */
    private void reachWritersOfTheSink(int place) {
        for (int i = 0; i < place; i++) {
            Fact fact = drafts.get(i).fact;
            if (fact instanceof Effect || fact instanceof ExternalStored) {
                reach(fact.lane(), i);
            }
        }
    }

    private void reach(int lane, int place) {
        matters.merge(lane, place, Math::max);
    }
}
