package io.offsetlab.cli;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err messages and progress
 * @param interactive whether a person looks at it
 * @param sweepJvm where a command with many runs may carry itself out, on the same streams
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive, SweepJvm sweepJvm) {
    void print(String text) {
        out.print(text);
    }

    void line(String text) {
        out.print(text + "\n");
    }

    void message(String text) {
        err.print(text + "\n");
    }
}
