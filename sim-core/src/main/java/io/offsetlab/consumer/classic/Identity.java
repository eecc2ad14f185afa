package io.offsetlab.consumer.classic;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;

/** Who a client is for its group: member id, generation, state, and whether it has to join anew. */
final class Identity implements Fingerprinted {
    private String memberId = "";
    private int generation = -1;
    private MemberState state = MemberState.UNJOINED;
    private boolean rejoinNeeded = true;
    private int resets;

    String memberId() {
        return memberId;
    }

    int generation() {
        return generation;
    }

    MemberState state() {
        return state;
    }

    /** How often membership was lost: each loss has to be prepared for anew, also in the middle of a rebalance (KAFKA-12983). */
    int resets() {
        return resets;
    }

    boolean needsRejoin() {
        return rejoinNeeded;
    }

    /** Whether the coordinator could know this member. */
    boolean isIdentified() {
        return state != MemberState.UNJOINED && !memberId.isEmpty();
    }

    void requestRejoin() {
        rejoinNeeded = true;
    }

    void joining() {
        state = MemberState.PREPARING_REBALANCE;
    }

    /** The coordinator gave a new member its id and wants to see it in the next JoinGroup. */
    void named(String id) {
        memberId = id;
    }

    void joined(String id, int newGeneration) {
        memberId = id;
        generation = newGeneration;
        state = MemberState.COMPLETING_REBALANCE;
    }

    /** Asked to rejoin from here on, it will, even before the assignment is in force. */
    void synced() {
        state = MemberState.STABLE;
        rejoinNeeded = false;
    }

    /** The last attempt to join came to nothing; the client goes on being in a rebalance. */
    void failedToJoin() {
        rejoinNeeded = true;
    }

    /** Membership is lost: the generation is gone, and the member id too if {@code forgetId} (S4.28). */
    void reset(boolean forgetId) {
        generation = -1;
        state = MemberState.UNJOINED;
        rejoinNeeded = true;
        resets++;
        if (forgetId) {
            memberId = "";
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(memberId.isEmpty()).add(generation).add(state.ordinal()).add(rejoinNeeded);
    }
}
