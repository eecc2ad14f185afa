package io.offsetlab.experiment;

import java.util.HexFormat;

/** The same run had two digests: a fault of ours, after which no result can be trusted. */
public final class Nondeterminism extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String policy;
    private final long seed;

    /** A run of a policy and a seed that had these digests. */
    public Nondeterminism(String policy, long seed, long first, long second) {
        super("policy " + policy + ", seed " + seed + ": the same run had the digests " + hex(first) + " and "
                + hex(second));
        this.policy = policy;
        this.seed = seed;
    }

    private Nondeterminism(Nondeterminism known, String more) {
        super(known.getMessage() + "; " + more, known);
        this.policy = known.policy;
        this.seed = known.seed;
    }

    /** The same with what was found out about it. */
    public Nondeterminism explained(String more) {
        return new Nondeterminism(this, more);
    }

    private static String hex(long digest) {
        return HexFormat.of().toHexDigits(digest);
    }

    public String policy() {
        return policy;
    }

    public long seed() {
        return seed;
    }
}
