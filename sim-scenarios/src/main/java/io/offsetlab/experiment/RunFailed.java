package io.offsetlab.experiment;

/** A run ended with an exception: a fault of ours, never of the policy. Says which run it was; the cause says what happened. */
public final class RunFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String policy;
    private final long seed;

    RunFailed(String policy, long seed, Throwable cause) {
        super("policy " + policy + ", seed " + seed + ": the run failed: " + cause, cause);
        this.policy = policy;
        this.seed = seed;
    }

    public String policy() {
        return policy;
    }

    public long seed() {
        return seed;
    }
}
