package io.offsetlab.cluster;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Loops;
import io.offsetlab.app.Processing;
import io.offsetlab.app.Program;
import io.offsetlab.app.Workplace;
import io.offsetlab.engine.Chance;
import io.offsetlab.policy.Policy;
import io.offsetlab.sink.Effects;
import io.offsetlab.sink.ExternalStore;
import java.util.List;

/** How a policy's loop in a {@link ScriptedCluster} polls and works. */
public record ScriptedLoop(long pollTimeoutMicros, Processing processing) {

    Program program(
            ScriptedProcess process,
            Policy policy,
            List<String> topics,
            Chance chance,
            Effects effects,
            ExternalStore store) {
        Workplace workplace = new Workplace(processing, Handling.PLAIN, chance, effects, store);
        return Loops.of(process.client(), policy, topics, pollTimeoutMicros, workplace, process);
    }
}
