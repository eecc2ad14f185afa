package io.offsetlab.group;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Pins;
import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection.Reply;
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
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** One recorded sequence of requests, asked again of the coordinator here; says where an answer differs. */
final class Recording {
    private final Map<String, Object> line;
    private final Simulation simulation = new Simulation();
    private final Partitions partitions;
    private final GroupCoordinator coordinator;
    private final Map<String, Client> clients = new TreeMap<>();
    private final List<Map<String, Object>> notes = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private int ids;

    Recording(Map<String, Object> line) {
        this.line = line;
        this.partitions = new Partitions(map(line, "topics"));
        this.coordinator = new GroupCoordinator(
                simulation,
                config(),
                partitions,
                (origin, instance) -> "id-" + ids++,
                new Chance(0, Pins.NONE).stream("survival"),
                fact -> {},
                Script.NOBODY_IS_QUIET);
    }

    private GroupConfig config() {
        Map<String, Object> config = map(line, "config");
        return new GroupConfig(
                1_000 * Long.parseLong((String) config.get("group.initial.rebalance.delay.ms")),
                6_000_000,
                1_800_000_000,
                Integer.MAX_VALUE,
                60_000_000 * Long.parseLong((String) config.get("offsets.retention.minutes")),
                4096,
                0);
    }

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

    /** Every difference, each with the number of its step. */
    List<String> replay() {
        List<?> steps = (List<?>) line.get("steps");
        for (int i = 0; i < steps.size(); i++) {
            @SuppressWarnings("unchecked")
            Map<String, Object> step = (Map<String, Object>) steps.get(i);
            int before = differences.size();
            take(step);
            for (int d = before; d < differences.size(); d++) {
                differences.set(d, "step " + i + " " + step + ": " + differences.get(d));
            }
        }
        return differences;
    }

    private void take(Map<String, Object> step) {
        String op = (String) step.get("op");
        if (op.equals("joined") || op.equals("synced")) {
            checkNote(step);
            return;
        }
        if (!op.equals("expireOffsets") && !notes.isEmpty()) {
            differences.add("not in the recording before: " + notes);
            notes.clear();
        }
        switch (op) {
            case "advance" -> simulation.runUntil(1_000 * (number(step, "at") + number(step, "ms")));
            case "expireOffsets" -> coordinator.expireOffsets();
            case "fetch" -> fetch(step);
            default -> ask(op, step, client(step));
        }
    }

    private void ask(String op, Map<String, Object> step, Client client) {
        switch (op) {
            case "join" -> join(step, client);
            case "sync" -> sync(step, client);
            case "heartbeat" ->
                expect(step, new Request.Heartbeat(client.memberId, client.instanceId, generation(step)), client);
            case "leave" -> expect(step, new Request.LeaveGroup(client.memberId, client.instanceId), client);
            case "commit" -> commit(step, client);
            default -> throw new IllegalArgumentException("the recording has an unknown step: " + op);
        }
    }

    private Client client(Map<String, Object> step) {
        String name = (String) step.get("c");
        return clients.computeIfAbsent(name, absent -> new Client(clients.size()));
    }

    private void join(Map<String, Object> step, Client client) {
        client.instanceId = (String) step.get("instance");
        boolean known = (Boolean) step.get("knownId");
        List<Protocol> protocols = List.of(new Protocol(
                "range", new Subscription(List.of("a", "b"), List.of(), (int) number(step, "metadata"), null)));
        Request request = new Request.JoinGroup(
                known ? client.memberId : "",
                client.instanceId,
                1_000 * number(line, "sessionTimeoutMs"),
                1_000 * number(line, "rebalanceTimeoutMs"),
                protocols);
        coordinator.receive(
                request, client.origin, onAnswer(answer -> joined(step, client, (Answer.JoinGroup) answer)));
    }

    private void joined(Map<String, Object> step, Client client, Answer.JoinGroup answer) {
        if (!answer.memberId().isEmpty()) {
            client.memberId = answer.memberId();
        }
        Map<String, Object> note = note("joined", step, answer.error());
        if (answer.error() == Errors.NONE) {
            note.put("generation", (long) answer.generation());
            note.put("protocolName", answer.protocolName());
            client.memberIds =
                    answer.members().stream().map(Answer.Member::memberId).toList();
            if (answer.leaderId().equals(answer.memberId())) {
                note.put("members", (long) answer.members().size());
            }
        }
    }

    private void sync(Map<String, Object> step, Client client) {
        Map<String, Assignment> assignments = new LinkedHashMap<>();
        if ((Boolean) step.get("leader")) {
            List<Integer> asManyAsMembers = new ArrayList<>();
            client.memberIds.forEach(id -> asManyAsMembers.add(asManyAsMembers.size()));
            client.memberIds.forEach(id -> assignments.put(id, new Assignment(asManyAsMembers, null)));
        }
        Request request = new Request.SyncGroup(client.memberId, client.instanceId, generation(step), assignments);
        coordinator.receive(request, client.origin, onAnswer(answer -> {
            Answer.SyncGroup synced = (Answer.SyncGroup) answer;
            note("synced", step, synced.error()).put("assignmentBytes", (long)
                    synced.assignment().partitions().size());
        }));
    }

    /** The recording does not say whether an anonymous commit named the instance; it can be told where that was fenced. */
    private void commit(Map<String, Object> step, Client client) {
        boolean anonymous = ((String) step.get("member")).isEmpty();
        boolean named = !anonymous || "FENCED_INSTANCE_ID".equals(step.get("error"));
        Offsets offsets = Offsets.of(partitions.number((String) step.get("tp")), number(step, "offset"));
        String memberId = anonymous ? "" : client.memberId;
        String instanceId = named ? client.instanceId : null;
        expect(step, new Request.OffsetCommit(memberId, instanceId, generation(step), offsets, 0), client);
    }

    private void expect(Map<String, Object> step, Request request, Client client) {
        List<Answer> answers = new ArrayList<>();
        coordinator.receive(request, client.origin, onAnswer(answers::add));
        String error = answers.isEmpty() ? "no answer" : answers.get(0).error().name();
        if (!error.equals(step.get("error"))) {
            differences.add("answered " + error);
        }
    }

    private void fetch(Map<String, Object> step) {
        Map<String, Object> stored = new TreeMap<>();
        for (int partition = 0; partition < partitions.partitionCount(); partition++) {
            if (coordinator.committed(partition) >= 0) {
                stored.put(partitions.name(partition), coordinator.committed(partition));
            }
        }
        if (!stored.equals(new TreeMap<>(map(step, "offsets")))) {
            differences.add("stored is " + stored);
        }
    }

    private Map<String, Object> note(String op, Map<String, Object> step, Errors error) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("op", op);
        note.put("c", (String) step.get("c"));
        note.put("error", error.name());
        notes.add(note);
        return note;
    }

    private void checkNote(Map<String, Object> step) {
        Map<String, Object> expected = new LinkedHashMap<>(step);
        expected.remove("at");
        if (!notes.remove(expected)) {
            differences.add("noted are " + notes);
            notes.removeIf(note -> note.get("c").equals(step.get("c")));
        }
    }

    private static Reply onAnswer(java.util.function.Consumer<Answer> action) {
        return new Script.Mailbox(action);
    }

    private static int generation(Map<String, Object> step) {
        return (int) number(step, "generation");
    }

    private static long number(Map<String, Object> map, String key) {
        return (Long) map.get(key);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> map, String key) {
        return (Map<String, Object>) map.get(key);
    }
}
