package io.offsetlab.group;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Pins;
import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Origin;
import io.offsetlab.trace.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A coordinator with the processes of a test around it: topic t with partitions 0 to 3, topic u with partitions 4 and 5. */
final class Town {
    static final long SECOND = 1_000_000;

    /** No initial delay, and commits are acknowledged at once. */
    static final GroupConfig PLAIN =
            GroupConfig.DEFAULTS.withInitialRebalanceDelay(0).withReplication(0);

    final Simulation simulation = new Simulation();
    final List<Fact> facts = new ArrayList<>();
    final GroupCoordinator coordinator;
    private int processes;
    private int ids;

    Town(GroupConfig config) {
        this(config, Pins.NONE, Script.NOBODY_IS_QUIET);
    }

    Town(GroupConfig config, Pins pins, QuietMembers quiet) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("t", 4);
        sizes.put("u", 2);
        coordinator = new GroupCoordinator(
                simulation,
                config,
                new Partitions(sizes),
                (origin, instance) -> origin.member() + "-" + ids++,
                new Chance(0, pins).stream("survival"),
                facts::add,
                quiet);
    }

    /** A process without a part in the group yet. */
    Process process() {
        return new Process(this, new Origin(processes++, 0), null);
    }

    Process staticProcess(String instanceId) {
        return new Process(this, new Origin(processes++, 0), instanceId);
    }

    /** So many members of a stable group; the first one leads, and member i owns partition i. */
    List<Process> stableGroup(int size) {
        List<Process> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            members.add(process());
        }
        stabilize(members);
        return members;
    }

    /** Lets these processes join and sync, the first of them as the leader. */
    void stabilize(List<Process> members) {
        List<Inbox> joins = members.stream().map(Process::join).toList();
        pass(0);
        for (int i = 0; i < joins.size(); i++) {
            members.get(i).learn(joins.get(i));
        }
        for (int i = joins.size() - 1; i >= 0; i--) {
            boolean leads = !joins.get(i).joined().members().isEmpty();
            if (leads) {
                members.get(i).syncAsLeader(joins.get(i).joined().members());
            } else {
                members.get(i).sync();
            }
        }
    }

    void pass(long micros) {
        simulation.runUntil(simulation.now() + micros);
    }

    /** The facts of one kind. */
    <T extends Fact> List<T> facts(Class<T> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    long fingerprint() {
        return new Fingerprint(simulation.now())
                .add(coordinator)
                .add(simulation)
                .value();
    }
}
