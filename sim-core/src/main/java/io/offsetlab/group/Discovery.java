package io.offsetlab.group;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Origin;
import java.util.Arrays;

/** Which processes have asked for the coordinator since it last moved (S7.16). */
final class Discovery implements Fingerprinted {
    private int moves;
    /** By member: how many moves there had been when it last asked. */
    private int[] moveKnown = {};
    /** By member: the incarnation that asked. */
    private int[] askedBy = {};

    void moved() {
        moves++;
    }

    void by(Origin origin) {
        int member = origin.member();
        if (member >= moveKnown.length) {
            moveKnown = Arrays.copyOf(moveKnown, Math.max(member + 1, 2 * moveKnown.length));
            askedBy = Arrays.copyOf(askedBy, moveKnown.length);
        }
        if (member >= 0) {
            moveKnown[member] = moves;
            askedBy[member] = origin.incarnation();
        }
    }

    /** Whether the process speaks to the current coordinator; before the first move, and without a number, all do. */
    boolean isCurrent(Origin origin) {
        return moves == 0 || origin.member() < 0 || knows(origin.member(), origin.incarnation());
    }

    private boolean knows(int member, int incarnation) {
        return member < moveKnown.length && moveKnown[member] == moves && askedBy[member] == incarnation;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(moves > 0);
        for (int member = 0; moves > 0 && member < moveKnown.length; member++) {
            if (moveKnown[member] == moves) {
                fingerprint.add(member).add(askedBy[member]);
            }
        }
    }
}
