package io.offsetlab.counterexample;

import io.offsetlab.cluster.Application;
import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.MessageFact;
import java.util.ArrayList;
import java.util.List;

/** The messages of a run. Few want them, so that they are found by running it once more. */
public final class Messages implements FactSink {
    private final List<MessageFact.Traveled> traveled = new ArrayList<>();

    private Messages() {}

    /** All messages of a run in the order in which they ended. */
    public static List<MessageFact.Traveled> of(Scenario scenario, Application application, long seed) {
        Messages messages = new Messages();
        new Cluster(scenario.toWorld(seed), application, Skipping.ON, messages).run();
        return messages.traveled;
    }

    @Override
    public void accept(Fact fact) {
        if (fact instanceof MessageFact.Traveled message) {
            traveled.add(message);
        }
    }

    @Override
    public boolean hearsMessages() {
        return true;
    }
}
