package io.offsetlab.group.modern;

import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Origin;
import io.offsetlab.trace.FactSink;
import java.util.function.Consumer;

/**
 * What all parts of a group of the consumer protocol use and none of them owns.
 *
 * @param beforeSessionCheck told before the session of this member is judged
 * @param beforeChange told before heartbeats may be answered otherwise than before
 */
public record Surroundings(
        Simulation simulation,
        ConsumerGroupConfig config,
        Topics topics,
        FactSink facts,
        Consumer<Origin> beforeSessionCheck,
        Runnable beforeChange) {

    long now() {
        return simulation.now();
    }
}
