package io.offsetlab.invariant;

import io.offsetlab.trace.Numbers;
import java.util.Arrays;

/** Who belongs to the group, and who owns what in its current generation, as the coordinator sees it. */
final class Membership {
    private static final int[] NOBODY = {};

    private final int[] memberships;
    private final boolean[] crashed;
    private final boolean[] started;
    private final int[] joinedSince;
    private final int[] owners;
    private final int[] formerOwners;
    private int generation = -1;
    private int[] lastMembers = NOBODY;
    private boolean restored;

    Membership(int members, int partitions) {
        memberships = new int[members];
        crashed = new boolean[members];
        started = new boolean[members];
        joinedSince = new int[members];
        owners = new int[partitions];
        formerOwners = new int[partitions];
        Arrays.fill(owners, -1);
    }

    int owner(int partition) {
        return owners[partition];
    }

    int generation() {
        return generation;
    }

    boolean hasFormed() {
        return generation >= 0;
    }

    boolean isMember(int member) {
        return memberships[member] > 0;
    }

    /** Whether nobody belongs to the group, as far as the facts tell. */
    boolean mayBeEmpty() {
        if (restored) {
            return true;
        }
        for (int count : memberships) {
            if (count > 0) {
                return false;
            }
        }
        return true;
    }

    /** A process may be a member twice, when its former life has not been evicted yet. */
    void joined(int member) {
        memberships[member]++;
        started[member] = true;
        joinedSince[member]++;
    }

    void gone(int member) {
        memberships[member] = Math.max(0, memberships[member] - 1);
    }

    /** A new generation, in which nobody owns anything yet; {@link #formerOwner} still tells of the one before. */
    void form(int number, int[] members) {
        generation = number;
        lastMembers = members;
        restored = false;
        Arrays.fill(joinedSince, 0);
        System.arraycopy(owners, 0, formerOwners, 0, owners.length);
        Arrays.fill(owners, -1);
    }

    int formerOwner(int partition) {
        return formerOwners[partition];
    }

    /** A process takes over the place of another, with its partitions and without a new generation (S4.18). */
    void replace(int old, int successor) {
        for (int partition = 0; partition < owners.length; partition++) {
            if (owners[partition] == old) {
                owners[partition] = successor;
            }
        }
    }

    void own(int partition, int member) {
        owners[partition] = member;
    }

    /**
     * Another coordinator knows the members of the last stored assignment, also those that went since (S7.15). An assignment may
     * have been stored that never came into force, because somebody went meanwhile; of that no fact tells, so whoever joined since
     * the last one in force may be known, too. A process may be known twice, in its former life and in this one.
     */
    void moved() {
        restored = true;
        int[] known = joinedSince.clone();
        for (int member : lastMembers) {
            known[member]++;
        }
        for (int member = 0; member < known.length; member++) {
            memberships[member] = Math.max(known[member], memberships[member]);
        }
    }

    void crashed(int member, boolean now) {
        crashed[member] = now;
        started[member] = true;
    }

    /** Whether processes have run and all of them crashed and stayed away. */
    boolean allCrashed() {
        boolean any = false;
        for (int member = 0; member < crashed.length; member++) {
            if (started[member] && !crashed[member]) {
                return false;
            }
            any |= started[member];
        }
        return any;
    }

    void writeTo(Numbers out) {
        out.number(generation);
        out.number(restored ? 1 : 0);
        Numbers.array(out, memberships);
        Numbers.array(out, owners);
        Numbers.array(out, lastMembers);
        for (int member = 0; member < crashed.length; member++) {
            out.number((crashed[member] ? 1 : 0) + (started[member] ? 2 : 0) + 4L * joinedSince[member]);
        }
    }
}
