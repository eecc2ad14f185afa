package io.offsetlab.cluster;

import static io.offsetlab.cluster.SmallWorld.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Marked;
import io.offsetlab.app.Order;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.policy.Answers.AtHandOver;
import io.offsetlab.policy.Answers.Storing;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.OnError.Reaction;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.sink.SinkSpec;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 16: the whole state can be fingerprinted. */
final class FingerprintTest {

    /** Fields that do not show, each with the reason. */
    private static final Map<String, String> SILENT = new TreeMap<>();

    private static final String NAMES = "a running number that names things and keys draws";
    private static final String FOLLOWS = "follows from what is written";
    private static final String WITHIN = "is set within one event only";
    private static final String ELSEWHERE = "the queue tells it in its own way";

    static {
        SILENT.put("consumer.Commits.sent", NAMES);
        SILENT.put("producer.TransactionalProducer.commits", NAMES);
        SILENT.put("consumer.ClientContext.sent", NAMES);
        SILENT.put("consumer.CoordinatorLookup.lookups", NAMES);
        SILENT.put("consumer.PositionFinder.requests", NAMES);
        SILENT.put("consumer.classic.JoinRound.attempt", NAMES);
        SILENT.put("network.Link.messages", NAMES);
        SILENT.put("network.Link.sent", NAMES);
        SILENT.put("app.Worker.partitionsLeft", FOLLOWS);
        SILENT.put("consumer.Held.run", FOLLOWS);
        SILENT.put("consumer.Held.visible", FOLLOWS);
        SILENT.put("log.LogBroker.FoundAt.at", FOLLOWS);
        SILENT.put("log.PartitionLog.toldOffset", FOLLOWS);
        SILENT.put("cluster.Quiescence.complete", "is decided anew at each look");
        SILENT.put("consumer.CallStack.progressAgain", WITHIN);
        SILENT.put("consumer.CallStack.progressing", WITHIN);
        SILENT.put("engine.Backlog.running", WITHIN);
        SILENT.put("engine.Simulation.currentSequence", WITHIN);
        SILENT.put("engine.Event.slot", ELSEWHERE);
        SILENT.put("engine.Simulation.eventCount", "is a count for people");
        SILENT.put("engine.Simulation.lateCount", "is a count for people");
        SILENT.put("engine.InstantQueue.end", "behind it lies nothing");
        SILENT.put("cluster.FactBuffer.size", "counts what only observers wait for");
        SILENT.put("engine.Simulation.nextSequence", ELSEWHERE);
        SILENT.put("consumer.classic.Heartbeats.untold", "is a count for people");
        SILENT.put("consumer.Metadata.lookedAt", "in a cluster all partitions always exist");
        SILENT.put("consumer.Metadata.maxAgeMicros", "in a cluster all partitions always exist");
        SILENT.put("consumer.classic.ClassicMembership.metadataVersion", "tells whether what is kept is what is known");
        for (String field : List.of("from", "moved", "movedCount", "partitions", "records", "runs", "to")) {
            SILENT.put("consumer.Batch.Builder." + field, WITHIN);
        }
        SILENT.put("consumer.Batch.moved", "is handed to the application, which keeps it nowhere");
        SILENT.put("consumer.Fetcher.looks", "in a cluster leaders never change");
        SILENT.put("consumer.Metadata.looks", "in a cluster leaders never change");
        SILENT.put("consumer.PositionValidation.version", "in a cluster leaders never change");
        SILENT.put("consumer.Metadata.version", "counts changes of what is known");
        SILENT.put("consumer.classic.Assignors.metadataVersion", "tells whether what is kept is what is known");
    }

    private static final Policy DRAINING = Policy.named("draining")
            .commits(Which.DURABLE)
            .everyMillis(200)
            .sync()
            .onRevoke(AtHandOver.DRAIN_AND_COMMIT)
            .onError(Reaction.DEAD_LETTER, 2)
            .build();

    private static final Policy STORING = Policy.named("storing")
            .commitsStored(Storing.AFTER_PROCESSING)
            .inBackgroundEveryMillis(200)
            .onError(Reaction.RETRY)
            .build();

