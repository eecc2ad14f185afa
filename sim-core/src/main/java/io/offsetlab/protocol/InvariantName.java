package io.offsetlab.protocol;

/** The invariants by name, in the order in which they are listed everywhere. */
public enum InvariantName {
    LOSS("the resume point stands above a visible record without effect that was not skipped on request"),
    DUP("a record's effect happens again"),
    BOUND("an incident repeats more records than the policy declares"),
    REWIND("a committed offset moves back without an explicit reset"),
    FOREIGN("a commit is accepted for a partition that the member does not own in the current generation"),
    BEYOND("a committed offset stands above the log end"),
    ORDER("first effects within a partition, or a key if order is kept by key, come out of offset order"),
    ATOMIC("output and offset are not all-or-nothing"),
    STUCK("after healing and a bound of time, visible records have no effect"),
    RESIDUE("after healing, more is processed but uncommitted than the policy declares"),
    ENGINE("the engine's own rules about owners, commits and deliveries do not hold");

    private final String brokenWhen;

    InvariantName(String brokenWhen) {
        this.brokenWhen = brokenWhen;
    }

    /** One line: the invariant is broken when ... */
    public String brokenWhen() {
        return brokenWhen;
    }
}
