package io.offsetlab.scenario;

import io.offsetlab.fault.FaultKind;

/** Draws which kinds of faults exist in a world and how often: about half of them, each with a weight of its own. */
final class KindDraw {
    private static final FaultKind[] KINDS = FaultKind.values();
    private static final int MOST_WEIGHT = 4;

    private final Draws draws;
    private final long[] weights = new long[KINDS.length];
    private long sum;

    KindDraw(Draws draws) {
        this.draws = draws;
        for (FaultKind kind : KINDS) {
            boolean exists = draws.percent("fault/exists", kind.ordinal(), 50);
            add(kind, exists ? draws.between("fault/weight", kind.ordinal(), 1, MOST_WEIGHT) : 0);
        }
        if (sum == 0) {
            add(KINDS[(int) draws.between("fault/sole", 0, 0, KINDS.length - 1)], 1);
        }
    }

    private void add(FaultKind kind, long weight) {
        weights[kind.ordinal()] += weight;
        sum += weight;
    }

    /** The kind of each fault; JOIN at most {@code joins} times, and a CRASH where it would be more often. */
    FaultKind[] kinds(int count, int joins) {
        FaultKind[] kinds = new FaultKind[count];
        int left = joins;
        for (int i = 0; i < count; i++) {
            FaultKind kind = kind(i);
            kinds[i] = kind == FaultKind.JOIN && left-- <= 0 ? FaultKind.CRASH : kind;
        }
        return kinds;
    }

    private FaultKind kind(int i) {
        long rest = draws.between("fault/kind", i, 0, sum - 1);
        int kind = 0;
        while (rest >= weights[kind]) {
            rest -= weights[kind++];
        }
        return KINDS[kind];
    }
}
