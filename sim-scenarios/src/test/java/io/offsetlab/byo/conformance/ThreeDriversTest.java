package io.offsetlab.byo.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.app.Processing;
import io.offsetlab.byo.Clusters;
import io.offsetlab.byo.SimulatedKafka;
import io.offsetlab.cluster.ScriptedCluster;
import io.offsetlab.cluster.ScriptedLoop;
import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.network.Latency;
import io.offsetlab.policy.Answers.AtHandOver;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.Policy;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Digest;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.RecordFact;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/**
 * One member goes through the same exchange as a policy's loop, as a list of steps, and as blocking code on a plain thread: it
 * reads, commits, gives partitions up to a newcomer with a commit inside the callback, is woken up, commits and closes. What the
 * application tells of its own work is left out: a loop tells it, code on a Consumer does not.
 */
final class ThreeDriversTest {
    private static final long SECOND = 1_000_000;
    private static final long POLL_MICROS = SECOND;
    private static final long RECORD_MICROS = 1_000;
    private static final long NEWCOMER_AT = 2_300_000;
    private static final long MORE_RECORDS_AT = 3_100_000;
    private static final long WOKEN_AT = 4_700_000;
    private static final long OVER_AT = 10 * SECOND;
    private static final List<String> TOPICS = List.of("a");

    private static final Policy POLICY = Policy.named("commit what was returned")
            .commits(Which.POSITION)
            .afterBatch()
            .onRevoke(AtHandOver.COMMIT_POSITION)
            .onClose(AtHandOver.COMMIT_POSITION)
            .build();

    private final List<Fact> facts = new ArrayList<>();
    private final Digest digest = new Digest();
    private final ScriptedCluster cluster = new ScriptedCluster(
            List.of(), GroupConfig.DEFAULTS.withInitialRebalanceDelay(0), new Latency(500, 0), 7, this::observe);
    private final SimulatedKafka kafka = Clusters.over(cluster);

    private void observe(Fact fact) {
        facts.add(fact);
        if (!(fact instanceof RecordFact.Started) && !(fact instanceof RecordFact.Effect)) {
            digest.accept(fact);
        }
    }

    @Test
    void threeDriversOfOneExchangeLeaveTheSameDigest() throws Exception {
        String byLoop = new ThreeDriversTest().drivenByLoop();
        String bySteps = new ThreeDriversTest().drivenBySteps(steps());
        String byThread = new ThreeDriversTest().drivenByThread();

        assertThat(bySteps).isEqualTo(byLoop);
        assertThat(byThread).isEqualTo(byLoop);
    }

    @Test
    void anotherExchangeLeavesAnotherDigest() throws IOException {
        List<String> steps = steps();
        steps.remove(steps.size() - 2);

        assertThat(new ThreeDriversTest().drivenBySteps(steps))
                .isNotEqualTo(new ThreeDriversTest().drivenBySteps(steps()));
    }

    @Test
    void theExchangeHoldsARebalanceWithACommitInsideTheCallback() {
        drivenByLoop();

        int revoked = indexOf(GroupFact.Revoked.class, 0);
        int committed = indexOf(CommitFact.CommitApplied.class, revoked);
        int assigned = indexOf(GroupFact.Assigned.class, committed);
        assertThat(List.of(revoked, committed, assigned)).isSorted().doesNotContain(-1);
        assertThat(facts.get(revoked)).isInstanceOfSatisfying(GroupFact.Revoked.class, fact -> {
            assertThat(fact.member()).isZero();
            assertThat(fact.partitions()).containsExactly(0, 1);
        });
    }

