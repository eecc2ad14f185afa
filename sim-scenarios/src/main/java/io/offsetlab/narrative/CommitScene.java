package io.offsetlab.narrative;

import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CommitFact.CommitAnswered;
import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.CommitFact.CommitAsked;
import io.offsetlab.trace.CommitFact.CommitRefused;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.ProcessFact;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** A commit as one step, from its request to its answer, where nothing else happens between. */
final class CommitScene {
    private final List<Draft> parts;

    CommitScene(List<Draft> parts) {
        this.parts = parts;
    }

    /** Whether the next step is of the commit that is being told. */
    static boolean goesOn(List<Draft> parts, Draft next) {
        Draft last = parts.get(parts.size() - 1);
        if (next.mark == Mark.VISIBLE || parts.stream().anyMatch(part -> part.mark == Mark.VISIBLE)) {
            return false;
        }
        if (next.fact instanceof ProcessFact.LinkChanged) {
            return last.fact instanceof CommitAsked && next.isPlain() && next.at == last.at;
        }
        if (next.fact instanceof CallFact.CallLeft left) {
            return last.fact instanceof CommitAnswered answered
                    && answered.member() == left.member()
                    && answered.error() == left.error();
        }
        if (next.fact instanceof CommitAsked || last.fact instanceof CommitAnswered) {
            return false;
        }
        long commit = commit(next.fact);
        return commit >= 0 && commit == commit(parts.get(0).fact);
    }

    /** Which commit of which member a fact is about, as one number, or -1. */
    private static long commit(@Nullable Fact fact) {
        if (fact instanceof CommitAsked asked) {
            return number(asked.member(), asked.commit());
        } else if (fact instanceof CommitApplied applied) {
            return number(applied.member(), applied.commit());
        } else if (fact instanceof CommitRefused refused) {
            return number(refused.member(), refused.commit());
        } else if (fact instanceof CommitAnswered answered) {
            return number(answered.member(), answered.commit());
        }
        return -1;
    }

    private static long number(int member, int commit) {
        return member < 0 ? -1 : (long) member << 32 | commit;
    }

    /** All of it as one step, in the lane and at the time of what became of it. */
    Draft told() {
        Draft outcome = outcome();
        Draft told = new Draft(outcome.at, outcome.lane, text(outcome));
        told.fact = outcome.fact;
        told.led = parts.stream().anyMatch(part -> part.led);
        for (Draft part : parts) {
            told.turningPoint |= part.turningPoint;
            told.mark = part.isPlain() ? told.mark : part.mark;
        }
        return told;
    }

    /** The latest step that says what the coordinator did, or else the first. */
    private Draft outcome() {
        Draft outcome = parts.get(0);
        for (Draft part : parts) {
            if (part.fact instanceof CommitApplied || part.fact instanceof CommitRefused) {
                outcome = part;
            }
        }
        return outcome;
    }

    private String text(Draft outcome) {
        StringBuilder text = new StringBuilder();
        boolean refused = false;
        for (Draft part : parts) {
            Fact fact = part.fact;
            if (fact instanceof CommitApplied && isAnswered(Errors.NONE)) {
                add(text, withKind(part.told()).replace(" stored: ", " stored and confirmed: "));
            } else if (fact instanceof CommitApplied || fact instanceof CommitRefused) {
                refused |= fact instanceof CommitRefused;
                add(text, withKind(part.told()));
            } else if (fact instanceof CommitAnswered answered) {
                boolean known = refused || (answered.error() == Errors.NONE && outcome.fact instanceof CommitApplied);
                add(text, known ? "" : part.told());
            } else if (fact instanceof CallFact.CallLeft) {
                add(text, part.told());
            } else if (part == outcome) {
                add(text, part.told());
            }
        }
        parts.stream()
                .filter(part -> part.fact instanceof ProcessFact.LinkChanged)
                .forEach(part -> add(text, part.told()));
        return text.toString();
    }

    private static void add(StringBuilder text, String phrase) {
        text.append(text.isEmpty() || phrase.isEmpty() ? "" : "; ").append(phrase);
    }

    private boolean isAnswered(Errors error) {
        return parts.stream()
                .anyMatch(part -> part.fact instanceof CommitAnswered answered && answered.error() == error);
    }

    /** With why it was sent: {@code commit 3 (sync) of ...}. */
    private String withKind(String sentence) {
        if (!(parts.get(0).fact instanceof CommitAsked asked)) {
            return sentence;
        }
        String commit = "commit " + asked.commit();
        return sentence.replaceFirst(commit, commit + " (" + Words.constant(asked.kind()) + ")");
    }
}
