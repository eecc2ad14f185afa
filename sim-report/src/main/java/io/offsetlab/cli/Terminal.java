package io.offsetlab.cli;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err messages and progress
 * @param interactive whether a person looks at it
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive) {
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
