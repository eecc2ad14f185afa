package io.offsetlab.narrative;

import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.Lane;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.RecordFact.ResetExplicit;
import io.offsetlab.trace.ResetCause;
import io.offsetlab.trace.RunFact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes one step of neighbours that a reader takes for one thing: a rebalance with all who take part, a commit from its request to
 * its answer, what one poll returned and what was processed in a row, a failure and the seek that answers it, a fault and what it does.
 * Only neighbours are joined, so that the order of what happened stays; a marked step keeps standing alone.
 */
final class Scenes {
    static final String AGAIN = " again";

    /** A list of more characters becomes several steps. */
    private static final int LONGEST_LIST = 160;

    private final Words words;
    private final int focus;

    private Scenes(Words words, int focus) {
        this.words = words;
        this.focus = focus;
    }

    /** @param focus the partition that the story is about */
    static List<Draft> of(List<Draft> drafts, Words words, int focus) {
        Scenes scenes = new Scenes(words, focus);
        return scenes.whole(joined(joined(drafts, scenes::listed), scenes::answered));
    }

    private static List<Draft> joined(List<Draft> drafts, BinaryOperator<@Nullable Draft> join) {
        List<Draft> joined = new ArrayList<>();
        for (Draft draft : drafts) {
            int last = joined.size() - 1;
            Draft both = last < 0 || !joined.get(last).isPlain() || !draft.isPlain()
                    ? null
                    : join.apply(joined.get(last), draft);
            if (both == null) {
                joined.add(draft);
            } else {
                joined.set(last, both);
            }
        }
        return joined;
    }

    /** Two neighbours that a list or a word can join, or null. */
    private @Nullable Draft listed(Draft one, Draft two) {
        if (one.fact instanceof RunFact.FaultFired && isDoneBy(one, two)) {
            return with(one, two, two.verb, two.text + " (" + one.text + ")");
        }
        boolean list = isList(one) && one.verb.equals(two.verb) && one.text.length() + two.text.length() < LONGEST_LIST;
        return one.lane == two.lane && (list || (isSeek(one) && isSeek(two)))
                ? with(one, two, one.verb, one.text + ", " + two.text)
                : null;
    }

    /** Something and what its member does about it at once, or null. */
    private @Nullable Draft answered(Draft one, Draft two) {
        if (one.lane != two.lane) {
            return null;
        }
        if (one.fact instanceof RecordFact.Returned
                && two.fact instanceof RecordFact.Effect effect
                && effect.outcome() == Outcome.DONE
                && (two.text.equals(one.text) || two.text.equals(one.text + AGAIN))) {
            return with(one, two, "", "polls and processes " + two.text);
        }
        if (one.fact instanceof RecordFact.Effect effect) {
            if (isSeek(two) && effect.outcome() == Outcome.FAILED) {
                return with(one, two, one.verb, one.text + ", " + two.told());
            }
            if (two.fact instanceof RecordFact.ExternalStored stored && effect.partition() == stored.partition()) {
                return with(one, two, "", one.told() + " and stores offset " + stored.to() + " with it");
            }
        }
        return null;
    }

    /** With the scenes that have any number of parts told as a whole. */
    private List<Draft> whole(List<Draft> drafts) {
        List<Draft> whole = new ArrayList<>();
        int from = 0;
        while (from < drafts.size()) {
            int to = from + 1;
            while (to < drafts.size() && goesOn(drafts.subList(from, to), drafts.get(to))) {
                to++;
            }
            List<Draft> parts = drafts.subList(from, to);
            Draft told = told(parts);
            if (told != null) {
                told.offsets = offsets(parts);
                whole.add(told);
            }
            from = to;
        }
        return whole;
    }

    private static boolean goesOn(List<Draft> parts, Draft next) {
        return RebalanceScene.goesOn(parts, next) || CommitScene.goesOn(parts, next);
    }

    private @Nullable Draft told(List<Draft> parts) {
        if (RebalanceScene.isPart(parts.get(0))) {
            return new RebalanceScene(words, parts).told();
        }
        return parts.size() == 1 ? parts.get(0) : new CommitScene(parts).told();
    }

    /** What happens at the very instant of a fault to the one that it is about. */
    private boolean isDoneBy(Draft fault, Draft next) {
        boolean meant = !Lane.isMember(next.lane) || fault.text.contains(words.member(next.lane));
        return meant
                && next.at == fault.at
                && (next.fact instanceof ProcessFact
                        || next.fact instanceof CallFact.CallLeft
                        || next.fact instanceof GroupFact.CoordinatorMoved);
    }

    private static boolean isList(Draft draft) {
        return draft.fact instanceof RecordFact.Returned
                || draft.fact instanceof RecordFact.Effect
                || draft.fact instanceof RecordFact.Durable;
    }

    private static boolean isSeek(Draft draft) {
        return draft.fact instanceof ResetExplicit reset && reset.cause() == ResetCause.SEEK;
    }

    private Draft with(Draft one, Draft two, String verb, String text) {
        Draft both = new Draft(two.at, two.lane, text);
        both.firstAt = one.firstAt;
        both.verb = verb;
        both.fact = two.fact;
        both.led = one.led || two.led;
        both.turningPoint = one.turningPoint || two.turningPoint;
        both.offsets = offsets(List.of(one, two));
        return both;
    }

    /** The latest that are about the partition in question, or else the latest. */
    private List<PartitionOffsets> offsets(List<Draft> parts) {
        List<PartitionOffsets> latest = List.of();
        boolean aboutFocus = false;
        for (Draft part : parts) {
            boolean isFocus = part.offsets.stream().anyMatch(offsets -> offsets.partition() == focus);
            if (isFocus || !aboutFocus) {
                latest = part.offsets;
                aboutFocus = isFocus;
            }
        }
        return latest;
    }
}
