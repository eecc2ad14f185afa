package io.offsetlab.scenario;

import java.util.ArrayList;
import java.util.List;

/** The members that a fault can hit, as far as the faults before it say; one of those that start by themselves never goes. */
final class Alive {
    private final Draws draws;
    private final List<Integer> members = new ArrayList<>();
    private final int survivor;
    private int next;

    Alive(Draws draws, int first) {
        this.draws = draws;
        for (int member = 0; member < first; member++) {
            members.add(member);
        }
        next = first;
        survivor = (int) draws.between("fault/survivor", 0, 0, first - 1);
    }

    /** The member that joins next. */
    int join() {
        members.add(next);
        return next++;
    }

    int pick(int fault) {
        return members.get((int) draws.between("fault/member", fault, 0, members.size() - 1));
    }

    /** Takes a member away for good, unless it is the one that stays. */
    boolean remove(int member) {
        return member != survivor && members.remove(Integer.valueOf(member));
    }
}
