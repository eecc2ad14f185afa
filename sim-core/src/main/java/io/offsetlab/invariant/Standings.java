package io.offsetlab.invariant;

import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.CommitFact.CommitRefused;
import io.offsetlab.trace.GroupFact.CurrentAssignment;
import io.offsetlab.trace.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the members of a group of the consumer protocol stand, as the coordinator told last. */
final class Standings {
    /** In the order of joining. A process may be a member twice, when its former life has not been evicted yet. */
    private final List<CurrentAssignment> members = new ArrayList<>();

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Nobody is a member of a group of the consumer protocol any more. */
    void clear() {
        members.clear();
    }

    /** Takes over what a fact says and returns where the member stood before, or null if it is new. */
    @Nullable
    CurrentAssignment replace(CurrentAssignment now) {
        int place = 0;
        while (place < members.size() && !isSame(members.get(place), now)) {
            place++;
        }
        CurrentAssignment before = place < members.size() ? members.remove(place) : null;
        if (now.epoch() != CurrentAssignment.GONE) {
            members.add(place, now);
        }
        return before;
    }

    private static boolean isSame(CurrentAssignment one, CurrentAssignment other) {
        return one.member() == other.member()
                && one.incarnation() == other.incarnation()
                && one.place() == other.place();
    }

    static boolean holds(CurrentAssignment member, int partition) {
        return Arrays.binarySearch(member.assigned(), partition) >= 0
                || Arrays.binarySearch(member.pending(), partition) >= 0;
    }

    /** Another member than this one that holds the partition, or null. */
    @Nullable
    CurrentAssignment otherHolder(CurrentAssignment than, int partition) {
        for (CurrentAssignment member : members) {
            if (!isSame(member, than) && holds(member, partition)) {
                return member;
            }
        }
        return null;
    }

    /** Whether Kafka stores the commit (S5.20), whichever life of the process sent it. */
    boolean accept(CommitApplied commit) {
        if (commit.generation() < 0 && isEmpty()) {
            return true;
        }
        for (CurrentAssignment member : members) {
            if (member.member() == commit.member() && accepts(member, commit.generation(), commit.partition())) {
                return true;
            }
        }
        return false;
    }

    private static boolean accepts(CurrentAssignment member, int epoch, int partition) {
        if (epoch >= member.epoch()) {
            return epoch == member.epoch();
        }
        int assignedIn = epochIn(member.assigned(), member.assignedEpochs(), partition);
        int pendingIn = epochIn(member.pending(), member.pendingEpochs(), partition);
        int since = assignedIn >= 0 ? assignedIn : pendingIn;
        return since >= 0 && epoch >= since;
    }

    private static int epochIn(int[] partitions, int[] epochs, int partition) {
        int place = Arrays.binarySearch(partitions, partition);
        return place < 0 ? -1 : epochs[place];
    }

    /** Whether the commit carried the epoch of every life that the process has in the group, so that it is not stale. */
    boolean isCurrent(CommitRefused commit) {
        boolean any = false;
        for (CurrentAssignment member : members) {
            if (member.member() == commit.member()) {
                if (member.epoch() != commit.generation()) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    /** What a process holds in all its lives, in one of them. */
    boolean holds(int process, int partition) {
        for (CurrentAssignment member : members) {
            if (member.member() == process && holds(member, partition)) {
                return true;
            }
        }
        return false;
    }

    void writeTo(Numbers out) {
        for (CurrentAssignment member : members) {
            out.number(member.member());
            out.number(member.incarnation());
            if (member.place() != 0) {
                out.number(member.place());
            }
            out.number(member.epoch());
            Numbers.array(out, member.assigned());
            Numbers.array(out, member.assignedEpochs());
            Numbers.array(out, member.pending());
            Numbers.array(out, member.pendingEpochs());
        }
    }
}
