package io.offsetlab.narrative;

import io.offsetlab.trace.CallFact.CallLeft;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact.Assigned;
import io.offsetlab.trace.GroupFact.Evicted;
import io.offsetlab.trace.GroupFact.GenerationFormed;
import io.offsetlab.trace.GroupFact.Joined;
import io.offsetlab.trace.GroupFact.Left;
import io.offsetlab.trace.GroupFact.Lost;
import io.offsetlab.trace.GroupFact.Revoked;
import io.offsetlab.trace.Lane;
import io.offsetlab.trace.ProcessFact.Restarted;
import io.offsetlab.trace.ProcessFact.Stopped;
import io.offsetlab.trace.RecordFact.ResetExplicit;
import io.offsetlab.trace.ResetCause;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * A rebalance as one step: who comes and goes, who gives up what, one generation, who takes over what of it. What follows by itself
 * is not told: that a member owns what it just got, that it joins the first generation, that it gives up nothing.
 */
final class RebalanceScene {
    /** A rebalance that takes no longer than this is told without when it began. */
    private static final long AT_ONCE = 1_000_000;

    private static final Set<Errors> MOVES_ON =
            EnumSet.of(Errors.REBALANCE_IN_PROGRESS, Errors.UNKNOWN_MEMBER_ID, Errors.ILLEGAL_GENERATION);

    private static final Pattern CALL = Pattern.compile("(\\w+) throws (\\w+)");

    private final Words words;
    private final List<Draft> parts;
    private final @Nullable GenerationFormed formed;
    private final boolean bySubject;

    RebalanceScene(Words words, List<Draft> parts) {
        this.words = words;
        this.parts = parts;
        this.formed = formed(parts);
        TreeSet<Integer> members = new TreeSet<>();
        parts.stream().filter(part -> part.starts.isEmpty()).forEach(part -> members.add(member(part.fact)));
        this.bySubject =
                formed != null || members.size() > 1 || parts.stream().allMatch(part -> part.lane == Lane.COORDINATOR);
    }

    /** Whether a step tells a part of a rebalance, and may be joined with others. */
    static boolean isPart(Draft draft) {
        Fact fact = draft.fact;
        return draft.isPlain()
                && (member(fact) >= 0
                        || fact instanceof GenerationFormed
                        || (fact instanceof ResetExplicit reset && reset.cause() == ResetCause.NOTHING_COMMITTED));
    }

    /** Whether the next step belongs to the rebalance that is being told. */
    static boolean goesOn(List<Draft> parts, Draft next) {
        Fact fact = next.fact;
        if (!isPart(parts.get(0)) || !next.isPlain()) {
            return false;
        }
        GenerationFormed formed = formed(parts);
        if (fact instanceof ResetExplicit reset) {
            return reset.cause() == ResetCause.NOTHING_COMMITTED
                    || (reset.cause() == ResetCause.SEEK
                            && parts.stream()
                                    .anyMatch(part ->
                                            part.fact instanceof Assigned own && own.member() == reset.member()));
        }
        if (fact instanceof Assigned assigned) {
            return formed == null || assigned.generation() == formed.generation();
        }
        if (fact instanceof Restarted) {
            return parts.stream().allMatch(part -> part.fact instanceof Restarted || part.fact instanceof Joined);
        }
        return formed == null && (isPart(next) || isToldByCall(fact));
    }

    /** Whether a call throws because the group moves on. */
    private static boolean isToldByCall(@Nullable Fact fact) {
        return fact instanceof CallLeft left && MOVES_ON.contains(left.error());
    }

    private static @Nullable GenerationFormed formed(List<Draft> parts) {
        return parts.stream()
                .filter(part -> part.fact instanceof GenerationFormed)
                .map(part -> (GenerationFormed) part.fact)
                .findFirst()
                .orElse(null);
    }

