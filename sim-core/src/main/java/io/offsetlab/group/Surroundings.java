package io.offsetlab.group;

import io.offsetlab.engine.Simulation;
import io.offsetlab.trace.FactSink;

/** What all parts of the coordinator use and none of them owns. */
record Surroundings(
        Simulation simulation,
        GroupConfig config,
        Topology topology,
        MemberIds memberIds,
        FactSink facts,
        QuietMembers quiet) {

    long now() {
        return simulation.now();
    }
}
