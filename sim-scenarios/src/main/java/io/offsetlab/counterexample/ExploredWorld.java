package io.offsetlab.counterexample;

import io.offsetlab.cluster.Application;
import io.offsetlab.cluster.World;
import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.engine.Pins;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.scenario.RunSettings;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The world whose placements are explored: it draws nothing but the races, so that equal states are equal. */
final class ExploredWorld {
    /** Nothing is drawn in such a world, so any seed gives the same. */
    static final long SEED = 0;

    private final Scenario scenario;
    private final Application application;
    private final Set<DeviationKind> kinds;
    private final World world;
    private final RunHeader header;

    /**
     * @param joiners how many processes wait to be started by a fault
     */
    ExploredWorld(Scenario scenario, Application application, Set<DeviationKind> kinds, int joiners) {
        this.scenario = scenario;
        this.application = application;
        this.kinds = EnumSet.copyOf(kinds);
        World alone = scenario.toWorld(SEED);
        List<MemberSpec> members = new ArrayList<>(alone.members());
        for (int i = 0; i < (kinds.contains(DeviationKind.JOIN) ? joiners : 0); i++) {
            members.add(joiner(members.size()));
        }
        world = with(alone, members, List.of(), alone.pins());
        header = RunSettings.header(world, application.policy());
    }

    private static MemberSpec joiner(int number) {
        return new MemberSpec("member-" + (number + 1), MemberSpec.STARTS_BY_FAULT);
    }

    private static World with(World world, List<MemberSpec> members, List<Fault> faults, Pins pins) {
        return world.toBuilder().members(members).faults(faults).pins(pins).build();
    }

    World with(Placement placement) {
        return with(world, world.members(), placement.toFaults(), placement.toPins(world.pins()));
    }

    /** The same world for a token; who has not joined is not there. */
    Scenario scenario(Placement placement) {
        List<Fault> faults = placement.toFaults();
        List<MemberSpec> members = new ArrayList<>(scenario.members());
        for (Fault fault : faults) {
            if (fault.kind() == FaultKind.JOIN) {
                members.add(joiner(fault.member()));
            }
        }
        return scenario.toBuilder()
                .members(members)
                .faults(faults)
                .pins(placement.toPins(scenario.pins()))
                .build();
    }

    /** The process that joins next, or -1. Those that wait to join are alike, so they join in the order of their numbers. */
    int joiner(Placement placement) {
        long joined = placement.toFaults().stream()
                .filter(fault -> fault.kind() == FaultKind.JOIN)
                .count();
        int next = scenario.members().size() + (int) joined;
        return next < world.members().size() ? next : -1;
    }

    Application application() {
        return application;
    }

    RunHeader header() {
        return header;
    }

    Set<DeviationKind> kinds() {
        return Collections.unmodifiableSet(kinds);
    }

    int memberCount() {
        return world.members().size();
    }

    long latencyMicros() {
        return world.latency().baseMicros();
    }
}
