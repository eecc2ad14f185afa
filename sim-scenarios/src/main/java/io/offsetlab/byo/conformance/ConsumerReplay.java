package io.offsetlab.byo.conformance;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Pins;
import io.offsetlab.engine.Simulation;
import io.offsetlab.group.GroupCoordinator;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.DirectReply;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Asks the coordinator of the simulation, request by request, what a real one was asked in the consumer protocol. */
final class ConsumerReplay {
    private final ConsumerCoordinatorCase recorded;
    private final Simulation simulation = new Simulation();
    private final NumberedPartitions partitions;
    private final GroupCoordinator coordinator;
    private final Map<String, Origin> clients = new TreeMap<>();

    ConsumerReplay(ConsumerCoordinatorCase recorded) {
        this.recorded = recorded;
        partitions = new NumberedPartitions(recorded.topics());
        coordinator = new GroupCoordinator(
                simulation,
                CoordinatorSettings.group(recorded.settings()),
                partitions,
                (origin, instance) -> {
                    throw new IllegalStateException("members of the consumer protocol bring their ids");
                },
                new Chance(0, Pins.NONE).stream("survival"),
                fact -> {},
                CoordinatorReplay.NOBODY_IS_QUIET);
    }

    /** Up to the first step that differs. */
    Verdict run() {
        for (int i = 0; i < recorded.steps().size(); i++) {
            ConsumerStep step = recorded.steps().get(i);
            Map<String, String> expected = new TreeMap<>();
            Map<String, String> got = new TreeMap<>();
            if (step instanceof ConsumerStep.Beat beat) {
                beat(beat, expected, got);
            } else if (step instanceof ConsumerStep.Commit commit) {
                expected.put("error", commit.error());
                got.put("error", ask(request(commit), commit.client()).error().name());
            } else if (step instanceof ConsumerStep.Other other) {
                take(other.step(), expected, got);
            }
            if (!expected.equals(got)) {
                return Verdict.differs("step " + i + " (" + step + ")", expected.toString(), got.toString());
            }
        }
        return Verdict.AGREES;
    }

    private void take(CoordinatorStep step, Map<String, String> expected, Map<String, String> got) {
        if (step instanceof CoordinatorStep.Advance advance) {
            simulation.runUntil(1_000 * (advance.at() + advance.ms()));
        } else if (step instanceof CoordinatorStep.ExpireOffsets) {
            coordinator.expireOffsets();
        } else if (step instanceof CoordinatorStep.Fetch fetch) {
            fetch.offsets().forEach((partition, offset) -> expected.put(partition, offset.toString()));
            for (int partition = 0; partition < partitions.partitionCount(); partition++) {
                if (coordinator.committed(partition) >= 0) {
                    got.put(partitions.name(partition).toString(), Long.toString(coordinator.committed(partition)));
                }
            }
        }
    }

    private void beat(ConsumerStep.Beat step, Map<String, String> expected, Map<String, String> got) {
        Answer.ConsumerGroupHeartbeat answer = (Answer.ConsumerGroupHeartbeat) ask(request(step), step.client());
        expected.put("error", step.error());
        got.put("error", answer.error().name());
        if (step.memberEpoch() != null) {
            expected.put("memberEpoch", step.memberEpoch().toString());
            got.put("memberEpoch", Integer.toString(answer.memberEpoch()));
        }
        expected.put("assignment", String.valueOf(step.assignment()));
        got.put("assignment", String.valueOf(names(answer.assigned())));
    }

    private @Nullable Set<String> names(@Nullable List<Integer> numbers) {
        if (numbers == null) {
            return null;
        }
        Set<String> names = new TreeSet<>();
        numbers.forEach(number -> names.add(partitions.name(number).toString()));
        return names;
    }

    /** Whoever joins says how long it may take; otherwise that has not changed. */
    private Request request(ConsumerStep.Beat step) {
        List<Integer> owned = null;
        if (step.owned() != null) {
            owned = new ArrayList<>(
                    new TreeSet<>(step.owned().stream().map(partitions::number).toList()));
        }
        return new Request.ConsumerGroupHeartbeat(
                step.client(),
                step.epoch(),
                step.instance(),
                step.epoch() == 0 ? 1_000 * recorded.rebalanceTimeoutMs() : -1,
                step.topics(),
                null,
                null,
                owned);
    }

    private Request request(ConsumerStep.Commit step) {
        return new Request.OffsetCommit(
                step.member(), null, step.epoch(), Offsets.of(partitions.number(step.partition()), step.offset()), 0);
    }

    private Answer ask(Request request, String client) {
        Origin origin = clients.computeIfAbsent(client, name -> new Origin(clients.size(), 0));
        List<Answer> answers = new ArrayList<>();
        coordinator.receive(request, origin, new DirectReply(answers::add));
        return answers.get(0);
    }
}
