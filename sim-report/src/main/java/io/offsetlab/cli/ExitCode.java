package io.offsetlab.cli;

/** How the process ends. It is never {@link #HELD} when nothing ran. */
final class ExitCode {
    /** Everything that was promised held. */
    static final int HELD = 0;
    /** An invariant broke. */
    static final int BROKE = 1;
    /** Wrong usage or bad input. */
    static final int BAD_INPUT = 2;
    /** A fault of ours, or a run that came out differently. */
    static final int OURS = 3;
    /** The budget ran out before the minimum. */
    static final int BUDGET = 4;

    private ExitCode() {}
}
