package io.offsetlab.invariant;

import io.offsetlab.trace.Numbers;
import java.util.Arrays;

/** Who belongs to the group, and who owns what in its current generation, as the coordinator sees it. */
final class Membership {
    private static final int[] NOBODY = {};
    private static final int NONE = -1;

    private final int[] memberships;
    /** Who belongs to the generation in force for certain: its process has not started anew, and it has not gone. */
    private final boolean[] certain;

    private final boolean[] over;
    private final boolean[] down;
    private final boolean[] exited;
    private final boolean[] started;
    private final int[] joinedSince;
    private final int[] told;
    private final int[] revoked;
    private final int[] owners;
    private final int[] formerOwners;
    private final int[] lastOwners;
    private final boolean[] withheld;
    private int generation = NONE;
    private int[] lastMembers = NOBODY;
    private boolean restored;

    Membership(int members, int partitions) {
        memberships = new int[members];
        certain = new boolean[members];
        over = new boolean[members];
        down = new boolean[members];
        exited = new boolean[members];
        started = new boolean[members];
        joinedSince = new int[members];
        told = new int[members];
        revoked = new int[members];
        owners = new int[partitions];
        formerOwners = new int[partitions];
        lastOwners = new int[partitions];
        withheld = new boolean[partitions];
        Arrays.fill(owners, -1);
        Arrays.fill(lastOwners, -1);
    }

    int owner(int partition) {
        return owners[partition];
    }

    int generation() {
        return generation;
    }

    /** Whom the coordinator gave the partition to last, or -1. */
    int lastOwner(int partition) {
        return lastOwners[partition];
    }

    boolean hasFormed() {
        return generation != NONE;
    }

    /** Whether a process has ended and not started again. */
    boolean isOver(int member) {
        return over[member];
    }

    /** A process that has ended does something. */
    void goesOn(int member) {
        over[member] = false;
    }

    /** Whether the coordinator must know this member of that generation. */
    boolean isCertain(int member, int ofGeneration) {
        return ofGeneration >= 0 && ofGeneration == generation && certain[member];
    }

    /** Whether the coordinator must know somebody of the generation in force. */
    boolean isAnyCertain() {
        for (boolean known : certain) {
            if (known) {
                return true;
            }
        }
        return false;
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
        certain[member] = false;
    }

    /** A new generation, in which nobody owns anything yet; {@link #formerOwner} still tells of the one before. */
    void form(int number, int[] members) {
        generation = number;
        lastMembers = members;
        restored = false;
        Arrays.fill(certain, false);
        for (int member : members) {
            certain[member] = !over[member];
        }
        Arrays.fill(joinedSince, 0);
        System.arraycopy(owners, 0, formerOwners, 0, owners.length);
        Arrays.fill(owners, -1);
        Arrays.fill(withheld, false);
    }

    /** The group does not speak the consumer protocol any more; these are its members, none of them twice (S5.23). */
    void becameClassic(int[] members) {
        Arrays.fill(memberships, 0);
        for (int member : members) {
            memberships[member]++;
        }
    }

    int formerOwner(int partition) {
        return formerOwners[partition];
    }

    /** A process takes over the place of another, with its partitions and without a new generation (S4.18). */
    void replace(int old, int successor) {
        certain[old] = false;
        for (int partition = 0; partition < owners.length; partition++) {
            if (owners[partition] == old) {
                owners[partition] = successor;
            }
            if (lastOwners[partition] == old) {
                lastOwners[partition] = successor;
                withheld[partition] = owners[partition] < 0;
            }
        }
    }

    /**
     * Whether Kafka's rules leave the partition without an owner until something else starts a rebalance. The cooperative
     * assignment of this generation withheld it from the static member that had it; before that member gave it up and asked for
     * the second rebalance of the hand-over, it lost its membership and took its place again by its group.instance.id. Then it
     * is handed the stored assignment without a rebalance (S4.18), finds nothing in it to give up, and asks for nothing.
     */
    boolean isWithheld(int partition) {
        return withheld[partition];
    }

    /** The member's client was told what it owns in a generation. */
    void told(int member, int ofGeneration) {
        told[member] = ofGeneration;
    }

    /** The member's client was asked to give something up. */
    void revoked(int member) {
        revoked[member] = generation;
    }

    /**
     * Whether the member has still to give up, or is giving up, what a generation that it missed has given to another. A static
     * member is kept in a generation without having joined again (S4.21): the assignor knows only what it said it owned when it
     * joined last, and gives the rest away. When it joins after all, its client is in the current generation before it has asked
     * the application to give that up.
     *
     * @param member one whose client was told of a generation, which are numbered from 1
     * @param held whether its client still has the partition
     */
    boolean givesUpLate(int member, boolean held) {
        boolean now = held || revoked[member] == generation;
        return now && told[member] < generation - 1;
    }

    /** The group speaks the consumer protocol, and this target is what its members come to, each at its own time. */
    void target(int epoch, int[] members) {
        generation = epoch;
        lastMembers = members;
        restored = false;
    }

    /** Nobody has the partition any more; {@link #lastOwner} still tells who had. */
    void release(int partition) {
        owners[partition] = -1;
    }

    void own(int partition, int member) {
        owners[partition] = member;
        lastOwners[partition] = member;
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

    void runs(int member, boolean now) {
        down[member] = !now && !exited[member];
        exited[member] &= !now;
        over[member] = !now;
        certain[member] = false;
        started[member] = true;
    }

    /** The process ends because of its own code, which could have done better. */
    void exited(int member) {
        exited[member] = true;
    }

    /** Whether processes have run, and all of them crashed or closed their consumers and stayed away. */
    boolean isDeserted() {
        boolean any = false;
        for (int member = 0; member < down.length; member++) {
            if (started[member] && !down[member]) {
                return false;
            }
            any |= started[member];
        }
        return any;
    }

    void writeTo(Numbers out) {
        out.number(generation);
        out.flag(restored);
        Numbers.array(out, memberships);
        Numbers.array(out, told);
        Numbers.array(out, revoked);
        Numbers.array(out, owners);
        Numbers.array(out, lastOwners);
        Numbers.array(out, lastMembers);
        Numbers.array(out, joinedSince);
        Numbers.array(out, certain);
        Numbers.array(out, over);
        Numbers.array(out, down);
        Numbers.array(out, started);
        Numbers.array(out, exited);
        Numbers.array(out, withheld);
    }
}