    private int indexOf(Class<? extends Fact> type, int from) {
        for (int i = Math.max(0, from); i < facts.size(); i++) {
            if (type.isInstance(facts.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private String drivenByLoop() {
        prepare();
        cluster.start("A", settings(), POLICY, TOPICS, loop());
        return digestAtTheEnd();
    }

    private String drivenBySteps(List<String> steps) throws IOException {
        prepare();
        Stage stage = new Stage(kafka);
        String line = "{\"name\":\"exchange\",\"steps\":[" + String.join(",", steps) + "],\"outcome\":{}}";
        RecordedCase read =
                new RecordingReader("steps").read(new StringReader(line)).get(0);
        ((ScenarioCase) read).steps().forEach(stage::play);
        assertThat(stage.trace())
                .allSatisfy(
                        entry -> assertThat(entry.getOrDefault("ex", "")).isIn("", WakeupException.class.getName()));
        return digestAtTheEnd();
    }

    private String drivenByThread() throws Exception {
        prepare();
        FutureTask<String> application = new FutureTask<>(() -> {
            new BlockingLoop().run();
            return digestAtTheEnd();
        });
        new Thread(application, "application").start();
        return application.get();
    }

    private static ScriptedLoop loop() {
        return new ScriptedLoop(POLL_MICROS, new Processing(RECORD_MICROS, 0));
    }

    /** What goes on beside the member. */
    private void prepare() {
        kafka.createTopic("a", 2);
        produce(6, 3);
        at(NEWCOMER_AT, () -> cluster.start("B", settings(), POLICY, TOPICS, loop()));
        at(MORE_RECORDS_AT, () -> {
            cluster.produce(0, 5);
            cluster.produce(1, 5);
        });
        at(WOKEN_AT, () -> cluster.process("A").stop());
    }

    private void produce(int... records) {
        for (int partition = 0; partition < records.length; partition++) {
            cluster.produce(partition, records[partition]);
        }
    }

    private String digestAtTheEnd() {
        cluster.advance(OVER_AT - cluster.now());
        return digest.text();
    }

    private static List<String> steps() {
        List<String> steps = new ArrayList<>();
        steps.add(
                "{'op':'consumer','c':'A','config':{'client.id':'A','max.poll.records':'4','session.timeout.ms':'45000',"
                        + "'default.api.timeout.ms':null,'request.timeout.ms':null,'retry.backoff.ms':null,"
                        + "'reconnect.backoff.ms':null,'reconnect.backoff.max.ms':null,'fetch.max.wait.ms':null,"
                        + "'metadata.max.age.ms':null,'metadata.recovery.strategy':null,"
                        + "'partition.assignment.strategy':null}}");
        steps.add("{'op':'subscribe','c':'A','topics':['a'],'listener':{'revoked':['commitSync']}}");
        for (int records : new int[] {4, 4, 1}) {
            readOneBatch(steps, records);
        }
        poll(steps, 3);
        for (int records : new int[] {4, 1}) {
            readOneBatch(steps, records);
        }
        poll(steps, 2);
        steps.add("{'op':'commitSync','c':'A'}");
        steps.add("{'op':'close','c':'A'}");
        steps.replaceAll(step -> step.replace('\'', '"'));
        return steps;
    }

    private static void readOneBatch(List<String> steps, int records) {
        poll(steps, 1);
        steps.add("{'op':'advance','ms':" + records + "}");
        steps.add("{'op':'commitSync','c':'A'}");
    }

    private static void poll(List<String> steps, int times) {
        for (int i = 0; i < times; i++) {
            steps.add("{'op':'pollOnce','c':'A','ms':1000}");
        }
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("max.poll.records", "4");
        settings.put("heartbeat.interval.ms", "100");
        return settings;
    }

    private void at(long micros, Runnable action) {
        cluster.simulation().schedule(micros, new Event() {
            @Override
            protected void run() {
                action.run();
            }

            @Override
            public void writeTo(Fingerprint fingerprint) {}
        });
    }

    /** What an application with a consumer in a thread of its own would be. */
    private final class BlockingLoop implements ConsumerRebalanceListener {
        private final Consumer<String, String> consumer;

        BlockingLoop() {
            Map<String, Object> config = new TreeMap<>(settings());
            config.put("client.id", "A");
            config.put("group.id", "group");
            consumer = kafka.consumer(config, new StringDeserializer(), new StringDeserializer());
        }

        void run() {
            consumer.subscribe(TOPICS, this);
            try {
                while (true) {
                    ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(1));
                    if (!records.isEmpty()) {
                        kafka.advance(Duration.ofMillis(records.count()));
                        consumer.commitSync();
                    }
                }
            } catch (WakeupException woken) {
                consumer.commitSync();
            } finally {
                consumer.close();
            }
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            consumer.commitSync();
        }
    }
}