    /** Carries a run out and looks at it whenever so many further facts have become known. */
    private static void watch(World world, Policy policy, int every, Consumer<Cluster> look) {
        AtomicReference<Cluster> cluster = new AtomicReference<>();
        int[] facts = {0};
        cluster.set(new Cluster(world, Application.of(policy), Skipping.ON, 1, fact -> {
            if (facts[0]++ % every == 0) {
                look.accept(cluster.get());
            }
        }));
        cluster.get().run();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void equalPrefixesHaveEqualFingerprints(long number) {
        World world = RandomWorld.of(number);
        Policy policy = Policies.all().get((int) number);
        List<Long> once = new ArrayList<>();
        List<Long> again = new ArrayList<>();
        watch(world, policy, 7, cluster -> once.add(cluster.fingerprint()));
        watch(world, policy, 7, cluster -> again.add(cluster.fingerprint()));

        assertThat(again).isEqualTo(once);
        assertThat(once.stream().distinct().count()).isGreaterThan(once.size() * 8L / 10);
    }

    /** Whatever can go wrong goes wrong, so that every part is there at some time. */
    private static World eventful(int number) {
        return eventful(number, Handling.PLAIN);
    }

    private static World eventful(int number, Handling application) {
        return new SmallWorld()
                .application(application)
                .seed(number)
                .members(2, 1)
                .with("auto.commit.interval.ms", "300")
                .with(
                        Fault.slow(new Anchor.AtTime(SECOND), 0, 2 * SECOND, 700),
                        Fault.coordinatorMoved(new Anchor.AtTime(2 * SECOND), SECOND),
                        Fault.answerDropped(new Anchor.GroupFinished(150), 1, 3, null),
                        Fault.requestSwallowed(new Anchor.GroupFinished(150), 0, 3, null),
                        Fault.slowProcessing(new Anchor.GroupFinished(200), 0, SECOND),
                        Fault.connectionBroken(new Anchor.GroupFinished(250), 1, SECOND),
                        Fault.pause(new Anchor.GroupFinished(280), 0, 12 * SECOND),
                        Fault.join(new Anchor.GroupFinished(300), 2),
                        Fault.crash(new Anchor.GroupFinished(350), 1, SECOND),
                        Fault.leave(new Anchor.GroupFinished(450), 2, Fault.FOREVER),
                        Fault.slow(new Anchor.Place(0, 9, Anchor.Step.EFFECT, 1), 0, SECOND, 700))
                .build();
    }

    @Test
    void aChangedFieldChangesTheFingerprint() {
        TreeSet<String> silent = new TreeSet<>();
        TreeSet<String> shown = new TreeSet<>();
        Policy cooperative =
                Policies.AUTO.withConfig("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        int number = 0;
        for (Policy policy : List.of(
                Policies.AUTO, Policies.EVERY_N, Policies.EXTERNAL_STORE, cooperative, Policies.TRANSACTIONAL)) {
            watch(eventful(number++), policy, 5, cluster -> changeEachField(cluster, silent, shown));
        }
        Marked some = Marked.oneIn(20);
        Handling pool =
                Handling.PLAIN.withWorkers(3, Order.KEY).withPoison(some, 2).withSlow(some, SECOND);
        watch(eventful(4, pool), DRAINING, 5, cluster -> changeEachField(cluster, silent, shown));
        watch(
                eventful(5, pool.withSink(SinkSpec.buffered(20, SECOND))),
                DRAINING,
                5,
                cluster -> changeEachField(cluster, silent, shown));
        Handling noting = Handling.PLAIN.withPoison(some, 2).withSink(SinkSpec.dedupeAfter(SECOND));
        watch(eventful(6, noting), STORING, 5, cluster -> changeEachField(cluster, silent, shown));
        silent.removeAll(shown);

        assertThat(shown).hasSizeGreaterThan(80);
        assertThat(silent).containsExactlyElementsOf(SILENT.keySet());
    }

    private static void changeEachField(Cluster cluster, TreeSet<String> silent, TreeSet<String> shown) {
        long usual = cluster.fingerprint();
        for (StateField field : StateField.of(run(cluster), FingerprintTest::isState)) {
            silent.add(field.name());
            if (!shown.contains(field.name()) && field.shows(() -> cluster.fingerprint() != usual)) {
                shown.add(field.name());
            }
        }
        assertThat(cluster.fingerprint()).as("everything is as it was").isEqualTo(usual);
    }

    private static Object run(Cluster cluster) {
        try {
            Field run = Cluster.class.getDeclaredField("run");
            run.setAccessible(true);
            return run.get(cluster);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Data is not state, observers are no part of it, and the group's and the judge's state have tests of their own. */
    private static boolean isState(Class<?> type) {
        String name = type.getName();
        return name.startsWith("io.offsetlab.")
                && !name.startsWith("io.offsetlab.group.")
                && !name.startsWith("io.offsetlab.trace.")
                && !name.startsWith("io.offsetlab.invariant.")
                && type != Cluster.class
                && !type.isRecord()
                && !type.isHidden()
                && !Enum.class.isAssignableFrom(type);
    }
}
