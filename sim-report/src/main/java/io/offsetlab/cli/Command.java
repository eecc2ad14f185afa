package io.offsetlab.cli;

/** What a command of the launcher does once its options are read. */
interface Command {
    /**
     * Does it.
     *
     * @return one of {@link ExitCode}
     * @throws io.offsetlab.scenario.BadInput if what the person asked for cannot be done
     */
    int run(Terminal terminal);
}