    /** Whose coming or going a fact is, or -1. */
    private static int member(@Nullable Fact fact) {
        if (fact instanceof Joined joined) {
            return joined.member();
        } else if (fact instanceof Left left) {
            return left.member();
        } else if (fact instanceof Evicted evicted) {
            return evicted.member();
        }
        boolean own = fact instanceof Assigned
                || fact instanceof Revoked
                || fact instanceof Lost
                || fact instanceof Restarted
                || fact instanceof Stopped
                || isToldByCall(fact);
        return own && fact != null ? fact.lane() : -1;
    }

    /** All of it as one step, or null if there is nothing to tell. */
    @Nullable
    Draft told() {
        if (parts.size() == 1 && isToldByCall(parts.get(0).fact)) {
            return parts.get(0);
        }
        StringBuilder text = new StringBuilder();
        Draft first = null;
        int subject = -1;
        boolean seeking = false;
        TreeMap<Long, TreeSet<Integer>> starts = new TreeMap<>();
        for (Draft part : parts) {
            if (isImplied(part.fact, part)) {
                continue;
            }
            first = first == null ? part : first;
            part.starts.forEach((offset, more) ->
                    starts.computeIfAbsent(offset, o -> new TreeSet<>()).addAll(more));
            if (part.starts.isEmpty()) {
                int member = member(part.fact);
                boolean same = member >= 0 && member == subject;
                boolean seek = part.fact instanceof ResetExplicit;
                text.append(text.isEmpty() ? "" : same || (seek && seeking) ? ", " : "; ");
                text.append(member >= 0 && bySubject && !same ? words.member(member) + " " : "");
                text.append(member >= 0 ? withoutSubject(part, member) : seek && seeking ? part.text : part.told());
                subject = member;
                seeking = seek;
            }
        }
        if (first == null) {
            return null;
        }
        if (!starts.isEmpty()) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append(Folds.NOTHING_COMMITTED)
                    .append(words.starts(starts));
        }
        return told(first, text.toString());
    }

    private Draft told(Draft first, String text) {
        Draft last = parts.get(parts.size() - 1);
        String since = last.at - first.firstAt > AT_ONCE ? " (since " + Words.seconds(first.firstAt) + ")" : "";
        Draft told = new Draft(last.at, lane(first), text + since);
        told.fact = last.fact;
        told.led = parts.stream().anyMatch(part -> part.led);
        told.turningPoint = parts.stream().anyMatch(part -> part.turningPoint);
        return told;
    }

    private int lane(Draft first) {
        return bySubject ? Lane.COORDINATOR : Lane.isMember(first.lane) ? first.lane : member(first.fact);
    }

    private String withoutSubject(Draft part, int member) {
        if (part.fact instanceof CallLeft) {
            return CALL.matcher(part.told()).replaceFirst("gets $2 from $1");
        }
        String name = words.member(member) + " ";
        return part.told().startsWith(name) ? part.told().substring(name.length()) : part.told();
    }

    /** Whether it goes without saying. */
    private boolean isImplied(@Nullable Fact fact, Draft part) {
        if (fact instanceof Restarted start) {
            return start.at() == 0 && part.text.equals("starts");
        } else if (fact instanceof Joined joined && formed != null) {
            boolean starts = parts.stream()
                    .anyMatch(other -> other.fact instanceof Restarted start && start.member() == joined.member());
            return starts || formed.generation() == 1;
        } else if (fact instanceof Revoked revoked) {
            return revoked.partitions().length == 0;
        }
        return fact instanceof Assigned assigned && isKnown(assigned);
    }

    /** Whether the generation that was just told says so. */
    private boolean isKnown(Assigned assigned) {
        if (assigned.partitions().length == 0) {
            return true;
        }
        if (formed == null) {
            return false;
        }
        for (int i = 0; i < formed.members().length; i++) {
            if (formed.members()[i] == assigned.member()) {
                return Arrays.equals(formed.partitions()[i], assigned.partitions());
            }
        }
        return false;
    }
}
