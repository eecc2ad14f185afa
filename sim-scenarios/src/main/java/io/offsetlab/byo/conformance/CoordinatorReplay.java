package io.offsetlab.byo.conformance;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Pins;
import io.offsetlab.engine.Simulation;
import io.offsetlab.group.GroupCoordinator;
import io.offsetlab.group.QuietMembers;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.DirectReply;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.Request.Assignment;
import io.offsetlab.protocol.Request.Protocol;
import io.offsetlab.protocol.Request.Subscription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** Asks the coordinator of the simulation, request by request, what a real one was asked. */
final class CoordinatorReplay {
    private static final String NOTHING = "nothing";
    private static final String PROTOCOL = "range";

    private final CoordinatorCase recorded;
    private final Simulation simulation = new Simulation();
    private final NumberedPartitions partitions;
    private final GroupCoordinator coordinator;
    private final Map<String, Client> clients = new TreeMap<>();
    private final List<Map<String, Object>> answered = new ArrayList<>();
    private int ids;
    private int at;

    CoordinatorReplay(CoordinatorCase recorded) {
        this.recorded = recorded;
        partitions = new NumberedPartitions(recorded.topics());
        coordinator = new GroupCoordinator(
                simulation,
                CoordinatorSettings.group(recorded.settings()),
                partitions,
                (origin, instance) -> "id-" + ids++,
                new Chance(0, Pins.NONE).stream("survival"),
                fact -> {},
                NOBODY_IS_QUIET);
    }

    static final QuietMembers NOBODY_IS_QUIET = new QuietMembers() {
        @Override
        public void beforeSessionCheck(Origin member) {}

        @Override
        public void beforeChange() {}
    };

    /** A client of the recording: the id it was given last and the instance id it joined with last. */
    private static final class Client {
        final Origin origin;
        String memberId = "";

        @Nullable
        String instanceId;

        List<String> memberIds = List.of();

        Client(int number) {
            origin = new Origin(number, 0);
        }
    }

    /** Up to the first step that differs. */
    Verdict run() {
        for (CoordinatorStep step : recorded.steps()) {
            Verdict verdict = take(step);
            if (verdict.result() != Verdict.Result.AGREES) {
                return verdict;
            }
            at++;
        }
        return unrecorded();
    }

    private Verdict take(CoordinatorStep step) {
        if (step instanceof CoordinatorStep.Answered note) {
            return answered.remove(note.fields())
                    ? Verdict.AGREES
                    : differs(note.fields().toString(), answered.isEmpty() ? NOTHING : answered.toString());
        }
        if (step instanceof CoordinatorStep.ExpireOffsets) {
            coordinator.expireOffsets();
            return Verdict.AGREES;
        }
        Verdict before = unrecorded();
        if (before.result() != Verdict.Result.AGREES) {
            return before;
        }
        if (step instanceof CoordinatorStep.Advance advance) {
            simulation.runUntil(1_000 * (advance.at() + advance.ms()));
        } else if (step instanceof CoordinatorStep.Join join) {
            join(join, client(join.client()));
        } else if (step instanceof CoordinatorStep.Sync sync) {
            sync(sync, client(sync.client()));
        } else if (step instanceof CoordinatorStep.Fetch fetch) {
            return fetch(fetch);
        } else {
            return answer(step);
        }
        return Verdict.AGREES;
    }

    private Verdict unrecorded() {
        return answered.isEmpty() ? Verdict.AGREES : differs(NOTHING, answered.toString());
    }

    private Verdict differs(String expected, String got) {
        boolean inside = at < recorded.steps().size();
        String kind = inside ? recorded.steps().get(at).getClass().getSimpleName() : "end";
        return Verdict.differs("step " + at + " (" + kind + ")", expected, got);
    }

    private Client client(String name) {
        return clients.computeIfAbsent(name, absent -> new Client(clients.size()));
    }

    private void join(CoordinatorStep.Join step, Client client) {
        client.instanceId = step.instance();
        if (!step.knownId()) {
            client.memberId = "";
        }
        Subscription subscription =
                new Subscription(new ArrayList<>(recorded.topics().keySet()), List.of(), step.metadata(), null);
        Request request = new Request.JoinGroup(
                client.memberId,
                client.instanceId,
                1_000 * recorded.sessionTimeoutMs(),
                1_000 * recorded.rebalanceTimeoutMs(),
                List.of(new Protocol(PROTOCOL, subscription)));
        ask(request, client, answer -> joined(step.client(), client, (Answer.JoinGroup) answer));
    }

