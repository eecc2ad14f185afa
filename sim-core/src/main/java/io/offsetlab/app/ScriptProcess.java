package io.offsetlab.app;

import io.offsetlab.consumer.Client;

/** A process of a {@link ScriptWorld} whose application steps the simulation itself while it waits. */
public interface ScriptProcess {

    Client client();

    /**
     * Steps the simulation until the news of the client's innermost call have reached the application.
     *
     * @throws IllegalStateException if the call does not come to an end
     */
    void awaitNews();

    /** Steps the simulation until the application has been busy for so long. */
    void work(long micros);

    /** The application is over, after it closed its consumer. */
    void ended();

    /** kill -9. */
    void kill();

    /** The network of the process is gone until {@link #heal}. */
    void cut();

    /** Requests arrive, the coordinator's answers do not, until {@link #heal}. */
    void dropResponses();

    void heal();
}
