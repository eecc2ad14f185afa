package io.offsetlab.group;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.Request.OffsetCommit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * Processes that do whatever numbers tell them. A process asks for a member id once in its life; when it is refused, a new
 * process with the next number takes its place. Every third place is that of a static member.
 */
final class Crowd {
    private static final int PLACES = 5;

    final Town town;
    private final Process[] places = new Process[PLACES];
    private final Map<Process, Inbox> joins = new IdentityHashMap<>();
    private final Map<Process, Synced> syncs = new IdentityHashMap<>();
    private final List<Process> everybody = new ArrayList<>();
    private int commits;

    /** A SyncGroup and the generation that it asked for. */
    private record Synced(int generation, Inbox answer) {}

    Crowd(GroupConfig config) {
        town = new Town(config);
        for (int place = 0; place < PLACES; place++) {
            replace(place);
        }
    }

    /** Numbers count so that a number tells the place. */
    private void replace(int place) {
        int life = 0;
        for (Process process : everybody) {
            life += process.origin.member() % PLACES == place ? 1 : 0;
        }
        int number = life * PLACES + place;
        places[place] = new Process(town, new Origin(number, 0), instanceOf(number));
        everybody.add(places[place]);
    }

    static @Nullable String instanceOf(int number) {
        return number % PLACES % 3 == 2 ? "i" + number % PLACES : null;
    }

    static @Nullable Integer numberOf(String memberId) {
        return memberId.isEmpty() ? null : Integer.valueOf(memberId.substring(0, memberId.indexOf('-')));
    }

    void act(int action) {
        int place = action % PLACES;
        Process process = places[place];
        learn(process);
        switch (action / PLACES % 9) {
            case 0, 1, 2 -> join(place);
            case 3 -> sync(process);
            case 4 -> process.heartbeat();
            case 5 -> town.pass(action % 4_000_000);
            case 6 -> town.pass(action % 97 * 100_000L);
            case 7 -> town.pass(1);
            default -> process.leave();
        }
        for (Process any : places) {
            learn(any);
        }
    }

    private void join(int place) {
        Inbox join = places[place].memberId.isEmpty() && joins.get(places[place]) != null
                ? refusedOrParked(place)
                : places[place].join();
        joins.put(places[place], join);
    }

    /** A process that waits for its first answer goes on waiting, or is replaced by a new one. */
    private Inbox refusedOrParked(int place) {
        replace(place);
        return places[place].join();
    }

    private void learn(Process process) {
        Inbox join = joins.get(process);
        if (join != null && !join.isEmpty() && join.error() == Errors.NONE) {
            process.learn(join);
        } else if (join != null && !join.isEmpty()) {
            process.generation = -1;
        }
    }

    private void sync(Process process) {
        Inbox join = joins.get(process);
        boolean leads =
                join != null && !join.isEmpty() && !join.joined().members().isEmpty();
        int generation = process.generation;
        Inbox answer = leads ? process.syncAsLeader(join.joined().members()) : process.sync();
        syncs.put(process, new Synced(generation, answer));
    }

    Process somebody() {
        return everybody.get(0);
    }

    /** Members that would be told now that all is well. */
    List<Process> currentMembers() {
        List<Process> current = new ArrayList<>();
        for (Process process : everybody) {
            if (town.coordinator.answersQuietly(process.memberId, process.instanceId, process.generation)) {
                current.add(process);
            }
        }
        return current;
    }

    /** What a process was given last, if that was in its current generation. */
    List<Integer> lastAssignment(Process process) {
        Synced sync = syncs.get(process);
        if (sync == null
                || sync.generation != process.generation
                || sync.answer.isEmpty()
                || sync.answer.error() != Errors.NONE) {
            return List.of();
        }
        return ((Answer.SyncGroup) sync.answer.answer()).assignment().partitions();
    }

    /** Commits as each process would send one, with older and missing generations and ids besides. */
    List<OffsetCommit> commitsToTry() {
        List<OffsetCommit> commits = new ArrayList<>();
        for (Process process : everybody) {
            for (int generation : new int[] {process.generation, town.coordinator.currentGeneration(), -1}) {
                commits.add(commit(process.memberId, process.instanceId, generation));
                commits.add(commit("", process.instanceId, generation));
                commits.add(commit(process.memberId, null, generation));
            }
        }
        return commits;
    }

    private OffsetCommit commit(String memberId, @Nullable String instanceId, int generation) {
        commits++;
        return new Request.OffsetCommit(memberId, instanceId, generation, Offsets.of(commits % 4, commits), commits);
    }
}
