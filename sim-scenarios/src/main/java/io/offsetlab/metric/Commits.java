package io.offsetlab.metric;

import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.CommitFact.CommitAsked;
import io.offsetlab.trace.CommitFact.CommitRefused;
import io.offsetlab.trace.CommitKind;
import java.util.Arrays;

/** Commit requests and what became of them. A commit of several partitions tells several facts in a row and counts once. */
final class Commits {
    private static final int NOBODY = -1;

    private final long[] askedByKind = new long[CommitKind.values().length];
    private final int[] owner;
    private long offsetsSent;
    private long applied;
    private long refused;
    private long unknown;
    private long rewinds;
    private long rewound;
    private long foreign;
    private long lastApplied = NOBODY;
    private long lastRefused = NOBODY;

    Commits(int partitions) {
        owner = new int[partitions];
        Arrays.fill(owner, NOBODY);
    }

    void generation(int[] members, int[][] partitions) {
        Arrays.fill(owner, NOBODY);
        for (int i = 0; i < members.length; i++) {
            for (int partition : partitions[i]) {
                owner[partition] = members[i];
            }
        }
    }

    /** What a member of the consumer protocol may own, or has not given up yet. */
    void holds(int member, int[] assigned, int[] pending) {
        for (int partition = 0; partition < owner.length; partition++) {
            boolean held =
                    Arrays.binarySearch(assigned, partition) >= 0 || Arrays.binarySearch(pending, partition) >= 0;
            if (held) {
                owner[partition] = member;
            } else if (owner[partition] == member) {
                owner[partition] = NOBODY;
            }
        }
    }

    void asked(CommitAsked fact) {
        askedByKind[fact.kind().ordinal()]++;
        offsetsSent += fact.offsets().size();
    }

    void applied(CommitApplied fact) {
        long identity = identity(fact.member(), fact.commit());
        if (identity != lastApplied) {
            lastApplied = identity;
            applied++;
        }
        if (fact.newOffset() < fact.oldOffset()) {
            rewinds++;
            rewound += fact.oldOffset() - fact.newOffset();
        }
        if (fact.member() != NOBODY && owner[fact.partition()] != fact.member()) {
            foreign++;
        }
    }

    void refused(CommitRefused fact) {
        long identity = identity(fact.member(), fact.commit());
        if (identity != lastRefused) {
            lastRefused = identity;
            refused++;
        }
    }

    void unknown() {
        unknown++;
    }

    private static long identity(int member, int commit) {
        return ((long) member << 32) | (commit & 0xFFFF_FFFFL);
    }

    void addTo(long[] values) {
        for (CommitKind kind : CommitKind.values()) {
            values[metric(kind).ordinal()] += askedByKind[kind.ordinal()];
        }
        values[Metric.OFFSETS_SENT.ordinal()] = offsetsSent;
        values[Metric.COMMITS_APPLIED.ordinal()] = applied;
        values[Metric.COMMITS_REFUSED.ordinal()] = refused;
        values[Metric.COMMITS_UNKNOWN.ordinal()] = unknown;
        values[Metric.REWINDS.ordinal()] = rewinds;
        values[Metric.REWOUND.ordinal()] = rewound;
        values[Metric.FOREIGN.ordinal()] = foreign;
    }

    private static Metric metric(CommitKind kind) {
        return switch (kind) {
            // who sends offsets to a transaction waits for the answer, too
            case SYNC, TRANSACTION -> Metric.COMMITS_SYNC;
            case ASYNC -> Metric.COMMITS_ASYNC;
            case AUTO_INTERVAL -> Metric.COMMITS_AUTO_INTERVAL;
            case AUTO_REBALANCE -> Metric.COMMITS_AUTO_REBALANCE;
            case AUTO_CLOSE -> Metric.COMMITS_AUTO_CLOSE;
            case CLAIRVOYANT -> Metric.COMMITS_CLAIRVOYANT;
        };
    }
}