    private void joined(String name, Client client, Answer.JoinGroup answer) {
        if (!answer.memberId().isEmpty()) {
            client.memberId = answer.memberId();
        }
        Map<String, Object> note = note("joined", name, answer.error());
        if (answer.error() == Errors.NONE) {
            note.put("generation", (long) answer.generation());
            note.put("protocolName", answer.protocolName());
            client.memberIds =
                    answer.members().stream().map(Answer.Member::memberId).toList();
            if (answer.leaderId().equals(answer.memberId())) {
                note.put("members", (long) answer.members().size());
            }
        }
        answered.add(note);
    }

    /** The recorded leader hands the i-th member an assignment of i bytes; here it is one of i partitions. */
    private void sync(CoordinatorStep.Sync step, Client client) {
        Map<String, Assignment> assignments = new LinkedHashMap<>();
        if (step.leader()) {
            List<Integer> asManyAsMembers = new ArrayList<>();
            client.memberIds.forEach(id -> asManyAsMembers.add(asManyAsMembers.size()));
            client.memberIds.forEach(id -> assignments.put(id, new Assignment(asManyAsMembers, null)));
        }
        Request request = new Request.SyncGroup(client.memberId, client.instanceId, step.generation(), assignments);
        ask(request, client, answer -> {
            Answer.SyncGroup synced = (Answer.SyncGroup) answer;
            Map<String, Object> note = note("synced", step.client(), synced.error());
            note.put("assignmentBytes", (long) synced.assignment().partitions().size());
            answered.add(note);
        });
    }

    private static Map<String, Object> note(String op, String client, Errors error) {
        Map<String, Object> note = new TreeMap<>();
        note.put("op", op);
        note.put("c", client);
        note.put("error", error.name());
        return note;
    }

    /** The requests that are answered at once. */
    private Verdict answer(CoordinatorStep step) {
        if (step instanceof CoordinatorStep.Heartbeat beat) {
            Client client = client(beat.client());
            Request request = new Request.Heartbeat(client.memberId, client.instanceId, beat.generation());
            return expect(beat.error(), request, client);
        } else if (step instanceof CoordinatorStep.Leave leave) {
            Client client = client(leave.client());
            return expect(leave.error(), new Request.LeaveGroup(client.memberId, client.instanceId), client);
        }
        CoordinatorStep.Commit commit = (CoordinatorStep.Commit) step;
        return commit(commit, client(commit.client()));
    }

    /**
     * A commit without member id comes from a standalone consumer, or from a static member that does not know its id yet and
     * names its instance. The recording does not tell which where a member knows no id; the answer does.
     */
    private Verdict commit(CoordinatorStep.Commit step, Client client) {
        boolean asMember = !step.anonymous()
                || (client.memberId.isEmpty() && step.error().equals(Errors.FENCED_INSTANCE_ID.name()));
        Request request = new Request.OffsetCommit(
                step.anonymous() ? "" : client.memberId,
                asMember ? client.instanceId : null,
                step.generation(),
                Offsets.of(partitions.number(step.partition()), step.offset()),
                0);
        return expect(step.error(), request, client);
    }

    private Verdict expect(String error, Request request, Client client) {
        List<Answer> answers = new ArrayList<>();
        ask(request, client, answers::add);
        String got = answers.isEmpty() ? "no answer" : answers.get(0).error().name();
        return got.equals(error) ? Verdict.AGREES : differs(error, got);
    }

    private Verdict fetch(CoordinatorStep.Fetch step) {
        Map<String, Object> stored = new TreeMap<>();
        for (int partition = 0; partition < partitions.partitionCount(); partition++) {
            if (coordinator.committed(partition) >= 0) {
                stored.put(partitions.name(partition).toString(), coordinator.committed(partition));
            }
        }
        return stored.equals(step.offsets())
                ? Verdict.AGREES
                : differs(step.offsets().toString(), stored.toString());
    }

    private void ask(Request request, Client client, Consumer<Answer> then) {
        coordinator.receive(request, client.origin, new DirectReply(then));
    }
}
